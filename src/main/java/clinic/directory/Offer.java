package clinic.directory;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of visit that a doctor gives, everywhere or at one location. What is absent holds as the type says.
 *
 * @param location absent means wherever the doctor works; an offer for one location wins over it there
 */
public record Offer(
        DoctorId doctor,
        TypeId type,
        @Nullable LocationId location,
        @Nullable List<Duration> durations,
        @Nullable Duration bufferBefore,
        @Nullable Duration bufferAfter,
        @Nullable Boolean instant) {}
