package clinic.booking;

import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A step was taken; published inside its transaction, so that what follows from it is written with it or not at all.
 * Carries ids, states and times, never names or words that people wrote.
 *
 * @param awaiting whose answer it waits for now
 */
public record AppointmentChanged(
        AppointmentId appointment,
        int version,
        PatientId patient,
        DoctorId doctor,
        Transition transition,
        @Nullable Party awaiting,
        Actor actor) {

    /** Whether an answer was taken back, of which nobody has been told. Staff's own moves never wait for the doctor. */
    public boolean takesBackAnAnswer() {
        boolean open =
                transition.to() == Status.PENDING || transition.to() == Status.RESCHEDULED && awaiting == Party.DOCTOR;
        return open && transition.from() != null && transition.byRole() != Actor.Role.PATIENT;
    }
}
