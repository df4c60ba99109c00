package clinic.availability;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What became of a calendar file.
 *
 * @param added soonest first
 * @param skipped how often something in the file made no absence, by why; nothing stands for never
 * @param zone the clock on which whole days, and times that name no zone, were read
 */
public record ImportedAbsences(List<Absence> added, Map<Skipped, Integer> skipped, ZoneId zone) {

    /** Why an event, or one date of it, made no absence. */
    public enum Skipped {
        /** Marked in the calendar as not taking time. */
        FREE,
        CANCELLED,
        /** Nothing of it is still to come. */
        OVER,
        /** A series that begins in more than two years. */
        TOO_FAR,
        /** Takes no time, such as a reminder. */
        NO_LENGTH,
        /** The doctor is away at exactly this time already, by an absence of before or an earlier event of the file. */
        ALREADY_THERE
    }
}
