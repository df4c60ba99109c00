package clinic.availability.domain;

import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns hours on a wall clock into the instants at which the clock shows them. Local time that a clock change skips has no
 * instants; local time that it repeats has them twice. The hours 01:00 to 05:00 last three hours on the night the clocks go
 * forward and five on the night they go back.
 */
final class WallClock {

    private WallClock() {}

    /** The hours that begin on this date; an end at or before the start is on the next day. */
    static Spans hours(ZoneId zone, LocalDate date, LocalTime from, LocalTime to) {
        LocalDateTime begin = date.atTime(from);
        LocalDateTime end =
                to.isAfter(from) ? date.atTime(to) : date.plusDays(1).atTime(to);
        ZoneRules rules = zone.getRules();
        // No offset differs from UTC by more than 18 hours, so that nothing outside these two bounds shows the hours.
        Instant segmentStart = begin.toInstant(ZoneOffset.MAX);
        Instant bound = end.toInstant(ZoneOffset.MIN);
        List<TimeRange> found = new ArrayList<>(2);
        while (segmentStart.isBefore(bound)) {
            ZoneOffset offset = rules.getOffset(segmentStart);
            ZoneOffsetTransition change = rules.nextTransition(segmentStart);
            Instant segmentEnd = change == null ? bound : earlier(bound, change.getInstant());
            Instant start = later(segmentStart, begin.toInstant(offset));
            Instant stop = earlier(segmentEnd, end.toInstant(offset));
            if (start.isBefore(stop)) {
                found.add(new TimeRange(start, stop));
            }
            segmentStart = segmentEnd;
        }
        return Spans.of(found);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
