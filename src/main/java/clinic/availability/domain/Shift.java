package clinic.availability.domain;

import clinic.availability.WorkingPattern;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One date of a working pattern, on the instant line.
 *
 * @param openings what is left of the hours: without breaks, and without what {@link #without} took; starts are counted from
 *     the beginning of each
 * @param step distance of the listed starts that the pattern sets; absent means as the type says
 */
public record Shift(
        LocationId location,
        Spans hours,
        Spans breaks,
        Spans openings,
        @Nullable Duration step) {

    /** Every shift of this pattern that touches the range, on the wall clock of its location. */
    public static List<Shift> of(WorkingPattern pattern, ZoneId zone, TimeRange range) {
        List<Shift> shifts = new ArrayList<>();
        // The day before as well: its hours may cross midnight.
        LocalDate first = range.start().atZone(zone).toLocalDate().minusDays(1);
        LocalDate last = range.end().atZone(zone).toLocalDate();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            if (pattern.day() == date.getDayOfWeek() && holdsOn(pattern, date)) {
                Shift shift = on(pattern, zone, date);
                if (shift.hours.overlap(range)) {
                    shifts.add(shift);
                }
            }
        }
        return shifts;
    }

    /** The same shift when nobody can be seen at these times, for a closure or an absence. */
    public Shift without(Spans shut) {
        return new Shift(location, hours, breaks, openings.minus(shut), step);
    }

    private static boolean holdsOn(WorkingPattern pattern, LocalDate date) {
        return (pattern.validFrom() == null || !date.isBefore(pattern.validFrom()))
                && (pattern.validUntil() == null || !date.isAfter(pattern.validUntil()));
    }

    private static Shift on(WorkingPattern pattern, ZoneId zone, LocalDate date) {
        List<TimeRange> breaks = new ArrayList<>();
        for (WorkingPattern.Break pause : pattern.breaks()) {
            // In hours that cross midnight a break that begins before they do is on the next day.
            LocalDate day = pause.from().isBefore(pattern.from()) ? date.plusDays(1) : date;
            breaks.addAll(WallClock.hours(zone, day, pause.from(), pause.to()).ranges());
        }
        Spans hours = WallClock.hours(zone, date, pattern.from(), pattern.to());
        Spans pauses = Spans.of(breaks);
        return new Shift(pattern.location(), hours, pauses, hours.minus(pauses), pattern.step());
    }
}
