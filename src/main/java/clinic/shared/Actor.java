package clinic.shared;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, and in which request. Passed as an argument to everything that reads or writes; the database takes the same
 * role and id for the transaction, so that what the code forgets the database still refuses.
 *
 * @param role what the actor may be; each is a role of the database too
 * @param id the account that acts; for a visitor and for the system a fixed id that no account has
 * @param person the patient or doctor record the account acts as; absent for the other roles
 * @param request ties together what one request did, in the log and in the audit trail
 */
public record Actor(Role role, UUID id, @Nullable UUID person, UUID request) {

    private static final UUID VISITOR = new UUID(0, 1);
    private static final UUID SYSTEM = new UUID(0, 2);

    /** What an actor may be. A person who signs in has exactly one of the middle three. */
    public enum Role {
        VISITOR,
        PATIENT,
        DOCTOR,
        ADMIN,
        SYSTEM
    }

    public Actor {
        if ((role == Role.PATIENT || role == Role.DOCTOR) != (person != null)) {
            throw new IllegalArgumentException("A patient or doctor acts as a person, the others do not: " + role);
        }
    }

    /** Somebody who has not signed in: sees what the clinic shows on its door, changes nothing. */
    public static Actor visitor(UUID request) {
        return new Actor(Role.VISITOR, VISITOR, null, request);
    }

    /** The clinic's own clockwork: sign-in, the message relay, the clock. Never a person's request. */
    public static Actor system(UUID request) {
        return new Actor(Role.SYSTEM, SYSTEM, null, request);
    }

    public boolean is(Role wanted) {
        return role == wanted;
    }
}
