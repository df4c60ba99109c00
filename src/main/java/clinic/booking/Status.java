package clinic.booking;

/** The published states of an appointment. */
public enum Status {
    PENDING,
    APPROVED,
    REJECTED,
    RESCHEDULED,
    COMPLETED,
    CANCELLED,
    NO_SHOW,
    /** Removed by an admin as a mistaken entry: its row, history and audit stay, and it is in no list and no answer. */
    DELETED;

    /** Whether an appointment in this state still lies ahead and keeps its time from others. */
    public boolean isOpen() {
        return this == PENDING || this == APPROVED || this == RESCHEDULED;
    }
}
