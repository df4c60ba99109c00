package clinic.web;

import clinic.availability.Slot;
import clinic.booking.AppointmentView;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Invalid;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The time a person picked, as it travels in an address or a button: whose, where, and when it starts. */
public record PickedTime(DoctorId doctor, LocationId location, Instant start) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** The words for it in an address or a button are this value's {@link #toString()}. */
    public static PickedTime of(Slot slot) {
        return new PickedTime(slot.doctor(), slot.location(), slot.during().start());
    }

    /** @throws Invalid when nothing was picked, or the words are none that a page of ours wrote */
    public static PickedTime parse(@Nullable String words) {
        if (words == null || words.isBlank()) {
            throw new Invalid("time", "REQUIRED", "Choose a time.");
        }
        List<String> parts = List.of(words.split("_", 4));
        try {
            if (parts.size() == 3) {
                Instant start = Instant.parse(parts.get(2));
                if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
                    throw notATime();
                }
                return new PickedTime(
                        new DoctorId(UUID.fromString(parts.get(0))),
                        new LocationId(UUID.fromString(parts.get(1))),
                        start);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw notATime();
        }
        throw notATime();
    }

    /** What {@link #parse} reads; absent where it refuses. */
    public static Optional<PickedTime> ifReadable(@Nullable String words) {
        try {
            return Optional.of(parse(words));
        } catch (Invalid unreadable) {
            return Optional.empty();
        }
    }

    private static Invalid notATime() {
        return new Invalid("time", "MALFORMED", "Pick one of the times on the page.");
    }

    boolean is(Slot slot) {
        return equals(of(slot));
    }

    boolean is(AppointmentView visit) {
        return equals(
                new PickedTime(visit.doctor(), visit.location(), visit.during().start()));
    }

    @Override
    public String toString() {
        return doctor.value() + "_" + location.value() + "_" + start;
    }
}
