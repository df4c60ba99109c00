package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.Identity.Accepted;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkOutcome;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.OpenLink;
import clinic.identity.Identity.PasswordChanged;
import clinic.identity.Identity.PasswordOutcome;
import clinic.identity.Identity.SignUpOutcome;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.accounts.Accounts.Credentials;
import clinic.identity.accounts.Links.Link;
import clinic.identity.accounts.Throttle.Bucket;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A password is chosen: by a link, by somebody who was invited or forgot it, or by who knows the one there is. */
@Component
class PasswordDesk {

    private final Transactions transactions;
    private final Accounts accounts;
    private final Links links;
    private final PasswordHashing passwords;
    private final Throttle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordDesk(
            Transactions transactions,
            Accounts accounts,
            Links links,
            PasswordHashing passwords,
            Throttle throttle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.links = links;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    SignUpOutcome requestReset(String written, String remote) {
        EmailAddress email = EmailAddress.parse("email", written);
        Actor system = SystemAct.actor();
        Optional<Throttled> refusal = throttle.refusal(system, Throttle.mail(email.key(), remote));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return transactions.as(system, () -> {
            accounts.byEmail(email.key())
                    .map(Credentials::account)
                    .filter(account -> !account.blocked())
                    .ifPresent(account -> tell(account, Mail.RESET_PASSWORD));
            return new Accepted();
        });
    }

    Optional<String> issueLink(Actor system, AccountId id, LinkPurpose purpose) {
        return transactions.as(
                system,
                () -> accounts.locked(id.value())
                        .filter(found -> isNeeded(found, purpose))
                        .map(found -> links.make(purpose, id.value())));
    }

    private static boolean isNeeded(Credentials found, LinkPurpose purpose) {
        if (found.account().blocked()) {
            return false;
        }
        return switch (purpose) {
            case VERIFY -> !found.account().verified() && found.passwordHash() != null;
            case RESET -> true;
            case INVITE -> found.passwordHash() == null;
            case SET_UP -> throw new IllegalArgumentException("A set-up link belongs to no account");
        };
    }

    Optional<OpenLink> peek(String token) {
        return transactions.as(SystemAct.actor(), () -> links.open(token).flatMap(this::describe));
    }

    private Optional<OpenLink> describe(Link link) {
        UUID account = link.account();
        return account == null
                ? Optional.of(new OpenLink(link.purpose(), null, null))
                : accounts.byId(account)
                        .filter(found -> !found.blocked())
                        .map(found -> new OpenLink(link.purpose(), found.email(), found.name()));
    }

    LinkOutcome setPassword(String token, String password, String remote) {
        Actor system = SystemAct.actor();
        Optional<Throttled> refusal = throttle.refusal(system, Throttle.link(remote));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Account> bearer = transactions.as(
                system, () -> owner(token).map(Credentials::account).filter(account -> !account.blocked()));
        if (bearer.isEmpty()) {
            return new LinkInvalid();
        }
        judge(bearer.get(), password);
        String hash = passwords.hash(password);
        return transactions.as(
                system,
                () -> owner(token)
                        .filter(found -> !found.account().blocked() && links.use(token))
                        .<LinkOutcome>map(found -> new LinkUsed(changed(found.account(), hash, remote)))
                        .orElseGet(LinkInvalid::new));
    }

    /** Whose password the link may set, held until the end of the act. */
    private Optional<Credentials> owner(String token) {
        return links.open(token)
                .filter(link -> link.purpose() == LinkPurpose.RESET || link.purpose() == LinkPurpose.INVITE)
                .map(Link::account)
                .flatMap(accounts::locked);
    }

    /** An unusable new password is said before the old one is looked at, so that it costs no try. */
    PasswordOutcome change(Account account, String current, String password, String remote) {
        judge(account, password);
        Actor system = SystemAct.actor();
        List<Bucket> buckets = Throttle.signIn(EmailAddress.key(account.email()), remote);
        Optional<Throttled> refusal = throttle.refusal(system, buckets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        UUID id = account.id().value();
        Optional<String> stored =
                transactions.as(system, () -> accounts.locked(id).map(Credentials::passwordHash));
        if (!passwords.matches(current, stored.orElse(null))) {
            SecurityLog.note(Event.PASSWORD_WRONG, account);
            return new WrongCredentials();
        }
        throttle.forgive(system, buckets);
        String hash = passwords.hash(password);
        return transactions.as(
                system,
                () -> accounts.locked(id)
                        .filter(found ->
                                !found.account().blocked() && Objects.equals(found.passwordHash(), stored.get()))
                        .<PasswordOutcome>map(found -> new PasswordChanged(changed(found.account(), hash, remote)))
                        .orElseGet(WrongCredentials::new));
    }

    private static void judge(Account account, String password) {
        PasswordRules.judge("password", password, List.of(account.email(), account.name()))
                .ifPresent(problem -> {
                    throw new Invalid(List.of(problem));
                });
    }

    private Account changed(Account account, String hash, String remote) {
        UUID id = account.id().value();
        accounts.newPassword(id, hash, clock.instant());
        SecurityLog.note(Event.PASSWORD_CHANGED, account);
        links.voidAll(id, List.of(LinkPurpose.VERIFY, LinkPurpose.RESET, LinkPurpose.INVITE));
        // Whoever guessed at the old password has not used up the owner's tries at the new one.
        throttle.empty(Throttle.signInOfOwner(EmailAddress.key(account.email()), remote));
        if (account.verified()) {
            tell(account, Mail.PASSWORD_CHANGED);
        }
        return accounts.byId(id).orElseThrow();
    }

    private void tell(Account account, Mail mail) {
        events.publishEvent(new AccountMailWanted(account.id(), mail));
    }
}
