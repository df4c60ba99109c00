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
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.SignUpOutcome;
import clinic.identity.Identity.Throttled;
import clinic.identity.PatientSignedUp;
import clinic.identity.accounts.Accounts.Credentials;
import clinic.identity.accounts.Links.Link;
import clinic.platform.ClinicLanguage;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A patient signs up and proves the address. Until then the address may be anybody's: when somebody signs up for it again
 * with another password, nobody knows whose password is the owner's, so the account loses it, and the owner is sent a link
 * to choose one. Whoever has the mailbox wins.
 */
@Component
class SignUpDesk {

    private final Transactions transactions;
    private final Accounts accounts;
    private final Links links;
    private final PasswordHashing passwords;
    private final Throttle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ClinicLanguage language;
    private final Vault vault;

    SignUpDesk(
            Transactions transactions,
            Accounts accounts,
            Links links,
            PasswordHashing passwords,
            Throttle throttle,
            ApplicationEventPublisher events,
            Clock clock,
            ClinicLanguage language,
            Vault vault) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.links = links;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
        this.language = language;
        this.vault = vault;
    }

    String mark(String email) {
        return HexFormat.of().formatHex(vault.blindIndex("sign-up", EmailAddress.key(email)));
    }

    SignUpOutcome signUp(SignUp said, String remote) {
        Newcomer newcomer = Newcomer.parse(said, language.tag(), clock.instant());
        Actor system = SystemAct.actor();
        Optional<Throttled> refusal =
                throttle.refusal(system, Throttle.mail(newcomer.email().key(), remote));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        // The same work whether the address is known or not: one hash, one check.
        String hash = passwords.hash(said.password());
        Optional<Credentials> before =
                transactions.as(system, () -> accounts.byEmail(newcomer.email().key()));
        String hashBefore = before.map(Credentials::passwordHash).orElse(null);
        boolean samePassword = passwords.matches(said.password(), hashBefore);
        return transactions.as(system, () -> {
            if (!add(newcomer, hash)) {
                Credentials known = accounts.byEmail(newcomer.email().key())
                        .flatMap(found -> accounts.locked(found.account().id().value()))
                        .orElseThrow();
                boolean again = samePassword
                        && known.passwordHash() != null
                        && known.passwordHash().equals(hashBefore);
                answerInTheMailbox(known, again);
            }
            return new Accepted();
        });
    }

    private boolean add(Newcomer newcomer, String hash) {
        Instant now = clock.instant();
        UUID person = UuidCreator.getTimeOrderedEpoch();
        Account account = new Account(
                new AccountId(UuidCreator.getTimeOrderedEpoch()),
                newcomer.email().shown(),
                newcomer.name(),
                Actor.Role.PATIENT,
                person,
                false,
                false,
                0,
                newcomer.locale(),
                newcomer.zone(),
                now);
        if (!accounts.insert(account, newcomer.email(), hash)) {
            return false;
        }
        events.publishEvent(new PatientSignedUp(
                account.id(), person, account.name(), account.email(), newcomer.phone(), newcomer.birthDate(), now));
        tell(account, Mail.VERIFY_ADDRESS);
        return true;
    }

    private void answerInTheMailbox(Credentials known, boolean samePassword) {
        Account account = known.account();
        if (account.blocked()) {
            return;
        }
        if (account.verified()) {
            tell(account, Mail.ALREADY_SIGNED_UP);
        } else if (account.role() != Actor.Role.PATIENT) {
            tell(account, Mail.INVITATION);
        } else if (samePassword) {
            tell(account, Mail.VERIFY_ADDRESS);
        } else {
            accounts.withoutPassword(account.id().value());
            links.voidAll(account.id().value(), List.of(LinkPurpose.VERIFY));
            tell(account, Mail.RESET_PASSWORD);
        }
    }

    LinkOutcome verify(String token, String remote) {
        Actor system = SystemAct.actor();
        Optional<Throttled> refusal = throttle.refusal(system, Throttle.link(remote));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return transactions.as(
                system,
                () -> links.open(token)
                        .filter(link -> link.purpose() == LinkPurpose.VERIFY)
                        .map(Link::account)
                        .flatMap(accounts::locked)
                        .filter(found -> !found.account().blocked() && found.passwordHash() != null)
                        .filter(found -> links.use(token))
                        .<LinkOutcome>map(found -> proved(found.account()))
                        .orElseGet(LinkInvalid::new));
    }

    private LinkUsed proved(Account account) {
        UUID id = account.id().value();
        accounts.verified(id, clock.instant());
        links.voidAll(id, List.of(LinkPurpose.VERIFY));
        return new LinkUsed(accounts.byId(id).orElseThrow());
    }

    private void tell(Account account, Mail mail) {
        events.publishEvent(new AccountMailWanted(account.id(), mail));
    }
}
