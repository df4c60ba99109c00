package clinic.web.staff;

import clinic.booking.Status;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.patients.Patient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the admin's list of appointments.
 *
 * @param patient whose appointments are shown; absent means everybody's
 * @param counts in each state under the rest of the filter
 * @param total under the whole filter
 * @param after the appointment that the page before ended with
 * @param next the appointment that the next page continues after; absent on the last
 * @param searched what was typed to find a patient, when that did not lead to exactly one
 * @param found who could be meant by it
 */
public record AppointmentsPage(
        AppointmentsFilter filter,
        List<StaffAppointment> items,
        List<Doctor> doctors,
        List<Location> locations,
        @Nullable Patient patient,
        Map<Status, Integer> counts,
        int total,
        @Nullable UUID after,
        @Nullable UUID next,
        @Nullable String searched,
        List<Patient> found) {

    public int count(Status status) {
        return counts.getOrDefault(status, 0);
    }
}
