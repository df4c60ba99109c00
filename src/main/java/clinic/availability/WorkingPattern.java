package clinic.availability;

import clinic.directory.LocationId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's hours on one day of the week at one location, on that location's wall clock.
 *
 * @param to at or before {@code from} means on the following day
 * @param validFrom first date it holds on; absent means always did
 * @param validUntil last date it holds on; absent means until further notice
 * @param step distance of the listed starts; absent means as the type says
 */
public record WorkingPattern(
        LocationId location,
        DayOfWeek day,
        LocalTime from,
        LocalTime to,
        List<Break> breaks,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable Duration step) {

    /** Time within the hours in which nobody is seen. */
    public record Break(LocalTime from, LocalTime to) {}
}
