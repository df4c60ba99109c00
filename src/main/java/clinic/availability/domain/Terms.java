package clinic.availability.domain;

import clinic.directory.AppointmentType;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which a doctor gives a kind of visit at a location: what the offer leaves out, the type says.
 *
 * @param durations the usual one first
 * @param instant whether it books at once, or waits for approval
 * @param step distance of the listed starts that the type sets
 */
public record Terms(
        List<Duration> durations,
        Duration before,
        Duration after,
        boolean instant,
        boolean roomRequired,
        @Nullable Duration step) {

    /** An offer for this very location wins over one for everywhere; with neither the doctor does not give the type here. */
    public static Optional<Terms> of(AppointmentType type, List<Offer> offers, LocationId location) {
        return offers.stream()
                .filter(offer -> location.equals(offer.location()))
                .findFirst()
                .or(() -> offers.stream()
                        .filter(offer -> offer.location() == null)
                        .findFirst())
                .map(offer -> new Terms(
                        offer.durations() != null ? offer.durations() : type.durations(),
                        offer.bufferBefore() != null ? offer.bufferBefore() : type.bufferBefore(),
                        offer.bufferAfter() != null ? offer.bufferAfter() : type.bufferAfter(),
                        offer.instant() != null ? offer.instant() : type.instant(),
                        type.roomRequired(),
                        type.step()));
    }

    public Duration usualDuration() {
        return durations.getFirst();
    }

    /** The distance of starts: the pattern's where it sets one, else the type's, else a visit and the gap to the next. */
    public Duration step(Shift shift, Duration duration) {
        if (shift.step() != null) {
            return shift.step();
        }
        return step != null ? step : duration.plus(before.compareTo(after) > 0 ? before : after);
    }
}
