package clinic.web.staff;

import clinic.availability.Slot;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Invalid;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A time as a form carries it: where, with whom, when. Ids and an instant, nothing about the patient. */
record TimeChoice(Instant start, DoctorId doctor, LocationId location) {

    static String value(Slot slot) {
        return slot.during().start() + "|" + slot.doctor().value() + "|"
                + slot.location().value();
    }

    /** @throws Invalid when nothing was chosen or the value is none of ours */
    static TimeChoice parse(@Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Invalid("time", "REQUIRED", "Choose a time.");
        }
        List<String> parts = List.of(value.split("\\|", -1));
        if (parts.size() != 3) {
            throw new Invalid("time", "MALFORMED", "Choose one of the times.");
        }
        try {
            return new TimeChoice(
                    Instant.parse(parts.get(0)),
                    new DoctorId(UUID.fromString(parts.get(1))),
                    new LocationId(UUID.fromString(parts.get(2))));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new Invalid("time", "MALFORMED", "Choose one of the times.");
        }
    }
}
