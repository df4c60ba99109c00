package clinic.booking.domain;

import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;

/**
 * Who may see and do what with appointments, besides the table of steps and roles in {@link Lifecycle}. Row policies of
 * {@code appointment} and what hangs on it say it a second time.
 */
public final class BookingAccess {

    private BookingAccess() {}

    /** Patients see their own, doctors those with them, admins and the clockwork all, visitors none. */
    public static boolean peopleSeeTheirOwnAppointments(Actor actor, Appointment appointment) {
        return switch (actor.role()) {
            case PATIENT -> appointment.patient().value().equals(actor.person());
            case DOCTOR -> appointment.doctor().value().equals(actor.person());
            case ADMIN, SYSTEM -> true;
            case VISITOR -> false;
        };
    }

    /** Doctors book into and move within their own calendar; others into anybody's. */
    public static boolean doctorsKeepToTheirOwnCalendar(Actor actor, DoctorId doctor) {
        return !actor.is(Role.DOCTOR) || doctor.value().equals(actor.person());
    }

    /** What a patient wrote is between the two: patient and doctor. */
    public static boolean patientAndDoctorReadTheNote(Actor actor) {
        return actor.is(Role.PATIENT) || actor.is(Role.DOCTOR);
    }

    /** What a change of hours left outside is told to staff. */
    public static boolean staffSeesWhatNeedsAttention(Actor actor) {
        return actor.is(Role.DOCTOR) || actor.is(Role.ADMIN);
    }

    /** What appointments add up to is told to admins. */
    public static boolean adminsReadFigures(Actor actor) {
        return actor.is(Role.ADMIN);
    }

    /** Whoever answers requests learns what speaks for and against them; the patients themselves know. */
    public static boolean staffWeighsRequests(Actor actor) {
        return actor.is(Role.DOCTOR) || actor.is(Role.ADMIN);
    }

    /** Admins leave a visit outside the hours. */
    public static boolean adminsKeepOutsideHours(Actor actor) {
        return actor.is(Role.ADMIN);
    }

    /** Admins pass hours and policy, with a reason; the calendars of doctor, room and patient nobody passes. */
    public static boolean adminsPassHoursAndPolicy(Actor actor) {
        return actor.is(Role.ADMIN);
    }
}
