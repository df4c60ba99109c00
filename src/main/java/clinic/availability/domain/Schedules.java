package clinic.availability.domain;

import clinic.availability.Absence;
import clinic.availability.WorkingException;
import clinic.availability.WorkingPattern;
import clinic.directory.DoctorId;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What doctors said of their hours. */
public interface Schedules {

    /**
     * What bears on visits in the range, in one reading: the hours of these dates and when each is away, without saying why.
     *
     * @param asOf as it was at an instant; absent means as it is
     */
    Map<DoctorId, Said> said(
            Collection<DoctorId> doctors, TimeRange range, LocalDate first, LocalDate last, @Nullable Instant asOf);

    /** A doctor's week as it is kept. */
    List<WorkingPattern> patterns(DoctorId doctor);

    void replacePatterns(DoctorId doctor, List<WorkingPattern> patterns);

    /** These doctors' absences that touch the range, with their reasons, soonest first. */
    List<Absence> absences(Collection<DoctorId> doctors, TimeRange range);

    void add(Absence absence);

    Optional<Absence> remove(DoctorId doctor, UUID absence);

    /** Exceptions of these dates, both included, by date, place and time. */
    List<WorkingException> exceptions(DoctorId doctor, LocalDate first, LocalDate last);

    void add(WorkingException exception);

    Optional<WorkingException> removeException(DoctorId doctor, UUID exception);

    /** What one doctor said. */
    record Said(Timetable timetable, List<TimeRange> away) {

        public static final Said NOTHING = new Said(new Timetable(List.of(), List.of()), List.of());
    }
}
