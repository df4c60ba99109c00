package clinic.identity;

import clinic.shared.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, in exactly one role.
 *
 * @param role PATIENT, DOCTOR or ADMIN
 * @param person the patient or doctor record behind it; absent for an admin
 * @param verified whether the address was proved (an invitation proves it too); before that nobody signs in
 * @param generation goes up with whatever ends all sessions and tokens; a session or token made under another number is
 *     worthless
 * @param zone the IANA zone the person prefers to see beside the clinic's; absent means the clinic's only
 */
public record Account(
        AccountId id,
        String email,
        String name,
        Actor.Role role,
        @Nullable UUID person,
        boolean verified,
        boolean blocked,
        int generation,
        String locale,
        @Nullable String zone,
        Instant createdAt) {

    /** Under whose key its data is sealed: a patient's under that of the patient's record. */
    public UUID keyOwner() {
        return role == Actor.Role.PATIENT && person != null ? person : id.value();
    }

    /** This account acting in one request. */
    public Actor actor(UUID request) {
        return new Actor(role, id.value(), person, request);
    }
}
