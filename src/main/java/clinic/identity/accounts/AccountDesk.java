package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.AccountMailWanted;
import clinic.identity.AccountMailWanted.Mail;
import clinic.identity.PatientSignedUp;
import clinic.identity.PersonLeft;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.platform.ClinicLanguage;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Erased;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** What people do with accounts after signing in: look at their own; admins keep order among all. */
@Component
class AccountDesk {

    private static final int MOST = 200;

    private final Transactions transactions;
    private final Accounts accounts;
    private final PasswordHashing passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ClinicLanguage language;

    AccountDesk(
            Transactions transactions,
            Accounts accounts,
            PasswordHashing passwords,
            ApplicationEventPublisher events,
            Clock clock,
            ClinicLanguage language) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
        this.language = language;
    }

    Account me(Actor actor) {
        AccountAccess.peopleHaveAnAccount(actor);
        return transactions.as(actor, () -> found(actor.id()));
    }

    Account changeLocale(Actor actor, String said) {
        AccountAccess.peopleHaveAnAccount(actor);
        String locale = LanguageTag.parse("locale", said);
        return transactions.as(actor, () -> {
            accounts.changeLocale(actor.id(), locale);
            return found(actor.id());
        });
    }

    List<Account> accounts(
            Actor admin, @Nullable String query, @Nullable Role role, int limit, @Nullable AccountId after) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        return transactions.as(admin, () -> accounts.search(query, role, Math.clamp(limit, 1, MOST), after));
    }

    Account account(Actor actor, AccountId id) {
        AccountAccess.adminsAndTheClockworkReadAccounts(actor);
        return transactions.as(actor, () -> found(id.value()));
    }

    Account invite(Actor admin, String written, String writtenName, Role role, @Nullable UUID person) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        if (role != Role.DOCTOR && role != Role.ADMIN) {
            throw new Invalid("role", "NOT_ALLOWED", "Doctors and admins are invited; patients sign up.");
        }
        EmailAddress email = EmailAddress.parse("email", written);
        Account account = account(email, PersonName.parse("name", writtenName), role, person, false);
        return transactions.as(admin, () -> {
            insertWithoutPassword(account, email);
            events.publishEvent(new AccountMailWanted(account.id(), Mail.INVITATION));
            return account;
        });
    }

    private void insertWithoutPassword(Account account, EmailAddress email) {
        boolean added;
        try {
            added = accounts.insertWithoutPassword(account, email);
        } catch (DuplicateKeyException e) {
            throw new Invalid("person", "TAKEN", "This person has an account already.");
        }
        if (!added) {
            throw taken();
        }
    }

    Account rename(Actor admin, AccountId id, String written) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        String name = PersonName.parse("name", written);
        return transactions.as(admin, () -> {
            Account account = open(id.value());
            accounts.rename(account, name);
            return found(id.value());
        });
    }

    Account changeRole(Actor admin, AccountId id, Role role) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        return transactions.as(admin, () -> {
            Account account = found(id.value());
            if (account.role() == role) {
                return account;
            }
            UUID person = account.person();
            if (account.role() == Role.ADMIN && role == Role.DOCTOR) {
                throw new Invalid(
                        "role",
                        "NEEDS_INVITATION",
                        "Invite the doctor under another address, so that there is a record to act as.");
            }
            if (account.role() != Role.DOCTOR || role != Role.ADMIN || person == null) {
                throw new Invalid(
                        "role", "NOT_ALLOWED", "A patient's account stays one, and patients sign up themselves.");
            }
            if (accounts.makeAdmin(id.value())) {
                events.publishEvent(new PersonLeft(id, person));
                events.publishEvent(new AccountMailWanted(id, Mail.ROLE_CHANGED));
            }
            return found(id.value());
        });
    }

    Account block(Actor admin, AccountId id, boolean blocked) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        if (blocked && admin.id().equals(id.value())) {
            throw new Invalid("blocked", "SELF", "Another admin has to block your account.");
        }
        return transactions.as(admin, () -> {
            if (blocked) {
                if (found(id.value()).role() == Role.ADMIN && !accounts.anotherAdminKeepsOrder(id.value())) {
                    throw new Invalid("blocked", "LAST_ADMIN", "Nobody would be left who could unblock anybody.");
                }
                accounts.block(id.value(), clock.instant());
                SecurityLog.note(Event.ACCOUNT_BLOCKED, found(id.value()));
            } else {
                open(id.value());
                accounts.unblock(id.value());
            }
            return found(id.value());
        });
    }

    void close(Actor actor, AccountId id) {
        AccountAccess.adminsAndTheClockworkCloseAccounts(actor);
        transactions.<@Nullable Void>as(actor, () -> {
            Account account = found(id.value());
            if (account.role() != Role.PATIENT) {
                throw new Invalid("id", "NOT_ALLOWED", "Staff are blocked, not erased.");
            }
            if (accounts.close(account, clock.instant())) {
                transactions.afterCommit(() -> SecurityLog.note(Event.ACCOUNT_CLOSED, account));
            }
            return null;
        });
    }

    void signOutEverywhere(Actor admin, AccountId id) {
        AccountAccess.onlyAdminsKeepAccounts(admin);
        transactions.as(admin, () -> {
            Account account = found(id.value());
            accounts.endAll(id.value());
            SecurityLog.note(Event.SESSIONS_ENDED_BY_ADMIN, account);
            events.publishEvent(new AccountMailWanted(id, Mail.SESSIONS_ENDED));
            return null;
        });
    }

    Account enrol(
            Actor system,
            String written,
            String writtenName,
            Role role,
            @Nullable UUID person,
            @Nullable String password) {
        AccountAccess.onlyTheClockwork(system);
        EmailAddress email = EmailAddress.parse("email", written);
        String name = PersonName.parse("name", writtenName);
        if (password != null) {
            PasswordRules.judge("password", password, List.of(email.key(), name))
                    .ifPresent(problem -> {
                        throw new Invalid(List.of(problem));
                    });
        }
        UUID acting = role == Role.PATIENT && person == null ? UuidCreator.getTimeOrderedEpoch() : person;
        Account account = account(email, name, role, acting, true);
        String hash = password == null ? null : passwords.hash(password);
        return transactions.as(system, () -> {
            if (!accounts.insert(account, email, hash)) {
                throw taken();
            }
            if (role == Role.PATIENT && acting != null) {
                events.publishEvent(new PatientSignedUp(
                        account.id(), acting, name, account.email(), null, null, account.createdAt()));
            }
            return account;
        });
    }

    private Account account(EmailAddress email, String name, Role role, @Nullable UUID person, boolean verified) {
        if (role == Role.VISITOR || role == Role.SYSTEM || (role == Role.ADMIN) != (person == null)) {
            throw new IllegalArgumentException(
                    "No account can be a " + role + (person == null ? " without" : " with") + " a person");
        }
        return new Account(
                new AccountId(UuidCreator.getTimeOrderedEpoch()),
                email.shown(),
                name,
                role,
                person,
                verified,
                false,
                0,
                language.tag(),
                null,
                clock.instant());
    }

    private Account found(UUID id) {
        return accounts.byId(id).orElseThrow(AccountDesk::missing);
    }

    /** Not closed, and not until the end of the act. */
    private Account open(UUID id) {
        if (accounts.isClosedOnceLocked(id).orElseThrow(AccountDesk::missing)) {
            throw new Erased();
        }
        return found(id);
    }

    private static NotFound missing() {
        return new NotFound("account");
    }

    private static Invalid taken() {
        return new Invalid("email", "TAKEN", "This address has an account already.");
    }
}
