package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
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
        return new DoctorCalendar(
                availability.hours(actor, doctor, range),
                availability.absences(actor, doctor, range),
                directory.closures(actor, range));
    }
}
