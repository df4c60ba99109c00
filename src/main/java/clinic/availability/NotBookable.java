package clinic.availability;

import java.util.EnumSet;
import java.util.Set;

/** Why a time cannot be had, in the order in which the rule book asks; a later one is nearer. Names of the JSON contract. */
public enum NotBookable {
    NOT_OFFERED,
    DURATION_NOT_ALLOWED,
    IN_PAST,
    TOO_SOON,
    TOO_FAR,
    OUTSIDE_HOURS,
    ON_BREAK,
    CLOSED,
    DOCTOR_ABSENT,
    OFF_GRID,
    SLOT_TAKEN,
    BUFFER,
    TRAVEL,
    PATIENT_BUSY,
    ROOM_BUSY,
    PATIENT_BLOCKED,
    LIMIT_REACHED;

    private static final Set<NotBookable> ABSOLUTE = EnumSet.of(
            NOT_OFFERED, DURATION_NOT_ALLOWED, IN_PAST, SLOT_TAKEN, PATIENT_BUSY, ROOM_BUSY, PATIENT_BLOCKED);

    /** Whether an admin may pass it, with a reason: hours and policy can be passed, the past and time that is taken cannot. */
    public boolean canBeOverridden() {
        return !ABSOLUTE.contains(this);
    }
}
