package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity.Throttled;
import clinic.identity.SecondFactors;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.SignIn;
import clinic.identity.accounts.Authenticators.Stored;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Second factors are taken up, shown, and given up. */
@Component
class FactorDesk implements SecondFactors {

    /** Whoever saw the secret long ago may not be the one who scans it now. */
    private static final Duration WAITS = Duration.ofMinutes(15);

    /** What was said of a code. */
    enum Judgement {
        RIGHT,
        WRONG
    }

    private final Transactions transactions;
    private final Accounts accounts;
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final FactorSecrets secrets;
    private final FactorRule rule;
    private final Throttle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String clinic;

    FactorDesk(
            Transactions transactions,
            Accounts accounts,
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            FactorSecrets secrets,
            FactorRule rule,
            Throttle throttle,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${clinic.name:Harbour Clinic}") String clinic) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.secrets = secrets;
        this.rule = rule;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
        this.clinic = clinic;
    }

    @Override
    public boolean isFresh(SignIn signIn) {
        return !rule.isAsked() || signIn.proved().plus(FRESH).isAfter(clock.instant());
    }

    @Override
    public boolean isRequiredOf(Role role) {
        return rule.isRequiredOf(role);
    }

    @Override
    public Factors of(Actor owner) {
        return transactions.as(
                owner,
                () -> new Factors(
                        authenticators
                                .of(owner.id())
                                .flatMap(Stored::confirmedAt)
                                .orElse(null),
                        recoveryCodes.unused(owner.id()),
                        rule.isRequiredOf(owner.role())));
    }

    @Override
    public Enrolment enrolment(Actor owner) {
        Account account = secrets.withKey(owner);
        return transactions.as(owner, () -> offer(account));
    }

    @Override
    public Enrolment enrolment(Actor owner, UUID shown) {
        Account account = secrets.withKey(owner);
        return transactions.as(
                owner,
                () -> waiting(account, shown, clock.instant())
                        .map(stored ->
                                enrolment(account, stored.id(), secrets.open(account, stored.id(), stored.sealed())))
                        .orElseGet(() -> offer(account)));
    }

    private Account account(Actor owner) {
        return accounts.byId(owner.id()).orElseThrow(() -> new NotFound("account"));
    }

    private Optional<Stored> waiting(Account account, UUID shown, Instant now) {
        return authenticators
                .waiting(account.id().value())
                .filter(stored -> stored.id().equals(shown))
                .filter(stored -> stored.madeAt().plus(WAITS).isAfter(now));
    }

    private Enrolment offer(Account account) {
        UUID id = Authenticators.newId();
        String secret = Base32.of(Totp.secret());
        authenticators.offer(id, account.id().value(), secrets.seal(account, id, secret), clock.instant());
        return enrolment(account, id, secret);
    }

    private Enrolment enrolment(Account account, UUID id, String secret) {
        String label = encoded(clinic) + ":" + encoded(account.email());
        return new Enrolment(
                id,
                secret,
                "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + encoded(clinic)
                        + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=30");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Confirmation confirm(Actor owner, UUID shown, String code, String remote) {
        Actor system = SystemAct.actor();
        Optional<Throttled> refusal = throttle.refusal(system, Throttle.code(owner.id(), remote));
        if (refusal.isPresent()) {
            return new TooManyCodes(refusal.get().retryAfter());
        }
        Instant now = clock.instant();
        Confirmation outcome = transactions.as(owner, () -> {
            Account account = account(owner);
            Optional<Stored> waiting = waiting(account, shown, now);
            if (waiting.isEmpty()) {
                return new WrongCode();
            }
            Stored stored = waiting.get();
            OptionalLong step = step(account, stored, digits(code), now);
            if (step.isEmpty()) {
                return new WrongCode();
            }
            authenticators.confirm(stored.id(), owner.id(), step.getAsLong(), now);
            tell(owner.id(), Mail.FACTOR_ADDED);
            return new Confirmed(recoveryCodes.renew(owner.id(), now));
        });
        if (outcome instanceof Confirmed) {
            throttle.forgive(system, Throttle.code(owner.id(), remote));
        } else {
            SecurityLog.note(Event.CODE_WRONG, transactions.as(owner, () -> account(owner)));
        }
        return outcome;
    }

    @Override
    public List<String> renewRecoveryCodes(Actor owner) {
        return transactions.as(owner, () -> {
            if (authenticators.of(owner.id()).isEmpty()) {
                throw new Invalid("code", "NO_APP", "Recovery codes stand in for an app; add one first.");
            }
            tell(owner.id(), Mail.RECOVERY_CODES_MADE);
            return recoveryCodes.renew(owner.id(), clock.instant());
        });
    }

    @Override
    public void remove(Actor owner) {
        if (rule.isRequiredOf(owner.role())) {
            throw new Invalid("app", "REQUIRED", "Doctors and admins keep a second factor; replace it instead.");
        }
        transactions.as(owner, () -> {
            if (authenticators.of(owner.id()).isPresent()) {
                tell(owner.id(), Mail.FACTOR_REMOVED);
            }
            authenticators.removeAll(owner.id());
            recoveryCodes.removeAll(owner.id());
            return null;
        });
    }

    @Override
    public void forget(Actor admin, AccountId id) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        if (admin.id().equals(id.value())) {
            throw new Invalid("app", "SELF", "Another admin has to take away what you sign in with.");
        }
        transactions.as(admin, () -> {
            Account account = accounts.byId(id.value()).orElseThrow(() -> new NotFound("account"));
            authenticators.forget(account.id().value());
            tell(id.value(), Mail.FACTOR_REMOVED);
            tell(id.value(), Mail.RESET_PASSWORD);
            return null;
        });
    }

    /** As the system: whether this account signs in with an app. */
    boolean hasApp(UUID account) {
        return transactions.as(
                SystemAct.actor(), () -> authenticators.of(account).isPresent());
    }

    /** As the system: uses up a code of the app or a recovery code. Throttling is the caller's. */
    Judgement judge(Account account, String typed) {
        UUID id = account.id().value();
        Instant now = clock.instant();
        return transactions.as(SystemAct.actor(), () -> {
            String digits = digits(typed);
            if (digits.length() == Totp.DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return authenticators
                                .of(id)
                                .filter(stored -> isFresh(account, stored, digits, now))
                                .isPresent()
                        ? Judgement.RIGHT
                        : Judgement.WRONG;
            }
            if (recoveryCodes.use(id, typed, now)) {
                tell(id, Mail.RECOVERY_CODE_USED);
                return Judgement.RIGHT;
            }
            return Judgement.WRONG;
        });
    }

    private boolean isFresh(Account account, Stored stored, String code, Instant now) {
        OptionalLong step = step(account, stored, code, now);
        return step.isPresent() && authenticators.use(stored.id(), step.getAsLong());
    }

    private OptionalLong step(Account account, Stored stored, String code, Instant now) {
        return Totp.step(Base32.bytes(secrets.open(account, stored.id(), stored.sealed())), code, now);
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s-]", "");
    }

    private void tell(UUID account, Mail mail) {
        events.publishEvent(new AccountMailWanted(new AccountId(account), mail));
    }
}
