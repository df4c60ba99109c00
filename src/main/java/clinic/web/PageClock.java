package clinic.web;

import clinic.directory.Location;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On which clock a page goes that is about no single visit. */
public final class PageClock {

    private PageClock() {}

    /** The chosen place's, else the clinic's own: that of most places, and of as many that of the place opened first. */
    public static ZoneId of(List<Location> locations, @Nullable UUID chosen) {
        return locations.stream()
                .filter(location -> location.id().value().equals(chosen))
                .map(Location::zone)
                .findFirst()
                .orElseGet(() -> ofMost(locations));
    }

    /** UTC where there is no place. */
    private static ZoneId ofMost(List<Location> locations) {
        Map<ZoneId, Long> places =
                locations.stream().collect(Collectors.groupingBy(Location::zone, Collectors.counting()));
        return locations.stream()
                // Ids are given in the order of time, names in any.
                .sorted(Comparator.comparing(location -> location.id().value()))
                .map(Location::zone)
                .max(Comparator.comparing(zone -> places.getOrDefault(zone, 0L)))
                .orElse(ZoneId.of("UTC"));
    }
}
