package clinic.web.staff;

import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.patients.Patient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has come without an appointment: for what, and who sees them.
 *
 * @param choices who is free now or soonest, one time with each doctor
 * @param length how long the visit takes
 * @param key under which it is booked once, however often the form is sent
 */
public record WalkInPage(
        Patient patient,
        List<AppointmentType> types,
        AppointmentType type,
        List<Location> locations,
        Location place,
        List<Choice> choices,
        Duration length,
        @Nullable String note,
        @Nullable String reason,
        String key) {

    /** @param value what a form posts for it. @param until how long until then; none for who is free now */
    public record Choice(String value, Doctor doctor, Instant start, Duration until) {

        public boolean isNow() {
            return until.compareTo(Duration.ofMinutes(1)) <= 0;
        }
    }
}
