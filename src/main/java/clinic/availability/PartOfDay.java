package clinic.availability;

import java.time.LocalTime;

/** When in the day somebody can come, on the clock of the place. */
public enum PartOfDay {
    MORNING(0, 12),
    AFTERNOON(12, 17),
    EVENING(17, 24);

    private final int from;
    private final int to;

    PartOfDay(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** Whether a visit that begins then begins in it. */
    public boolean holds(LocalTime start) {
        return start.getHour() >= from && start.getHour() < to;
    }
}
