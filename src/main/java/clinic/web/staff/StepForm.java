package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.shared.Invalid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What every form for a step on an appointment posts.
 *
 * @param version of the appointment that the form was drawn from
 * @param listed whether it stood in the list of what needs attention, to go back there; the day comes first
 * @param day the day page to go back to; absent means the appointment's own page
 */
record StepForm(
        @Nullable Integer version,
        @Nullable String reason,
        @Nullable Boolean listed,
        @Nullable LocalDate day) {

    Appointments.Change change() {
        if (version == null) {
            throw new Invalid("version", "REQUIRED", "Open the page again: the form is incomplete.");
        }
        return new Appointments.Change(version, typedReason());
    }

    @Nullable String typedReason() {
        return reason == null || reason.isBlank() ? null : reason.strip();
    }
}
