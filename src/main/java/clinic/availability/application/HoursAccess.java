package clinic.availability.application;

import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;

/**
 * Who may see and do what with doctors' time. Row policies of hours, absences, holds and claims say it a second time.
 */
final class HoursAccess {

    private HoursAccess() {}

    /** Hours are kept by the doctor and by admins. */
    static boolean theDoctorAndAdminsKeepHours(Actor actor, DoctorId doctor) {
        return actor.is(Role.ADMIN) || actor.is(Role.DOCTOR) && doctor.value().equals(actor.person());
    }

    /** How much of doctors' time there is, and how soon, is told to admins. */
    static boolean adminsReadFigures(Actor actor) {
        return actor.is(Role.ADMIN);
    }

    /** Times are held for patients, by themselves or by the desk. */
    static boolean patientsAndAdminsHold(Actor actor) {
        return actor.is(Role.PATIENT) || actor.is(Role.ADMIN);
    }

    /** Doctors see colleagues' times only as the public does. */
    static Actor doctorsSeeColleaguesAsThePublicDoes(Actor actor) {
        return actor.is(Role.DOCTOR) ? Actor.visitor(actor.request()) : actor;
    }
}
