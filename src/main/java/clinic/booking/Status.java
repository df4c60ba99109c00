package clinic.booking;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** Whether an appointment in this state keeps its time, or kept it until it was over. */
    public boolean takesTime() {
        return isOpen() || this == COMPLETED || this == NO_SHOW;
    }

    /** The states of which this holds. */
    public static Set<Status> which(Predicate<Status> holds) {
        return Arrays.stream(values())
                .filter(holds)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)));
    }
}
