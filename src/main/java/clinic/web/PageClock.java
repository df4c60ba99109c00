package clinic.web;

import clinic.directory.Location;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On which clock a page goes that is about no single visit. */
public final class PageClock {

    private PageClock() {}

    /** The chosen place's, else that of the clinic's first place; UTC where there is none. */
    public static ZoneId of(List<Location> locations, @Nullable UUID chosen) {
        return locations.stream()
                .filter(location -> location.id().value().equals(chosen))
                .findFirst()
                .or(() -> firstOf(locations))
                .map(Location::zone)
                .orElse(ZoneId.of("UTC"));
    }

    /** The place that the clinic has had for longest; ids are in the order in which they were given. */
    public static Optional<Location> firstOf(List<Location> locations) {
        return locations.stream()
                .min(Comparator.comparing(location -> location.id().value()));
    }
}
