package clinic.directory;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of visit, such as "follow-up".
 *
 * @param durations allowed lengths, the usual one first
 * @param bufferBefore time the doctor needs before the visit; between two visits the larger of the two buffers counts
 * @param instant whether it books at once, or waits for the doctor's approval
 * @param step distance of the listed starts; absent means duration plus gap
 */
public record AppointmentType(
        TypeId id,
        String name,
        List<Duration> durations,
        Duration bufferBefore,
        Duration bufferAfter,
        boolean instant,
        boolean roomRequired,
        @Nullable Duration step) {}
