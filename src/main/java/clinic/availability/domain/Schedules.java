package clinic.availability.domain;

import clinic.availability.Absence;
import clinic.availability.WorkingException;
import clinic.availability.WorkingPattern;
import clinic.directory.DoctorId;
import clinic.shared.TimeRange;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What doctors said of their hours. */
public interface Schedules {

    Map<DoctorId, List<WorkingPattern>> patterns(Collection<DoctorId> doctors);

    void replacePatterns(DoctorId doctor, List<WorkingPattern> patterns);

    /** When each is away, without saying why. */
    Map<DoctorId, List<TimeRange>> away(Collection<DoctorId> doctors, TimeRange range);

    /** One doctor's absences that touch the range, with their reasons, soonest first. */
    List<Absence> absences(DoctorId doctor, TimeRange range);

    void add(Absence absence);

    Optional<Absence> remove(DoctorId doctor, UUID absence);

    /** Exceptions of these dates, both included, by date, place and time. */
    Map<DoctorId, List<WorkingException>> exceptions(Collection<DoctorId> doctors, LocalDate first, LocalDate last);

    void add(WorkingException exception);

    Optional<WorkingException> removeException(DoctorId doctor, UUID exception);
}
