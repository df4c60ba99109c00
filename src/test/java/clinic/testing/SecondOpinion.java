package clinic.testing;

import clinic.availability.NotBookable;
import clinic.availability.WorkingPattern;
import clinic.directory.Policy;
import clinic.shared.TimeRange;
import clinic.testing.DrawnClinic.DrawnDoctor;
import clinic.testing.DrawnClinic.Visit;
import clinic.testing.DrawnClinic.Who;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which times of a doctor of a {@link DrawnClinic} can be had, and why the others cannot, from somebody who knows nothing of
 * the product's ranges: it asks of each minute what the wall clock shows then.
 */
public final class SecondOpinion {

    private final DrawnClinic clinic;
    private final Who who;
    private final boolean forThePatient;
    private final Set<Instant> grid;
    private final Map<Instant, Optional<NotBookable>> hours;

    /** What hours say is the same for everybody and whatever is booked, so that it is found out once. */
    private SecondOpinion(
            DrawnClinic clinic,
            Who who,
            boolean forThePatient,
            Set<Instant> grid,
            Map<Instant, Optional<NotBookable>> hours) {
        this.clinic = clinic;
        this.who = who;
        this.forThePatient = forThePatient;
        this.grid = grid;
        this.hours = hours;
    }

    /** For somebody who has no visit yet. */
    public static SecondOpinion on(DrawnClinic clinic, Who who) {
        return new SecondOpinion(clinic, who, false, grid(clinic, clinic.doctor(who)), new HashMap<>());
    }

    /** For the clinic's patient. */
    public SecondOpinion forThePatient() {
        return new SecondOpinion(clinic, who, true, grid, hours);
    }

    /** Once this is booked as well, with whichever doctor. */
    public SecondOpinion after(Visit visit) {
        return new SecondOpinion(clinic.with(visit), who, forThePatient, grid, hours);
    }

    /** Every start in the clinic's days of a visit that fits into an opening, whatever else speaks against it. */
    public Set<Instant> grid() {
        return grid.stream().filter(clinic.days()::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every start in the clinic's days that nothing speaks against. */
    public Set<Instant> free() {
        Set<Instant> free = grid();
        free.removeIf(start -> against(start).isPresent());
        return free;
    }

    /** Why this start is none, in the order of the contract; empty when it can be had. */
    public Optional<NotBookable> against(Instant start) {
        TimeRange visit = TimeRange.starting(start, clinic.kind().length());
        return againstTheClock(start)
                .or(() -> hours.computeIfAbsent(start, at -> againstHours(visit)))
                .or(() -> againstOthers(visit));
    }

    /** A minute, and what the wall clock shows then. */
    private record Shown(Instant at, LocalDateTime clock) {}

    private static Set<Instant> grid(DrawnClinic clinic, DrawnDoctor doctor) {
        Set<Instant> grid = new TreeSet<>();
        long length = clinic.kind().length().toMinutes();
        TimeRange around = new TimeRange(
                clinic.start().minus(Duration.ofDays(2)), clinic.days().end().plus(Duration.ofDays(1)));
        Map<LocalDate, List<Shown>> clock =
                minutes(clinic, around).collect(Collectors.groupingBy(shown -> shown.clock.toLocalDate()));
        for (WorkingPattern pattern : doctor.patterns()) {
            long step = step(clinic, doctor, pattern);
            for (LocalDate date : clock.keySet()) {
                if (date.getDayOfWeek() != pattern.day()) {
                    continue;
                }
                Worked worked = Worked.on(date, pattern);
                long run = 0;
                for (LocalDate shownDate : List.of(date, date.plusDays(1))) {
                    for (Shown shown : clock.getOrDefault(shownDate, List.of())) {
                        run = worked.isOpenAt(shown.clock) && isOpen(clinic, doctor, shown.at) ? run + 1 : 0;
                        if (run >= length && (run - length) % step == 0) {
                            grid.add(shown.at.minus(Duration.ofMinutes(length - 1)));
                        }
                    }
                }
            }
        }
        return grid;
    }

    private static Stream<Shown> minutes(DrawnClinic clinic, TimeRange range) {
        return LongStream.range(0, range.length().toMinutes())
                .mapToObj(minute -> range.start().plus(Duration.ofMinutes(minute)))
                .map(at -> new Shown(at, LocalDateTime.ofInstant(at, clinic.zone())));
    }

    private static long step(DrawnClinic clinic, DrawnDoctor doctor, WorkingPattern pattern) {
        if (pattern.step() != null) {
            return pattern.step().toMinutes();
        }
        Duration ofKind = clinic.kind().step();
        return ofKind != null
                ? ofKind.toMinutes()
                : clinic.kind().length().toMinutes()
                        + Math.max(doctor.before().toMinutes(), doctor.after().toMinutes());
    }

    private static boolean isOpen(DrawnClinic clinic, DrawnDoctor doctor, Instant at) {
        return clinic.closed().stream().noneMatch(range -> range.contains(at))
                && doctor.absent().stream().noneMatch(range -> range.contains(at));
    }

    /** From and to what the wall clock shows. */
    private record Stretch(LocalDateTime from, LocalDateTime to) {

        /** Hours that end no later than they begin end on the day after. */
        static Stretch on(LocalDate date, LocalTime from, LocalTime to) {
            return new Stretch(date.atTime(from), (to.isAfter(from) ? date : date.plusDays(1)).atTime(to));
        }

        boolean shows(LocalDateTime clock) {
            return !clock.isBefore(from) && clock.isBefore(to);
        }
    }

    /** A pattern's hours of one date. */
    private record Worked(Stretch hours, List<Stretch> breaks) {

        static Worked on(LocalDate date, WorkingPattern pattern) {
            return new Worked(
                    Stretch.on(date, pattern.from(), pattern.to()),
                    pattern.breaks().stream()
                            .map(pause -> Stretch.on(
                                    pause.from().isBefore(pattern.from()) ? date.plusDays(1) : date,
                                    pause.from(),
                                    pause.to()))
                            .toList());
        }

        boolean isOpenAt(LocalDateTime clock) {
            return hours.shows(clock) && !isBreakAt(clock);
        }

        boolean isBreakAt(LocalDateTime clock) {
            return breaks.stream().anyMatch(pause -> pause.shows(clock));
        }
    }

    private Optional<NotBookable> againstTheClock(Instant start) {
        if (start.isBefore(clinic.now())) {
            return Optional.of(NotBookable.IN_PAST);
        }
        if (start.isBefore(clinic.now().plus(policy().leadTime()))) {
            return Optional.of(NotBookable.TOO_SOON);
        }
        return start.isAfter(clinic.now().plus(policy().horizon()))
                ? Optional.of(NotBookable.TOO_FAR)
                : Optional.empty();
    }

    private Optional<NotBookable> againstHours(TimeRange visit) {
        List<Shown> minutes = minutes(clinic, visit).toList();
        boolean hours = false;
        boolean unbroken = false;
        LocalDate day = dateOf(visit);
        for (WorkingPattern pattern : clinic.doctor(who).patterns()) {
            for (LocalDate date : List.of(day.minusDays(2), day.minusDays(1), day)) {
                if (date.getDayOfWeek() != pattern.day()) {
                    continue;
                }
                Worked worked = Worked.on(date, pattern);
                if (minutes.stream().allMatch(shown -> worked.hours.shows(shown.clock))) {
                    hours = true;
                    unbroken |= minutes.stream().noneMatch(shown -> worked.isBreakAt(shown.clock));
                }
            }
        }
        if (!hours) {
            return Optional.of(NotBookable.OUTSIDE_HOURS);
        }
        if (!unbroken) {
            return Optional.of(NotBookable.ON_BREAK);
        }
        if (clinic.closed().stream().anyMatch(visit::overlaps)) {
            return Optional.of(NotBookable.CLOSED);
        }
        if (clinic.doctor(who).absent().stream().anyMatch(visit::overlaps)) {
            return Optional.of(NotBookable.DOCTOR_ABSENT);
        }
        return grid.contains(visit.start()) ? Optional.empty() : Optional.of(NotBookable.OFF_GRID);
    }

    private Optional<NotBookable> againstOthers(TimeRange during) {
        Visit wanted = clinic.visit(who, during.start(), forThePatient);
        List<Visit> booked = clinic.visits(who);
        if (booked.stream().anyMatch(other -> other.during().overlaps(during))) {
            return Optional.of(NotBookable.SLOT_TAKEN);
        }
        if (!booked.stream().allMatch(wanted::isFarEnoughFrom)) {
            return Optional.of(NotBookable.BUFFER);
        }
        if (booked.stream().anyMatch(other -> leavesNoTimeToTravel(other, wanted))) {
            return Optional.of(NotBookable.TRAVEL);
        }
        if (forThePatient
                && clinic.visitsOfThePatient().stream()
                        .anyMatch(own -> own.during().overlaps(during))) {
            return Optional.of(NotBookable.PATIENT_BUSY);
        }
        if (clinic.kind().roomRequired() && !clinic.hasRoom(during)) {
            return Optional.of(NotBookable.ROOM_BUSY);
        }
        return isOneTooMany(during) ? Optional.of(NotBookable.LIMIT_REACHED) : Optional.empty();
    }

    private boolean leavesNoTimeToTravel(Visit one, Visit other) {
        Duration travel = policy().travel();
        return !one.place().equals(other.place())
                && one.during().start().isBefore(other.during().end().plus(travel))
                && other.during().start().isBefore(one.during().end().plus(travel));
    }

    private boolean isOneTooMany(TimeRange during) {
        List<Visit> own = forThePatient ? clinic.visitsOfThePatient() : List.of();
        long ahead = own.stream()
                .filter(visit -> visit.during().end().isAfter(clinic.now()))
                .count();
        return ahead >= policy().maxOpenPerPatient()
                || onDateOf(during, own) >= policy().maxPerPatientPerDay()
                || onDateOf(during, clinic.visits(who)) >= policy().maxPerDoctorPerDay();
    }

    private long onDateOf(TimeRange during, List<Visit> visits) {
        return visits.stream()
                .filter(visit -> dateOf(visit.during()).equals(dateOf(during)))
                .count();
    }

    private LocalDate dateOf(TimeRange visit) {
        return LocalDate.ofInstant(visit.start(), clinic.zone());
    }

    private Policy policy() {
        return clinic.policy(who);
    }
}
