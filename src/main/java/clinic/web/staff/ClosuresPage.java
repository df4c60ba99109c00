package clinic.web.staff;

import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.web.staff.ClinicForms.ClosureForm;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days the clinic is shut.
 *
 * @param closures those that are not over, soonest first
 * @param zone on whose calendar the holidays lie
 * @param holidays proposed for the place, not yet closed
 * @param chosen how they were answered; absent means not yet
 */
public record ClosuresPage(
        List<Location> locations,
        List<Closure> closures,
        Map<LocationId, Location> byId,
        ClosureForm form,
        @Nullable String country,
        @Nullable String region,
        int year,
        @Nullable UUID place,
        ZoneId zone,
        List<Directory.Holiday> holidays,
        @Nullable Map<LocalDate, PartOfDay> chosen) {

    /** The clock a closure's days are read on. */
    public ZoneId zone(Closure closure) {
        Location location = closure.location() == null ? null : byId.get(closure.location());
        return location == null ? locations.getFirst().zone() : location.zone();
    }

    public LocalDate first(Closure closure) {
        return LocalDate.ofInstant(closure.during().start(), zone(closure));
    }

    /** The last day it touches. */
    public LocalDate last(Closure closure) {
        return LocalDate.ofInstant(closure.during().end().minusNanos(1), zone(closure));
    }

    /** Whether it begins and ends at the turn of a day. */
    public boolean wholeDays(Closure closure) {
        ZoneId zone = zone(closure);
        return Stream.of(closure.during().start(), closure.during().end())
                .allMatch(edge -> LocalDate.ofInstant(edge, zone)
                        .atStartOfDay(zone)
                        .toInstant()
                        .equals(edge));
    }

    /** Whether this much of a proposed holiday is chosen; the whole of it until somebody chose. */
    public boolean isChosen(Directory.Holiday holiday, @Nullable PartOfDay part) {
        return part == (chosen == null ? PartOfDay.WHOLE : chosen.get(date(holiday)));
    }

    public LocalDate date(Directory.Holiday holiday) {
        return LocalDate.ofInstant(holiday.during().start(), zone);
    }
}
