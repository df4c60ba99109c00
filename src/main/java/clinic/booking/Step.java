package clinic.booking;

/** What can be done to an appointment; each is a resource of its own in the JSON contract. */
public enum Step {
    APPROVE,
    REJECT,
    MOVE,
    ACCEPT,
    CANCEL,
    COMPLETE,
    MARK_NO_SHOW,
    CORRECT,
    DELETE
}
