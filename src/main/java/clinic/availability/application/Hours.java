package clinic.availability.application;

import clinic.availability.Absence;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ClaimId;
import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.WorkingHours;
import clinic.availability.WorkingPattern;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Ledger.StandingVisit;
import clinic.availability.domain.RuleBook;
import clinic.availability.domain.Schedules;
import clinic.availability.domain.Timetable;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes doctors' hours. Each change first locks the calendars it touches, as a claim does; so a booking either comes
 * before it, and is named among those left outside, or after it, and is refused.
 */
@Component
class Hours {

    static final TimeRange EVER =
            new TimeRange(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("3000-01-01T00:00:00Z"));

    static final Duration LONGEST_ABSENCE = Duration.ofDays(731);
    private static final int LONGEST_REASON = 300;

    private final Directory directory;
    private final Schedules schedules;
    private final Ledger ledger;
    private final FactsReader reader;
    private final Clock clock;

    Hours(Directory directory, Schedules schedules, Ledger ledger, FactsReader reader, Clock clock) {
        this.directory = directory;
        this.schedules = schedules;
        this.ledger = ledger;
        this.reader = reader;
        this.clock = clock;
    }

    List<WorkingPattern> patterns(Actor actor, DoctorId doctor) {
        directory.doctor(actor, doctor);
        return schedules.patterns(List.of(doctor)).getOrDefault(doctor, List.of());
    }

    List<WorkingHours> hours(Actor actor, DoctorId doctor, TimeRange during) {
        directory.doctor(actor, doctor);
        Timetable timetable = Objects.requireNonNull(
                reader.timetables(List.of(doctor), during).get(doctor));
        return directory.locations(actor).stream()
                .flatMap(location -> timetable.shifts(location.id(), location.zone(), during).stream()
                        .filter(shift -> shift.hours().overlap(during))
                        .map(shift -> new WorkingHours(
                                location.id(),
                                location.zone(),
                                shift.hours().ranges(),
                                shift.breaks().ranges())))
                .sorted(Comparator.comparing(date -> date.hours().getFirst().start()))
                .toList();
    }

    ScheduleChange<List<WorkingPattern>> setPatterns(Actor actor, DoctorId doctor, List<WorkingPattern> patterns) {
        begin(actor, doctor);
        PatternCheck.check(patterns, directory.locations(actor));
        List<ClaimId> before = outside(actor, doctor);
        schedules.replacePatterns(doctor, patterns);
        return new ScheduleChange<>(patterns(actor, doctor), newlyOutside(actor, doctor, before));
    }

    List<Absence> absences(Actor actor, DoctorId doctor, @Nullable TimeRange during) {
        checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        return schedules.absences(doctor, during == null ? new TimeRange(clock.instant(), EVER.end()) : during);
    }

    ScheduleChange<Absence> addAbsence(Actor actor, DoctorId doctor, TimeRange during, @Nullable String reason) {
        begin(actor, doctor);
        var check = new Invalid.Check()
                .that(
                        during.length().compareTo(LONGEST_ABSENCE) <= 0,
                        "to",
                        "TOO_LONG",
                        "An absence lasts at most two years.")
                .that(EVER.contains(during), "from", "OUT_OF_RANGE", "Give a date between 1900 and 3000.")
                .that(during.isOfWholeMinutes(), "from", "NOT_A_MINUTE", "Begin and end on the minute.");
        String said = check.optionalText("reason", reason, LONGEST_REASON);
        check.done();
        List<ClaimId> before = outside(actor, doctor);
        Absence absence = new Absence(UuidCreator.getTimeOrderedEpoch(), doctor, during, said);
        schedules.add(absence);
        return new ScheduleChange<>(absence, newlyOutside(actor, doctor, before));
    }

    /**
     * Adds those that are not there already, to the minute.
     *
     * @param times such as {@link #addAbsence} takes; none twice
     */
    ScheduleChange<List<Absence>> addAbsences(Actor actor, DoctorId doctor, List<TimeRange> times, String reason) {
        begin(actor, doctor);
        Set<TimeRange> there =
                schedules.absences(doctor, EVER).stream().map(Absence::during).collect(Collectors.toSet());
        List<Absence> absences = times.stream()
                .filter(during -> !there.contains(during))
                .map(during -> new Absence(UuidCreator.getTimeOrderedEpoch(), doctor, during, reason))
                .toList();
        List<ClaimId> before = outside(actor, doctor);
        absences.forEach(schedules::add);
        return new ScheduleChange<>(absences, newlyOutside(actor, doctor, before));
    }

    ScheduleChange<Optional<Absence>> removeAbsence(Actor actor, DoctorId doctor, UUID absence) {
        begin(actor, doctor);
        Absence removed = schedules.remove(doctor, absence).orElseThrow(() -> new NotFound("absence"));
        return new ScheduleChange<>(Optional.of(removed), List.of());
    }

    List<WorkingException> exceptions(Actor actor, DoctorId doctor, @Nullable LocalDate from, @Nullable LocalDate to) {
        checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        Map<LocationId, LocalDate> today = directory.locations(actor).stream()
                .collect(Collectors.toMap(Location::id, place -> LocalDate.ofInstant(clock.instant(), place.zone())));
        return schedules
                .exceptions(
                        List.of(doctor),
                        from == null ? ExceptionCheck.FIRST : from,
                        to == null ? ExceptionCheck.LAST : to)
                .getOrDefault(doctor, List.of())
                .stream()
                .filter(exception -> from != null || !exception.date().isBefore(today.get(exception.location())))
                .toList();
    }

    ScheduleChange<WorkingException> addException(
            Actor actor, DoctorId doctor, LocationId location, LocalDate date, @Nullable Stretch stretch) {
        begin(actor, doctor);
        var exception = new WorkingException(UuidCreator.getTimeOrderedEpoch(), doctor, location, date, stretch);
        ExceptionCheck.check(
                exception,
                schedules
                        .exceptions(List.of(doctor), date.minusDays(2), date.plusDays(2))
                        .getOrDefault(doctor, List.of()),
                directory.locations(actor));
        List<ClaimId> before = outside(actor, doctor);
        schedules.add(exception);
        return new ScheduleChange<>(exception, newlyOutside(actor, doctor, before));
    }

    ScheduleChange<Optional<WorkingException>> removeException(Actor actor, DoctorId doctor, UUID exception) {
        begin(actor, doctor);
        List<ClaimId> before = outside(actor, doctor);
        WorkingException removed =
                schedules.removeException(doctor, exception).orElseThrow(() -> new NotFound("exception"));
        return new ScheduleChange<>(Optional.of(removed), newlyOutside(actor, doctor, before));
    }

    ScheduleChange<Closure> addClosure(Actor admin, @Nullable LocationId location, TimeRange during, String name) {
        ledger.lockAllDoctors();
        Closure closure = directory.addClosure(admin, location, during, name);
        return new ScheduleChange<>(closure, ledger.visits(location, during));
    }

    private void begin(Actor actor, DoctorId doctor) {
        checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        ledger.lock(List.of(doctor.value()));
    }

    /** Hours are kept by the doctor and by admins; to a colleague they are not there to be kept. */
    static void checkKeeps(Actor actor, DoctorId doctor) {
        boolean own = actor.is(Actor.Role.DOCTOR) && doctor.value().equals(actor.person());
        if (!own && !actor.is(Actor.Role.ADMIN)) {
            throw new NotFound("doctor");
        }
    }

    private List<ClaimId> newlyOutside(Actor actor, DoctorId doctor, List<ClaimId> before) {
        return outside(actor, doctor).stream()
                .filter(claim -> !before.contains(claim))
                .toList();
    }

    /** The visits that are still to come and do not lie within the hours as they are now. */
    private List<ClaimId> outside(Actor actor, DoctorId doctor) {
        List<StandingVisit> standing = ledger.standing(doctor, clock.instant());
        if (standing.isEmpty()) {
            return List.of();
        }
        TimeRange range = new TimeRange(
                standing.getFirst().visit().start(), standing.getLast().visit().end());
        RuleBook rules = new RuleBook(reader.read(actor, List.of(doctor), null, null, range));
        return standing.stream()
                .filter(visit -> !rules.isWithinHours(doctor, visit.location(), visit.visit()))
                .map(StandingVisit::claim)
                .toList();
    }
}
