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
    /** The patient is there: a fact beside the state, as are the two that follow. */
    ARRIVE,
    /** The patient was noted as arrived by mistake. */
    TAKE_BACK_ARRIVAL,
    BEGIN_VISIT,
    /** The answer to a request was a slip: it is open again, as if nobody had answered. */
    TAKE_BACK_ANSWER,
    CORRECT,
    DELETE
}
