package clinic.web.staff;

import clinic.availability.Availability;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return Objects.requireNonNull(of(actor, List.of(doctor), range).get(doctor));
    }

    /** Those of many doctors, in as many statements as those of one. */
    Map<DoctorId, DoctorCalendar> of(Actor actor, Collection<DoctorId> doctors, TimeRange range) {
        List<Closure> closures = directory.closures(actor, range);
        return availability.time(actor, doctors, range).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        time -> new DoctorCalendar(
                                time.getValue().hours(), time.getValue().absences(), closures)));
    }
}
