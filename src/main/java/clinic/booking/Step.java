package clinic.booking;

/** What can be done to an appointment; each is a resource of its own in the JSON contract. */
public enum Step {
    APPROVE,
    REJECT,
    /** Nobody answered the request in time: the clock declines it. */
    EXPIRE,
    MOVE,
    ACCEPT,
    CANCEL,
    COMPLETE,
    MARK_NO_SHOW,
    CORRECT,
    DELETE
}
