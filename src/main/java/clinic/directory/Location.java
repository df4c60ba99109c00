package clinic.directory;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A place that receives patients. Its zone decides what wall clock its hours and appointments are read on. */
public record Location(
        LocationId id,
        String name,
        ZoneId zone,
        @Nullable String address,
        @Nullable String phone) {}
