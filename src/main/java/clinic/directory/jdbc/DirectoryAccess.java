package clinic.directory.jdbc;

import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;

/** Who may change what of the clinic's directory, which everybody reads. Row policies of its tables say it a second time. */
final class DirectoryAccess {

    private DirectoryAccess() {}

    /** What a doctor offers is chosen by the doctor and by admins. */
    static boolean theDoctorAndAdminsChooseOffers(Actor actor, DoctorId doctor) {
        return actor.is(Role.ADMIN) || actor.is(Role.DOCTOR) && doctor.value().equals(actor.person());
    }
}
