package clinic.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A half-open stretch of the instant line: {@code start} belongs to it, {@code end} does not, so that a visit to 09:30
 * and one from 09:30 do not overlap. Never empty.
 */
public record TimeRange(Instant start, Instant end) {

    public TimeRange {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A range must start before it ends: " + start + " to " + end);
        }
    }

    /** The range of this length that begins at {@code start}. */
    public static TimeRange starting(Instant start, Duration length) {
        return new TimeRange(start, start.plus(length));
    }

    /** A day on the clock of the zone: from its start, which is not midnight everywhere, to that of the next day. */
    public static TimeRange day(LocalDate date, ZoneId zone) {
        return days(date, date, zone);
    }

    /** All days from the first to the last. */
    public static TimeRange days(LocalDate first, LocalDate last, ZoneId zone) {
        return new TimeRange(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** Elapsed time, which at a clock change is not the difference of the two local times. */
    public Duration length() {
        return Duration.between(start, end);
    }

    /** Whether it begins and ends on the minute, as all that people plan does. */
    public boolean isOfWholeMinutes() {
        return start.equals(start.truncatedTo(ChronoUnit.MINUTES)) && end.equals(end.truncatedTo(ChronoUnit.MINUTES));
    }

    public boolean overlaps(TimeRange other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /** How long both last at once. */
    public Duration shared(TimeRange other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    public boolean contains(TimeRange other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
