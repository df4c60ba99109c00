package clinic.notification;

import clinic.shared.Actor;
import java.util.Locale;

/** Who is told, and therefore in which words. */
enum Recipient {
    PATIENT,
    DOCTOR,
    ACCOUNT;

    /** Whose messages an actor reads as his own. */
    static Recipient of(Actor actor) {
        return switch (actor.role()) {
            case PATIENT -> PATIENT;
            case DOCTOR -> DOCTOR;
            case ADMIN, SYSTEM, VISITOR -> ACCOUNT;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
