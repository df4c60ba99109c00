package clinic.web.staff;

import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Invalid;
import clinic.web.PickedTime;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What a form says of the time that is wanted. A time of the table books as long as the rules let it; the one that was wanted
 * at first books against them when a reason is given.
 *
 * @param time chosen from the table
 * @param pick of a button, which goes before the table
 * @param wished the time that the rules refused
 * @param overrideReason why it is to be taken all the same
 */
record WantedTime(
        @Nullable String time,
        @Nullable String pick,
        @Nullable String wished,
        @Nullable String overrideReason) {

    /** The time to take. @throws Invalid when none is chosen, or no reason is given to pass the rules */
    PickedTime read() {
        if (pick != null && pick.equals(wished) && reason() == null) {
            throw new Invalid("overrideReason", "REQUIRED", "Say why the rules are passed.");
        }
        return PickedTime.parse(chosen());
    }

    /** What is chosen, however it is. */
    @Nullable String chosen() {
        if (pick != null) {
            return pick;
        }
        return time == null && reason() != null ? wished : time;
    }

    /** What to show as wanted when the form comes back. */
    @Nullable String shown() {
        return wished != null && (chosen() == null || chosen().equals(wished)) ? wished : chosen();
    }

    /** Why rules are passed; absent for any other time than the one they refused. */
    @Nullable String override() {
        return chosen() != null && chosen().equals(wished) ? reason() : null;
    }

    @Nullable String reason() {
        return Typed.text(overrideReason);
    }

    /**
     * A time that is typed.
     *
     * @param at on the clock of the place
     */
    record Named(
            @Nullable UUID doctor,
            @Nullable UUID location,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
            LocalDateTime at) {

        /** @throws Invalid when the doctor or the place is missing, or the place unknown */
        PickedTime read(List<Location> locations) {
            var typed = new Typed();
            DoctorId with = new DoctorId(typed.id("doctor", Value.of(doctor), "the doctor"));
            UUID where = typed.id("location", Value.of(location), "the place");
            typed.check();
            Location place = locations.stream()
                    .filter(one -> one.id().value().equals(where))
                    .findFirst()
                    .orElseThrow(() -> new Invalid("location", "REQUIRED", "Choose the place."));
            if (at == null) {
                throw new Invalid("time", "REQUIRED", "Choose a time.");
            }
            return new PickedTime(
                    with, new LocationId(where), at.atZone(place.zone()).toInstant());
        }
    }
}
