package clinic.availability.application;

import clinic.availability.Absence;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ClaimId;
import clinic.availability.DoctorTime;
import clinic.availability.VisitsAffected;
import clinic.availability.VisitsAffected.Cause;
import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.availability.WorkingHours;
import clinic.availability.WorkingPattern;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Ledger.StandingVisit;
import clinic.availability.domain.Schedules;
import clinic.availability.domain.Spans;
import clinic.availability.domain.Timetable;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
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
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Changes doctors' hours. Each change first locks the calendars it touches, as a claim does; so a booking either comes
 * before it, and is named among those left outside, or after it, and is refused. A visit is left outside by what is said of
 * its time now, even when something else put it outside before: that is a new reason to look at it.
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
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hours(
            Directory directory,
            Schedules schedules,
            Ledger ledger,
            FactsReader reader,
            ApplicationEventPublisher events,
            Clock clock) {
        this.directory = directory;
        this.schedules = schedules;
        this.ledger = ledger;
        this.reader = reader;
        this.events = events;
        this.clock = clock;
    }

    List<WorkingPattern> patterns(Actor actor, DoctorId doctor) {
        directory.doctor(actor, doctor);
        return schedules.patterns(doctor);
    }

    Optional<Location> usualLocation(Actor actor, DoctorId doctor) {
        Map<LocationId, Long> minutes = patterns(actor, doctor).stream()
                .collect(Collectors.groupingBy(WorkingPattern::location, Collectors.summingLong(Hours::minutes)));
        return directory.locations(actor).stream()
                .reduce((a, b) -> minutes.getOrDefault(b.id(), 0L) > minutes.getOrDefault(a.id(), 0L) ? b : a);
    }

    private static long minutes(WorkingPattern pattern) {
        long minutes = Duration.between(pattern.from(), pattern.to()).toMinutes();
        return minutes > 0 ? minutes : minutes + Duration.ofDays(1).toMinutes();
    }

    Map<DoctorId, DoctorTime> time(Actor actor, Collection<DoctorId> doctors, TimeRange during) {
        doctors.forEach(doctor -> checkKeeps(actor, doctor));
        List<Location> locations = directory.locations(actor);
        Map<DoctorId, List<Absence>> away =
                schedules.absences(doctors, during).stream().collect(Collectors.groupingBy(Absence::doctor));
        return reader.timetables(doctors, during).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new DoctorTime(
                                hours(entry.getValue(), locations, during),
                                away.getOrDefault(entry.getKey(), List.of()))));
    }

    List<WorkingHours> hours(Actor actor, DoctorId doctor, TimeRange during) {
        directory.doctor(actor, doctor);
        return hours(
                Objects.requireNonNull(
                        reader.timetables(List.of(doctor), during).get(doctor)),
                directory.locations(actor),
                during);
    }

    private static List<WorkingHours> hours(Timetable timetable, List<Location> locations, TimeRange during) {
        return locations.stream()
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
        return changeHours(actor, doctor, () -> {
            schedules.replacePatterns(doctor, patterns);
            return patterns(actor, doctor);
        });
    }

    List<Absence> absences(Actor actor, DoctorId doctor, @Nullable TimeRange during) {
        checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        return schedules.absences(
                List.of(doctor), during == null ? new TimeRange(clock.instant(), EVER.end()) : during);
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
        Absence absence = new Absence(UuidCreator.getTimeOrderedEpoch(), doctor, during, said);
        schedules.add(absence);
        List<ClaimId> outside = claims(ledger.standing(doctor, clock.instant()), visit -> visit.overlaps(during));
        tell(Cause.ABSENCE, outside, List.of());
        return new ScheduleChange<>(absence, outside);
    }

    /**
     * Adds those that are not there already, to the minute.
     *
     * @param times such as {@link #addAbsence} takes; none twice
     */
    ScheduleChange<List<Absence>> addAbsences(Actor actor, DoctorId doctor, List<TimeRange> times, String reason) {
        begin(actor, doctor);
        Set<TimeRange> there = schedules.absences(List.of(doctor), EVER).stream()
                .map(Absence::during)
                .collect(Collectors.toSet());
        List<Absence> absences = times.stream()
                .filter(during -> !there.contains(during))
                .map(during -> new Absence(UuidCreator.getTimeOrderedEpoch(), doctor, during, reason))
                .toList();
        absences.forEach(schedules::add);
        Spans added = Spans.of(absences.stream().map(Absence::during).toList());
        List<ClaimId> outside = claims(ledger.standing(doctor, clock.instant()), added::overlap);
        tell(Cause.ABSENCE, outside, List.of());
        return new ScheduleChange<>(absences, outside);
    }

    ScheduleChange<Optional<Absence>> removeAbsence(Actor actor, DoctorId doctor, UUID absence) {
        begin(actor, doctor);
        Absence removed = schedules.remove(doctor, absence).orElseThrow(() -> new NotFound("absence"));
        List<StandingVisit> inside = ledger.standing(doctor, clock.instant()).stream()
                .filter(visit -> visit.visit().overlaps(removed.during()))
                .toList();
        Spans away = inside.isEmpty()
                ? Spans.NONE
                : Spans.of(schedules.absences(List.of(doctor), spanOf(inside)).stream()
                        .map(Absence::during)
                        .toList());
        tell(Cause.ABSENCE, List.of(), claims(inside, visit -> !away.overlap(visit)));
        return new ScheduleChange<>(Optional.of(removed), List.of());
    }

    List<WorkingException> exceptions(Actor actor, DoctorId doctor, @Nullable LocalDate from, @Nullable LocalDate to) {
        checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        Map<LocationId, LocalDate> today = directory.locations(actor).stream()
                .collect(Collectors.toMap(Location::id, place -> LocalDate.ofInstant(clock.instant(), place.zone())));
        return schedules
                .exceptions(doctor, from == null ? ExceptionCheck.FIRST : from, to == null ? ExceptionCheck.LAST : to)
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
                schedules.exceptions(doctor, date.minusDays(2), date.plusDays(2)),
                directory.locations(actor));
        return changeHours(actor, doctor, () -> {
            schedules.add(exception);
            return exception;
        });
    }

    ScheduleChange<Optional<WorkingException>> removeException(Actor actor, DoctorId doctor, UUID exception) {
        begin(actor, doctor);
        return changeHours(
                actor,
                doctor,
                () -> Optional.of(
                        schedules.removeException(doctor, exception).orElseThrow(() -> new NotFound("exception"))));
    }

    ScheduleChange<Closure> addClosure(Actor admin, @Nullable LocationId location, TimeRange during, String name) {
        ledger.lockAllDoctors();
        Closure closure = directory.addClosure(admin, location, during, name);
        List<ClaimId> inside = claims(ledger.standing(location, during, clock.instant()), visit -> true);
        tell(Cause.CLOSURE, inside, List.of());
        return new ScheduleChange<>(closure, inside);
    }

    void removeClosure(Actor admin, ClosureId id) {
        ledger.lockAllDoctors();
        Closure removed = directory.closure(admin, id).orElseThrow(() -> new NotFound("closure"));
        directory.removeClosure(admin, id);
        List<StandingVisit> inside = ledger.standing(removed.location(), removed.during(), clock.instant());
        List<Closure> others = inside.isEmpty() ? List.of() : directory.closures(admin, spanOf(inside));
        List<ClaimId> open = inside.stream()
                .filter(visit -> others.stream()
                        .noneMatch(other ->
                                (other.location() == null || other.location().equals(visit.location()))
                                        && other.during().overlaps(visit.visit())))
                .map(StandingVisit::claim)
                .toList();
        tell(Cause.CLOSURE, List.of(), open);
    }

    private void begin(Actor actor, DoctorId doctor) {
        checkKeeps(actor, doctor);
        directory.doctor(actor, doctor);
        ledger.lock(List.of(doctor.value()));
    }

    /** To a colleague hours are not there to be kept. */
    static void checkKeeps(Actor actor, DoctorId doctor) {
        if (!HoursAccess.theDoctorAndAdminsKeepHours(actor, doctor)) {
            throw new NotFound("doctor");
        }
    }

    /** Changes the week or the hours of a date; the visits that have no hours around them any more are left outside. */
    private <T> ScheduleChange<T> changeHours(Actor actor, DoctorId doctor, Supplier<T> change) {
        List<StandingVisit> visits = ledger.standing(doctor, clock.instant());
        Set<ClaimId> before = withoutHours(actor, doctor, visits);
        T result = change.get();
        Set<ClaimId> after = withoutHours(actor, doctor, visits);
        List<ClaimId> outside = claims(visits, after, before);
        tell(Cause.HOURS, outside, claims(visits, before, after));
        return new ScheduleChange<>(result, outside);
    }

    private Set<ClaimId> withoutHours(Actor actor, DoctorId doctor, List<StandingVisit> visits) {
        if (visits.isEmpty()) {
            return Set.of();
        }
        Timetable timetable = Objects.requireNonNull(
                reader.timetables(List.of(doctor), spanOf(visits)).get(doctor));
        Map<LocationId, ZoneId> zones =
                directory.locations(actor).stream().collect(Collectors.toMap(Location::id, Location::zone));
        return visits.stream()
                .filter(visit -> !timetable.covers(
                        visit.location(), Objects.requireNonNull(zones.get(visit.location())), visit.visit()))
                .map(StandingVisit::claim)
                .collect(Collectors.toSet());
    }

    private void tell(Cause cause, List<ClaimId> leftOutside, List<ClaimId> backWithin) {
        if (!leftOutside.isEmpty() || !backWithin.isEmpty()) {
            events.publishEvent(new VisitsAffected(cause, leftOutside, backWithin));
        }
    }

    private static List<ClaimId> claims(List<StandingVisit> visits, Predicate<TimeRange> which) {
        return visits.stream()
                .filter(visit -> which.test(visit.visit()))
                .map(StandingVisit::claim)
                .toList();
    }

    private static List<ClaimId> claims(List<StandingVisit> visits, Set<ClaimId> among, Set<ClaimId> but) {
        return visits.stream()
                .map(StandingVisit::claim)
                .filter(claim -> among.contains(claim) && !but.contains(claim))
                .toList();
    }

    /** From the first start to the last end: of different doctors the last to begin need not be the last to end. */
    private static TimeRange spanOf(List<StandingVisit> visits) {
        return visits.stream()
                .map(StandingVisit::visit)
                .reduce((one, other) -> new TimeRange(
                        one.start().isBefore(other.start()) ? one.start() : other.start(),
                        one.end().isAfter(other.end()) ? one.end() : other.end()))
                .orElseThrow();
    }
}
