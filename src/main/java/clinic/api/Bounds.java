package clinic.api;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two ends of a range mean: as instants, or as dates on the clocks of locations. */
final class Bounds {

    private Bounds() {}

    static List<ZoneId> zones(Directory directory, Actor actor) {
        return directory.locations(actor).stream()
                .map(Location::zone)
                .distinct()
                .toList();
    }

    /** The moment before which nothing lies in the range on any of these clocks; absent means unbounded. */
    static @Nullable Instant earliest(@Nullable When from, Collection<ZoneId> zones) {
        return from == null
                ? null
                : zones.stream().map(from::start).min(Comparator.naturalOrder()).orElse(null);
    }

    /** The moment from which nothing lies in the range on any of these clocks; absent means unbounded. */
    static @Nullable Instant latest(@Nullable When to, Collection<ZoneId> zones) {
        return to == null
                ? null
                : zones.stream().map(to::end).max(Comparator.naturalOrder()).orElse(null);
    }

    static boolean begins(Instant start, @Nullable When from, @Nullable When to, ZoneId zone) {
        return (from == null || !start.isBefore(from.start(zone))) && (to == null || start.isBefore(to.end(zone)));
    }

    /** @throws Invalid when it would end before it starts */
    static TimeRange range(When from, When to, ZoneId zone) {
        Instant start = from.start(zone);
        Instant end = to.end(zone);
        if (!start.isBefore(end)) {
            throw new Invalid("to", "OUT_OF_RANGE", "It must lie after from.");
        }
        return new TimeRange(start, end);
    }

    /**
     * The range where dates are meant on one clock.
     *
     * @param zones the clocks they could be meant on
     * @throws Invalid when there are dates and more than one clock
     */
    static TimeRange range(When from, When to, Collection<ZoneId> zones) {
        boolean dates = from instanceof When.Day || to instanceof When.Day;
        List<ZoneId> distinct = zones.stream().distinct().toList();
        if (dates && distinct.size() != 1) {
            throw new Invalid(
                    from instanceof When.Day ? "from" : "to",
                    "OFFSET_REQUIRED",
                    "A date is no single stretch here, where clocks differ; give a time with its offset.");
        }
        return range(from, to, dates ? distinct.getFirst() : ZoneOffset.UTC);
    }

    /** The clock of one location, or those of all. */
    static List<ZoneId> zones(Directory directory, Actor actor, @Nullable LocationId location) {
        return location == null
                ? zones(directory, actor)
                : List.of(directory.location(actor, location).zone());
    }
}
