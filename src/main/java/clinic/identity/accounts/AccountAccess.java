package clinic.identity.accounts;

import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;

/**
 * Who may do what with accounts. Row policies of {@code account} and of the tables of sessions, links and factors say it a
 * second time. To whom it is not permitted there is no account.
 */
final class AccountAccess {

    private AccountAccess() {}

    /** People have an account of their own; visitors and the clockwork have none. */
    static void peopleHaveAnAccount(Actor actor) {
        demand(adminsKeepAccounts(actor) || actor.is(Role.PATIENT) || actor.is(Role.DOCTOR));
    }

    /** Admins find, invite, change, block and help; nobody else sees that there are others. */
    static void onlyAdminsKeepAccounts(Actor actor) {
        demand(adminsKeepAccounts(actor));
    }

    /** Whoever writes to people reads their account, and so do admins. */
    static void adminsAndTheClockworkReadAccounts(Actor actor) {
        demand(adminsKeepAccounts(actor) || actor.is(Role.SYSTEM));
    }

    /** An account is closed when its owner is erased by an admin, or was never used for longer than it is kept. */
    static void adminsAndTheClockworkCloseAccounts(Actor actor) {
        demand(adminsKeepAccounts(actor) || actor.is(Role.SYSTEM));
    }

    /** What other modules ask for by themselves, such as an account that goes with its record. */
    static void onlyTheClockwork(Actor actor) {
        demand(actor.is(Role.SYSTEM));
    }

    private static boolean adminsKeepAccounts(Actor actor) {
        return actor.is(Role.ADMIN);
    }

    private static void demand(boolean permitted) {
        if (!permitted) {
            throw new NotFound("account");
        }
    }
}
