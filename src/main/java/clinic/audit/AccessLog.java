package clinic.audit;

import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of the staff opened whose record, and why. Lists are not written down, only that a record or an appointment was
 * opened by itself.
 */
public interface AccessLog {

    /** Why somebody could open a record. */
    enum Why {
        /** A doctor who has, or had, an appointment with the patient. */
        TREATS,
        /** An admin, who keeps order among all. */
        FRONT_DESK,
        /** A doctor who opened the record of somebody he does not treat, with a reason. */
        EMERGENCY
    }

    /**
     * Remembers that a doctor or admin opened a record; what patients and the system do themselves is not looking. Belongs
     * inside the act that reads. One entry for each request and record, however often it is asked for.
     *
     * @param appointment absent for the patient's own record
     */
    void opened(Actor reader, UUID patient, @Nullable UUID appointment, Why why);

    /** As {@link #opened(Actor, UUID, UUID, Why)}, by whoever may by himself: the treating doctor, the front desk. */
    default void opened(Actor reader, UUID patient, @Nullable UUID appointment) {
        opened(reader, patient, appointment, reader.is(Actor.Role.ADMIN) ? Why.FRONT_DESK : Why.TREATS);
    }

    /**
     * Who opened the patient's record and appointments, newest first; for the patient and admins.
     *
     * @param limit 1 to 200
     * @param before the last entry of the page before
     */
    List<Access> of(Actor actor, UUID patient, int limit, @Nullable UUID before);

    /**
     * That somebody opened a record.
     *
     * @param doctor the doctor's record; absent when it was an admin
     * @param appointment absent when it was the patient's own record
     */
    record Access(
            UUID id,
            Instant at,
            Actor.Role role,
            @Nullable UUID doctor,
            UUID patient,
            @Nullable UUID appointment,
            Why why) {}
}
