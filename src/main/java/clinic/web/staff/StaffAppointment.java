package clinic.web.staff;

import clinic.booking.AppointmentView;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.directory.AppointmentType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.directory.Room;
import clinic.patients.Patient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** An appointment with what staff call its people and places. */
public record StaffAppointment(
        AppointmentView view,
        Patient patient,
        Doctor doctor,
        Location location,
        AppointmentType type,
        @Nullable Room room) {

    /** As it stands in addresses. */
    public String id() {
        return view.id().value().toString();
    }

    public boolean may(Step step) {
        return view.possible().contains(step);
    }

    public long minutes() {
        return view.during().length().toMinutes();
    }

    /** The date it belongs to, at its location. */
    public LocalDate date() {
        return view.during().start().atZone(view.zone()).toLocalDate();
    }

    /** Whether the patient is there and not with the doctor yet. */
    public boolean isWaiting() {
        return view.status().isOpen()
                && view.attendance() != null
                && view.attendance().visit() == null;
    }

    /** For how long the patient {@link #isWaiting}; absent when not. */
    public @Nullable Duration waiting(Instant now) {
        return isWaiting() && view.attendance() != null
                ? Duration.between(view.attendance().arrival().at(), now)
                : null;
    }

    /** Whether the patient is with the doctor. */
    public boolean isInVisit() {
        return view.status().isOpen()
                && view.attendance() != null
                && view.attendance().visit() != null;
    }

    /** The class of its colours on a plan. Whoever has not answered, a time that waits for it looks the same to all. */
    public String css() {
        return switch (view.status()) {
            case PENDING -> "s-pending";
            case COMPLETED -> "s-done";
            case NO_SHOW -> "s-noshow";
            default ->
                isInVisit()
                        ? "s-visit"
                        : isWaiting() ? "s-arrived" : view.awaiting() != null ? "s-pending" : "s-confirmed";
        };
    }

    /** The icon that says the same as {@link #css}. */
    public String icon() {
        return switch (view.status()) {
            case PENDING -> "circle-dashed";
            case COMPLETED -> "circle-check";
            case NO_SHOW -> "user-x";
            default ->
                isInVisit()
                        ? "stethoscope"
                        : isWaiting() ? "armchair" : view.status() == Status.RESCHEDULED ? "repeat" : "check";
        };
    }

    /** Whole years on the day of the visit; absent without a birth date. */
    public @Nullable Integer age() {
        LocalDate born = patient.birthDate();
        return born == null ? null : Period.between(born, date()).getYears();
    }

    /** Whether the visit has begun by then. */
    public boolean begunBy(Instant now) {
        return !view.during().start().isAfter(now);
    }
}
