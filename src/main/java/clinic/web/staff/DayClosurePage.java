package clinic.web.staff;

import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A day that is to be shut, and its visits, each with times it could have instead.
 *
 * @param name of the doctor or the place; absent until one is chosen
 * @param over whether there is nothing left of the day to shut
 * @param closed whether it is shut already, so that only its visits are left to move
 */
public record DayClosurePage(
        LocalDate date,
        List<Doctor> doctors,
        List<Location> locations,
        @Nullable UUID doctor,
        @Nullable UUID location,
        @Nullable String name,
        boolean over,
        boolean closed,
        @Nullable String reason,
        List<Visit> visits) {

    /**
     * @param times where it could go, the proposal first
     * @param chosen one of them; absent means that it stays for later
     * @param refused the key of the words for why it could not be moved; absent when nobody tried
     */
    public record Visit(
            StaffAppointment appointment,
            List<OutsideRules.Nearest> times,
            @Nullable String chosen,
            @Nullable String refused) {}
}
