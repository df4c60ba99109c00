package clinic.patients.jdbc;

import clinic.shared.Actor;
import clinic.shared.Actor.Role;

/** Who may do what with patients' records. Row policies of {@code patient} say it a second time. */
final class PatientAccess {

    private PatientAccess() {}

    /** Admins keep a patient from booking, and let book again. */
    static boolean adminsBlock(Actor actor) {
        return actor.is(Role.ADMIN);
    }

    /** Patients keep the address that they proved; another one the clinic writes down for them. */
    static boolean staffChangesTheAddress(Actor actor) {
        return !actor.is(Role.PATIENT);
    }
}
