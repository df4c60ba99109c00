package clinic.availability;

/** Why a time cannot be had, in the order in which the rule book asks. The names are part of the JSON contract. */
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
    PATIENT_BUSY,
    ROOM_BUSY,
    LIMIT_REACHED
}
