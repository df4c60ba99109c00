package clinic.availability;

import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * When a doctor could be seen, whatever is booked.
 *
 * @param parts apart from each other
 */
public record OpenTime(List<Part> parts) {

    public static final OpenTime NONE = new OpenTime(List.of());

    /** @param zone of the place, on whose clock it was set */
    public record Part(ZoneId zone, TimeRange during) {}

    public Duration length() {
        return parts.stream().map(part -> part.during().length()).reduce(Duration.ZERO, Duration::plus);
    }

    /** How much of it lies in the range. */
    public Duration within(TimeRange range) {
        return parts.stream().map(part -> part.during().shared(range)).reduce(Duration.ZERO, Duration::plus);
    }
}
