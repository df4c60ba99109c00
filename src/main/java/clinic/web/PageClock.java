package clinic.web;

import clinic.directory.Location;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On which clock a page goes that is about no single visit. */
public final class PageClock {

    private PageClock() {}

    /** The chosen place's, else the first one's; UTC where there is none. */
    public static ZoneId of(List<Location> locations, @Nullable UUID chosen) {
        return locations.stream()
                .filter(location -> chosen == null || location.id().value().equals(chosen))
                .map(Location::zone)
                .findFirst()
                .orElse(ZoneId.of("UTC"));
    }
}
