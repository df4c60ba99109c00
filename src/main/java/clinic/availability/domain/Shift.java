package clinic.availability.domain;

import clinic.availability.WorkingException;
import clinic.availability.WorkingPattern;
import clinic.directory.LocationId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hours of one date, on the instant line; on a date that is closed there are none.
 *
 * @param openings what is left of the hours: without breaks, and without what {@link #without} took; starts are counted from
 *     the beginning of each
 * @param step distance of the listed starts that the doctor's week sets; absent means as the type says
 * @param exception the date on which these hours hold beside the week's, or without any the week does not; absent for those
 *     of the week
 */
public record Shift(
        LocationId location,
        Spans hours,
        Spans breaks,
        Spans openings,
        @Nullable Duration step,
        @Nullable LocalDate exception) {

    /** What the pattern makes of this date, on the wall clock of its location. */
    static Shift of(WorkingPattern pattern, ZoneId zone, LocalDate date) {
        List<TimeRange> breaks = new ArrayList<>();
        for (WorkingPattern.Break pause : pattern.breaks()) {
            // In hours that cross midnight a break that begins before they do is on the next day.
            LocalDate day = pause.from().isBefore(pattern.from()) ? date.plusDays(1) : date;
            breaks.addAll(WallClock.hours(zone, day, pause.from(), pause.to()).ranges());
        }
        Spans hours = WallClock.hours(zone, date, pattern.from(), pattern.to());
        Spans pauses = Spans.of(breaks);
        return new Shift(pattern.location(), hours, pauses, hours.minus(pauses), pattern.step(), null);
    }

    /** The hours of an exception, on the wall clock of its location; none when it is closed. */
    static Shift of(WorkingException exception, ZoneId zone, @Nullable Duration step) {
        Spans hours = Optional.ofNullable(exception.hours())
                .map(stretch -> WallClock.hours(zone, exception.date(), stretch.from(), stretch.to()))
                .orElse(Spans.NONE);
        return new Shift(exception.location(), hours, Spans.NONE, hours, step, exception.date());
    }

    /** The same shift when nobody can be seen at these times, for a closure or an absence. */
    public Shift without(Spans shut) {
        return new Shift(location, hours, breaks, openings.minus(shut), step, exception);
    }
}
