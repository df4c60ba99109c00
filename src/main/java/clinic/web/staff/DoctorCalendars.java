package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what a doctor's days are drawn from. */
@Component
class DoctorCalendars {

    private final Availability availability;
    private final Directory directory;

    DoctorCalendars(Availability availability, Directory directory) {
        this.availability = availability;
        this.directory = directory;
    }

    /** The doctor's hours, with what takes time away from them within the range. */
    DoctorCalendar of(Actor actor, DoctorId doctor, TimeRange range) {
        List<Location> locations = directory.locations(actor);
        return new DoctorCalendar(
                availability.patterns(actor, doctor),
                availability.absences(actor, doctor, range),
                directory.closures(actor, range),
                locations.stream().collect(Collectors.toMap(Location::id, Function.identity())));
    }
}
