package clinic.web.staff;

import clinic.availability.Absence;
import clinic.availability.WorkingException;
import clinic.directory.Doctor;
import clinic.directory.Location;
import java.time.ZoneId;
import java.util.List;

/**
 * A doctor's weekly hours, other hours on single dates, and times away.
 *
 * @param base address of this page
 * @param zone on whose clock absences are typed and shown
 */
public record HoursPage(
        Doctor doctor,
        String base,
        List<Location> locations,
        HoursForm hours,
        List<Absence> absences,
        AbsenceForm absence,
        List<WorkingException> exceptions,
        ExceptionForm exception,
        ZoneId zone) {

    /** Where an exception holds. */
    public Location place(WorkingException exception) {
        return locations.stream()
                .filter(location -> location.id().equals(exception.location()))
                .findFirst()
                .orElseThrow();
    }
}
