package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Bearer;
import clinic.identity.Device;
import clinic.identity.Identity.CodeWanted;
import clinic.identity.Identity.EnrolmentWanted;
import clinic.identity.Identity.SignInOutcome;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.TokenOutcome;
import clinic.identity.Identity.Tokens;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.accounts.Accounts.Credentials;
import clinic.identity.accounts.FactorDesk.Judgement;
import clinic.identity.accounts.RefreshTokens.Family;
import clinic.identity.accounts.Throttle.Bucket;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passwords and tokens are shown here, and it is said whose they are. */
@Component
class SignInDesk {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Transactions transactions;
    private final Accounts accounts;
    private final PasswordHashing passwords;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Throttle throttle;
    private final FactorDesk factors;
    private final FactorRule rule;
    private final SignInLengths lengths;

    SignInDesk(
            Transactions transactions,
            Accounts accounts,
            PasswordHashing passwords,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Throttle throttle,
            FactorDesk factors,
            FactorRule rule,
            SignInLengths lengths) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.throttle = throttle;
        this.factors = factors;
        this.rule = rule;
        this.lengths = lengths;
    }

    SignInOutcome signIn(String email, String password, String remote) {
        Actor system = SystemAct.actor();
        String key = EmailAddress.key(email);
        List<Bucket> buckets = Throttle.signIn(key, remote);
        Optional<Throttled> refusal = throttle.refusal(system, buckets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Account> account = whose(key, password);
        account.ifPresent(found -> throttle.forgive(system, buckets));
        return account.map(this::afterPassword).orElseGet(WrongCredentials::new);
    }

    private Optional<Account> whose(String key, String password) {
        Optional<Credentials> known = transactions.as(SystemAct.actor(), () -> accounts.byEmail(key));
        boolean matches =
                passwords.matches(password, known.map(Credentials::passwordHash).orElse(null));
        Optional<Account> whose = known.map(Credentials::account);
        Optional<Account> right = whose.filter(found -> matches && found.verified() && !found.blocked());
        if (right.isEmpty()) {
            SecurityLog.note(Event.PASSWORD_WRONG, whose.orElse(null));
        }
        return right;
    }

    private SignInOutcome afterPassword(Account account) {
        if (!rule.isAsked()) {
            return new SignedIn(account);
        }
        if (factors.hasApp(account.id().value())) {
            return new CodeWanted(account);
        }
        return rule.isRequiredOf(account.role()) ? new EnrolmentWanted(account) : new SignedIn(account);
    }

    /** @param twoFactors whether the provider saw two; else ours is asked for as after a password */
    SignInOutcome afterProvider(Account account, boolean twoFactors) {
        return twoFactors ? new SignedIn(account) : afterPassword(account);
    }

    SignInOutcome secondStep(Account account, String code, String remote) {
        Actor system = SystemAct.actor();
        List<Bucket> buckets = Throttle.code(account.id().value(), remote);
        Optional<Throttled> refusal = throttle.refusal(system, buckets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (factors.judge(account, code) == Judgement.WRONG) {
            SecurityLog.note(Event.CODE_WRONG, account);
            return new WrongCredentials();
        }
        throttle.forgive(system, buckets);
        return new SignedIn(account);
    }

    SignInOutcome proveAgain(Account account, String said, String remote) {
        if (factors.hasApp(account.id().value())) {
            return secondStep(account, said, remote);
        }
        SignInOutcome outcome = signIn(account.email(), said, remote);
        return outcome instanceof SignedIn || outcome instanceof Throttled ? outcome : new WrongCredentials();
    }

    /** Whether it is enough that the provider saw its owner again: of one factor it takes the place of a password. */
    boolean isProof(Actor owner, boolean twoFactors) {
        return twoFactors || (!factors.hasApp(owner.id()) && !rule.isRequiredOf(owner.role()));
    }

    /**
     * A right password is not told from a wrong one while the code is wrong or missing: the attempt counts all the same, the
     * same things are looked up for everybody, and too many codes are one more wrong answer.
     */
    TokenOutcome issueTokens(
            String email, String password, @Nullable String otp, String remote, @Nullable String userAgent) {
        Actor system = SystemAct.actor();
        String key = EmailAddress.key(email);
        List<Bucket> buckets = Throttle.signIn(key, remote);
        Optional<Throttled> refusal = throttle.refusal(system, buckets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Account> whose = whose(key, password);
        boolean hasApp = factors.hasApp(whose.map(found -> found.id().value()).orElse(NOBODY));
        Optional<Account> account = whose.filter(found -> isSecondStepTaken(found, hasApp, otp, remote));
        if (account.isEmpty()) {
            return new WrongCredentials();
        }
        throttle.forgive(system, buckets);
        SecurityLog.note(Event.TOKENS_ISSUED, account.get());
        accessTokens.announce(system);
        return transactions.as(system, () -> {
            Family family = refreshTokens.start(account.get(), Device.of(userAgent));
            return new Tokens(
                    accessTokens.issue(account.get(), family.signIn()),
                    AccessTokens.LIFETIME,
                    refreshTokens.next(family.id()));
        });
    }

    private boolean isSecondStepTaken(Account account, boolean hasApp, @Nullable String otp, String remote) {
        if (otp != null) {
            return hasApp && secondStep(account, otp, remote) instanceof SignedIn;
        }
        return !rule.isAsked() || (!hasApp && !rule.isRequiredOf(account.role()));
    }

    TokenOutcome refresh(String token) {
        Actor system = SystemAct.actor();
        accessTokens.announce(system);
        return transactions.as(
                system,
                () -> refreshTokens
                        .use(token)
                        .flatMap(family -> active(new AccountId(family.account()), family.generation())
                                .filter(account -> lengths.isWithin(account.role(), family.started()))
                                .<TokenOutcome>map(account -> new Tokens(
                                        accessTokens.issue(account, family.signIn()),
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

    Optional<Bearer> bearer(String accessToken) {
        return transactions.as(
                SystemAct.actor(),
                () -> accessTokens
                        .read(accessToken)
                        .filter(bearer -> refreshTokens.isOpen(bearer.signIn().id()))
                        .flatMap(bearer -> active(bearer.account(), bearer.generation())
                                .map(account -> new Bearer(account, bearer.signIn()))));
    }

    Optional<Account> active(AccountId id) {
        return transactions.as(
                SystemAct.actor(), () -> accounts.byId(id.value()).filter(account -> !account.blocked()));
    }

    private Optional<Account> active(AccountId id, int generation) {
        return accounts.byId(id.value()).filter(account -> !account.blocked() && account.generation() == generation);
    }
}
