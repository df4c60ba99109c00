package clinic.notification;

import clinic.shared.Actor;
import clinic.shared.Actor.Role;

/** Who may see and do what with messages. Row policies of {@code message} and what hangs on it say it a second time. */
final class MessageAccess {

    private MessageAccess() {}

    /** Everybody who signs in is told things and reads what was told to them; a visitor is told nothing. */
    static boolean peopleReadTheirOwn(Actor actor) {
        return !actor.is(Role.VISITOR);
    }

    /**
     * Admins see what was said to whom by which way, send again and tell by hand.
     *
     * @throws IllegalStateException for anybody else, whom no route leads here
     */
    static void onlyAdminsKeepMessages(Actor actor) {
        if (!actor.is(Role.ADMIN)) {
            throw new IllegalStateException("Only admins keep messages");
        }
    }

    /** Texts go to patients alone. */
    static boolean patientsAreTexted(Actor actor) {
        return actor.is(Role.PATIENT);
    }
}
