package clinic.demo;

import clinic.booking.Status;
import clinic.demo.Premises.DoctorPlan;
import clinic.demo.Premises.Kind;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All visits at one place from eight weeks back to six weeks ahead, drawn by lot. Every visit gets a whole life, and what lies
 * after now is left off: who would book only tomorrow has not booked yet, and a request that will be answered tomorrow is
 * waiting. The same seed and day give the same diary.
 */
class Diary {

    static final int PATIENTS_PER_PLACE = 200;
    static final int DAYS_BACK = 56;
    static final int DAYS_AHEAD = 42;

    private static final int MOST_VISITS_PER_PATIENT = 10;
    private static final int IDLE_PERCENT = 52;
    private static final Duration LATE_VISIT = Duration.ofMinutes(15);

    private final int place;
    private final ZoneId zone;
    private final Instant now;
    private final LocalDate today;
    private final List<TimeRange> closed;
    private final long seed;

    /** @param closed when the place is shut */
    Diary(int place, List<TimeRange> closed, Instant now, long seed) {
        this.place = place;
        this.zone = Premises.PLACES.get(place).zone();
        this.now = now;
        this.today = now.atZone(zone).toLocalDate();
        this.closed = closed;
        this.seed = seed;
    }

    /** By doctor. */
    List<Visit> visits() {
        List<Visit> all = new ArrayList<>();
        for (int doctor = 0; doctor < Premises.DOCTORS.size(); doctor++) {
            if (Premises.DOCTORS.get(doctor).place() == place) {
                all.addAll(visitsOf(doctor));
            }
        }
        return withTheDemoPatient(withPatients(all));
    }

    /** Two of five have an account and ask for visits themselves; for the others the desk books. */
    static boolean hasAccount(int patient) {
        return patient % 5 < 2;
    }

    /** The past and the coming absence of a doctor, each of three days. */
    static List<TimeRange> absences(DoctorPlan doctor, LocalDate today) {
        ZoneId zone = Premises.PLACES.get(doctor.place()).zone();
        return List.of(
                days(today.plusDays(doctor.awayFrom() - 49), 3, zone),
                days(today.plusDays(doctor.awayFrom()), 3, zone));
    }

    private static TimeRange days(LocalDate first, int count, ZoneId zone) {
        return new TimeRange(
                first.atStartOfDay(zone).toInstant(),
                first.plusDays(count).atStartOfDay(zone).toInstant());
    }

    private List<Visit> visitsOf(int index) {
        DoctorPlan doctor = Premises.DOCTORS.get(index);
        Random lot = new Random(seed + index);
        Lives lives = new Lives(lot, doctor, zone);
        List<TimeRange> absent = absences(doctor, today);
        List<Visit> visits = new ArrayList<>();
        for (LocalDate date = today.minusDays(DAYS_BACK);
                !date.isAfter(today.plusDays(DAYS_AHEAD));
                date = date.plusDays(1)) {
            if (!doctor.days(today).contains(date.getDayOfWeek())) {
                continue;
            }
            for (TimeRange window : List.of(
                    between(date, doctor.from(), Premises.NOON), between(date, Premises.AFTER_NOON, doctor.to()))) {
                boolean shut = isShut(window, absent);
                for (Taken taken : fill(window, doctor, lot)) {
                    if (!shut) {
                        lives.visit(index, taken).ifPresent(visits::add);
                    }
                }
            }
        }
        if (index == Premises.demoDoctor(place)) {
            visits.addAll(outsideHours(index, absent));
        }
        return visits.stream()
                .map(this::untilNow)
                .filter(visit -> !visit.life().isEmpty())
                .toList();
    }

    /** After the doctor's hours the desk has squeezed in one on the last day and one on the next. */
    private List<Visit> outsideHours(int index, List<TimeRange> absent) {
        DoctorPlan doctor = Premises.DOCTORS.get(index);
        List<Visit> visits = new ArrayList<>();
        for (int step : List.of(-1, 1)) {
            LocalDate date = today.plusDays(step);
            while (!doctor.days(today).contains(date.getDayOfWeek()) || isShut(TimeRange.day(date, zone), absent)) {
                date = date.plusDays(step);
            }
            TimeRange late = TimeRange.starting(
                    date.atTime(doctor.to()).atZone(zone).toInstant().plus(Premises.GRID), LATE_VISIT);
            List<Visit.Act> life = new ArrayList<>();
            LocalDate booked = step < 0 ? date : today.minusDays(1);
            life.add(new Visit.Act(
                    Visit.What.BOOK_OUTSIDE_HOURS,
                    Visit.By.DESK,
                    booked.atTime(10, 5).atZone(zone).toInstant(),
                    step < 0 ? "The patient came a long way." : "The doctor offered to stay longer."));
            if (step < 0) {
                life.add(new Visit.Act(Visit.What.COMPLETE, Visit.By.DOCTOR, late.end(), null));
            }
            visits.add(new Visit(index, 0, Premises.FOLLOW_UP, late.start(), LATE_VISIT, life));
        }
        return visits;
    }

    private boolean isShut(TimeRange stretch, List<TimeRange> absent) {
        return Stream.concat(closed.stream(), absent.stream()).anyMatch(stretch::overlaps);
    }

    private TimeRange between(LocalDate date, LocalTime from, LocalTime to) {
        return new TimeRange(
                date.atTime(from).atZone(zone).toInstant(),
                date.atTime(to).atZone(zone).toInstant());
    }

    /** A stretch of a doctor's day that a visit could take. */
    record Taken(Kind kind, Instant start, Duration length) {}

    /** Fills a morning or an afternoon with visits on the grid, leaving the gaps that their kinds need, and some idle time. */
    private static List<Taken> fill(TimeRange window, DoctorPlan doctor, Random lot) {
        List<Taken> filled = new ArrayList<>();
        Instant free = window.start();
        @Nullable Taken previous = null;
        while (free.isBefore(window.end())) {
            if (lot.nextInt(100) < IDLE_PERCENT) {
                free = free.plus(Premises.GRID);
                continue;
            }
            Kind kind = doctor.kinds()
                    .get(Math.min(
                            lot.nextInt(doctor.kinds().size()),
                            lot.nextInt(doctor.kinds().size())));
            int minutes =
                    kind.minutes().get(lot.nextInt(4) == 0 ? kind.minutes().size() - 1 : 0);
            Instant start = previous == null ? free : later(free, onGrid(window, previous, kind));
            Taken next = new Taken(kind, start, Duration.ofMinutes(minutes));
            if (start.plus(next.length).isAfter(window.end())) {
                break;
            }
            filled.add(next);
            previous = next;
            free = onGrid(window, start.plus(next.length));
        }
        return filled;
    }

    private static Instant onGrid(TimeRange window, Taken previous, Kind next) {
        int gap = Math.max(previous.kind.after(), next.before());
        return onGrid(window, previous.start.plus(previous.length).plus(Duration.ofMinutes(gap)));
    }

    private static Instant onGrid(TimeRange window, Instant instant) {
        long grid = Premises.GRID.toMinutes();
        long minutes = Duration.between(window.start(), instant).toMinutes();
        return window.start().plus(Duration.ofMinutes((minutes + grid - 1) / grid * grid));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Who sits in the waiting room matters on the day itself only; nobody played it for the days before. */
    private boolean isTold(Visit visit, Visit.Act act) {
        boolean attendance = act.what() == Visit.What.ARRIVE || act.what() == Visit.What.BEGIN;
        return !act.at().isAfter(now)
                && (!attendance
                        || LocalDate.ofInstant(visit.currentStart(), zone).equals(today));
    }

    private Visit untilNow(Visit visit) {
        return new Visit(
                visit.doctor(),
                visit.patient(),
                visit.kind(),
                visit.start(),
                visit.length(),
                visit.life().stream().filter(act -> isTold(visit, act)).toList());
    }

    /** Gives each visit a patient of this place who has no other that day. */
    private List<Visit> withPatients(List<Visit> visits) {
        Random lot = new Random(seed - place - 1);
        List<Set<LocalDate>> taken = new ArrayList<>();
        for (int i = 0; i < PATIENTS_PER_PLACE; i++) {
            taken.add(new HashSet<>());
        }
        List<Visit> given = new ArrayList<>();
        for (Visit visit : visits) {
            Set<LocalDate> dates = new HashSet<>(List.of(date(visit.start())));
            dates.add(date(visit.currentStart()));
            // The first of a place is the demo patient, whose visits are chosen, not drawn.
            int patient;
            do {
                patient = 1 + lot.nextInt(PATIENTS_PER_PLACE - 1);
            } while (taken.get(patient).size() >= MOST_VISITS_PER_PATIENT
                    || visit.isThePatientsOwn() != hasAccount(patient)
                    || dates.stream().anyMatch(taken.get(patient)::contains));
            taken.get(patient).addAll(dates);
            given.add(visit.of(place * PATIENTS_PER_PLACE + patient));
        }
        return given;
    }

    /** The demo patient has come before, has cancelled once, comes again, and waits for an answer. */
    private List<Visit> withTheDemoPatient(List<Visit> visits) {
        List<Visit> all = new ArrayList<>(visits);
        Set<LocalDate> taken = new HashSet<>();
        give(all, taken, visit -> is(visit, Status.COMPLETED, -50, -40));
        give(all, taken, visit -> is(visit, Status.COMPLETED, -32, -22));
        give(all, taken, visit -> is(visit, Status.COMPLETED, -14, -7));
        give(all, taken, visit -> is(visit, Status.CANCELLED, -40, -2));
        give(all, taken, visit -> is(visit, Status.APPROVED, 2, 14));
        give(all, taken, visit -> is(visit, Status.PENDING, 3, 30));
        return all;
    }

    private void give(List<Visit> visits, Set<LocalDate> taken, Predicate<Visit> wanted) {
        visits.stream()
                .filter(visit -> visit.doctor() == Premises.demoDoctor(place))
                .filter(wanted)
                .filter(visit -> !taken.contains(date(visit.start())) && !taken.contains(date(visit.currentStart())))
                .min(Comparator.comparing(Visit::currentStart))
                .ifPresent(visit -> {
                    taken.add(date(visit.start()));
                    taken.add(date(visit.currentStart()));
                    visits.set(visits.indexOf(visit), visit.of(place * PATIENTS_PER_PLACE));
                });
    }

    private boolean is(Visit visit, Status status, int fromDay, int toDay) {
        LocalDate date = date(visit.currentStart());
        return visit.status() == status
                && !date.isBefore(today.plusDays(fromDay))
                && date.isBefore(today.plusDays(toDay));
    }

    private LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }
}
