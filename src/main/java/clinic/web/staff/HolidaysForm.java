package clinic.web.staff;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which public holidays are looked at. */
public record HolidaysForm(
        @Nullable String country,
        @Nullable String region,
        @Nullable Integer year,
        @Nullable UUID place) {}
