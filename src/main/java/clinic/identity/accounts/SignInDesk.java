package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity.SignInOutcome;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.TokenOutcome;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.accounts.Accounts.Credentials;
import clinic.identity.accounts.Throttle.Bucket;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Passwords and tokens are shown here, and it is said whose they are. */
@Component
class SignInDesk {

    private final Transactions transactions;
    private final Accounts accounts;
    private final PasswordHashing passwords;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Throttle throttle;

    SignInDesk(
            Transactions transactions,
            Accounts accounts,
            PasswordHashing passwords,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Throttle throttle) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.throttle = throttle;
    }

    SignInOutcome signIn(String email, String password, String remote) {
        Actor system = SystemAct.actor();
        String key = EmailAddress.key(email);
        List<Bucket> buckets = Throttle.signIn(key, remote);
        Optional<Throttled> refusal = throttle.refusal(system, buckets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Credentials> known = transactions.as(system, () -> accounts.byEmail(key));
        boolean matches =
                passwords.matches(password, known.map(Credentials::passwordHash).orElse(null));
        Optional<Account> account =
                known.map(Credentials::account).filter(found -> matches && found.verified() && !found.blocked());
        account.ifPresent(found -> throttle.forgive(system, buckets));
        return account.<SignInOutcome>map(SignedIn::new).orElseGet(WrongCredentials::new);
    }

    TokenOutcome issueTokens(String email, String password, String remote) {
        return switch (signIn(email, password, remote)) {
            case SignedIn signedIn -> {
                Account account = signedIn.account();
                Actor system = SystemAct.actor();
                accessTokens.announce(system);
                String refresh = transactions.as(system, () -> refreshTokens.start(account));
                yield new Tokens(accessTokens.issue(account), AccessTokens.LIFETIME, refresh);
            }
            case WrongCredentials wrong -> wrong;
            case Throttled throttled -> throttled;
        };
    }

    TokenOutcome refresh(String token) {
        Actor system = SystemAct.actor();
        accessTokens.announce(system);
        return transactions.as(
                system,
                () -> refreshTokens
                        .use(token)
                        .flatMap(family -> active(new AccountId(family.account()), family.generation())
                                .<TokenOutcome>map(account -> new Tokens(
                                        accessTokens.issue(account),
                                        AccessTokens.LIFETIME,
                                        refreshTokens.next(family.id()))))
                        .orElseGet(WrongCredentials::new));
    }

    void revoke(String token) {
        transactions.as(SystemAct.actor(), () -> {
            refreshTokens.familyOf(token).ifPresent(refreshTokens::end);
            return null;
        });
    }

    Optional<Account> bearer(String accessToken) {
        return transactions.as(
                SystemAct.actor(),
                () -> accessTokens.read(accessToken).flatMap(bearer -> active(bearer.account(), bearer.generation())));
    }

    Optional<Account> active(AccountId id) {
        return transactions.as(
                SystemAct.actor(), () -> accounts.byId(id.value()).filter(account -> !account.blocked()));
    }

    private Optional<Account> active(AccountId id, int generation) {
        return accounts.byId(id.value()).filter(account -> !account.blocked() && account.generation() == generation);
    }
}
