package clinic.availability.domain;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.NotBookable;
import clinic.availability.WorkingPattern;
import clinic.availability.WorkingPattern.Break;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.Place;
import clinic.availability.domain.Facts.Visit;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.shared.TimeRange;
import clinic.testing.SamplePolicy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The list of free times and the rule book against a second opinion that knows nothing of ranges: it asks of each minute
 * what the wall clock shows then. A thousand clinics drawn by lot, in weeks in which clocks change; a failure names its seed.
 */
@Tag("zones")
class RandomClinicsTest {

    private static final LocationId HERE = new LocationId(UUID.randomUUID());
    private static final LocationId THERE = new LocationId(UUID.randomUUID());
    private static final DoctorId DOCTOR = new DoctorId(UUID.randomUUID());
    private static final int DAYS = 3;
    private static final int MINUTES = DAYS * 24 * 60;

    /** Where and around which date: clock changes by an hour and by half of one, dates without midnight, odd offsets. */
    private static final List<Map.Entry<String, String>> NIGHTS = List.of(
            Map.entry("Europe/Berlin", "2027-03-28"),
            Map.entry("Europe/Berlin", "2026-10-25"),
            Map.entry("America/New_York", "2026-11-01"),
            Map.entry("America/New_York", "2027-03-14"),
            Map.entry("Australia/Lord_Howe", "2026-10-04"),
            Map.entry("Australia/Lord_Howe", "2027-04-04"),
            Map.entry("America/Santiago", "2026-09-06"),
            Map.entry("America/Havana", "2026-03-08"),
            Map.entry("Asia/Kolkata", "2026-11-24"),
            Map.entry("Asia/Kathmandu", "2026-11-24"));

    /** A visit that is there already, with the minutes its kind keeps free around it. */
    private record Booked(LocationId place, TimeRange visit, Duration before, Duration after) {}

    private record Clinic(
            ZoneId zone,
            Instant start,
            Instant now,
            Policy policy,
            List<WorkingPattern> patterns,
            List<TimeRange> closed,
            List<TimeRange> absent,
            List<Booked> booked,
            Terms terms) {}

    @Test
    void inAThousandClinicsExactlyTheTimesThatTheWallClockAllowsAreListedAndCanBeHad() {
        int listed = 0;
        for (long seed = 1; seed <= 1000; seed++) {
            String drawn = "seed " + seed;
            Clinic clinic = draw(new Random(seed));
            Facts facts = facts(clinic);
            TimeRange days = TimeRange.starting(clinic.start(), Duration.ofMinutes(MINUTES));

            Set<Instant> inList = new FreeTimes(facts)
                    .starting(days, null, null, Integer.MAX_VALUE).stream()
                            .map(wish -> wish.visit().start())
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<Instant> grid = grid(clinic);
            Set<Instant> allowed = secondOpinion(clinic, grid);
            assertThat(inList).as("%s: the list", drawn).isEqualTo(allowed);
            RuleBook rules = new RuleBook(facts);
            new Random(seed)
                    .ints(300, 0, MINUTES)
                    .mapToObj(minute -> clinic.start().plus(Duration.ofMinutes(minute)))
                    .collect(Collectors.toCollection(() -> inList))
                    .forEach(start -> assertThat(rules.judge(new Wish(
                                            DOCTOR,
                                            HERE,
                                            TimeRange.starting(
                                                    start, clinic.terms().usualDuration())))
                                    .orElse(null))
                            .as("%s: the claim of %s", drawn, start)
                            .isEqualTo(allowed.contains(start) ? null : secondReason(clinic, grid, start)));
            listed += allowed.size();
        }
        assertThat(listed).as("times that were listed at all").isGreaterThan(10_000);
    }

    private static Clinic draw(Random lot) {
        Map.Entry<String, String> night = NIGHTS.get(lot.nextInt(NIGHTS.size()));
        ZoneId zone = ZoneId.of(night.getKey());
        Instant start = LocalDate.parse(night.getValue())
                .minusDays(1)
                .atTime(6, 0)
                .atZone(zone)
                .toInstant();
        List<WorkingPattern> patterns = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (lot.nextInt(6) > 0) {
                patterns.add(
                        pattern(lot, day, LocalTime.of(lot.nextInt(5), 5 * lot.nextInt(12)), 120 + lot.nextInt(180)));
                patterns.add(pattern(lot, day, LocalTime.of(21, 5 * lot.nextInt(12)), 30 + lot.nextInt(330)));
            }
        }
        int length = 10 + 5 * lot.nextInt(8);
        Terms terms = new Terms(
                List.of(Duration.ofMinutes(length)),
                Duration.ofMinutes(5L * lot.nextInt(4)),
                Duration.ofMinutes(5L * lot.nextInt(4)),
                true,
                false,
                lot.nextBoolean() ? null : Duration.ofMinutes(5 + lot.nextInt(30)));
        return new Clinic(
                zone,
                start,
                start.plus(Duration.ofMinutes(lot.nextInt(2_000) - 1_000)),
                SamplePolicy.policy(Map.of(
                        PolicyRule.LEAD_TIME,
                        lot.nextInt(240),
                        PolicyRule.HORIZON,
                        1 + lot.nextInt(3),
                        PolicyRule.MAX_PER_DOCTOR_PER_DAY,
                        lot.nextBoolean() ? 100 : 1 + lot.nextInt(5),
                        PolicyRule.TRAVEL,
                        lot.nextBoolean() ? 0 : lot.nextInt(90))),
                patterns,
                some(lot, start, 2, 400),
                some(lot, start, 2, 400),
                booked(lot, start),
                terms);
    }

    private static WorkingPattern pattern(Random lot, DayOfWeek day, LocalTime from, int minutes) {
        LocalTime rest = from.plusMinutes(lot.nextInt(minutes - 20));
        List<Break> breaks = lot.nextBoolean() ? List.of() : List.of(new Break(rest, rest.plusMinutes(10)));
        @Nullable Duration step = lot.nextInt(3) == 0 ? Duration.ofMinutes(5 + lot.nextInt(40)) : null;
        return new WorkingPattern(HERE, day, from, from.plusMinutes(minutes), breaks, null, null, step);
    }

    private static List<TimeRange> some(Random lot, Instant start, int most, int longest) {
        List<TimeRange> ranges = new ArrayList<>();
        for (int i = lot.nextInt(most + 1); i > 0; i--) {
            ranges.add(TimeRange.starting(
                    start.plus(Duration.ofMinutes(lot.nextInt(MINUTES))),
                    Duration.ofMinutes(1 + lot.nextInt(longest))));
        }
        return ranges;
    }

    /** Visits as the ledger lets them stand: each with the gap to the next that the larger buffer asks for. */
    private static List<Booked> booked(Random lot, Instant start) {
        List<Booked> booked = new ArrayList<>();
        for (TimeRange visit : some(lot, start, 8, 60)) {
            Booked next = new Booked(
                    lot.nextInt(3) > 0 ? HERE : THERE,
                    visit,
                    Duration.ofMinutes(5L * lot.nextInt(3)),
                    Duration.ofMinutes(5L * lot.nextInt(3)));
            if (booked.stream().allMatch(other -> farEnough(other, next))) {
                booked.add(next);
            }
        }
        return booked;
    }

    private static boolean farEnough(Booked one, Booked other) {
        return gap(one, other) || gap(other, one);
    }

    private static boolean gap(Booked first, Booked second) {
        Duration between = Duration.between(first.visit.end(), second.visit.start());
        return between.compareTo(first.after) >= 0 && between.compareTo(second.before) >= 0;
    }

    private static Facts facts(Clinic clinic) {
        TimeRange around = new TimeRange(
                clinic.start().minus(Duration.ofDays(2)), clinic.start().plus(Duration.ofDays(DAYS + 2)));
        Spans closed = Spans.of(clinic.closed());
        Spans absent = Spans.of(clinic.absent());
        List<Shift> shifts = new Timetable(clinic.patterns(), List.of())
                .shifts(HERE, clinic.zone(), around).stream()
                        .map(shift -> shift.without(closed).without(absent))
                        .toList();
        List<TimeRange> buffers = new ArrayList<>();
        for (Booked booked : clinic.booked()) {
            if (!booked.before.isZero()) {
                buffers.add(new TimeRange(booked.visit.start().minus(booked.before), booked.visit.start()));
            }
            if (!booked.after.isZero()) {
                buffers.add(new TimeRange(booked.visit.end(), booked.visit.end().plus(booked.after)));
            }
        }
        return new Facts(
                clinic.now(),
                Map.of(HERE, new Place(HERE, clinic.zone(), closed, List.of())),
                Map.of(
                        DOCTOR,
                        new DoctorFacts(
                                Map.of(HERE, clinic.terms()),
                                clinic.policy(),
                                shifts,
                                absent,
                                clinic.booked().stream()
                                        .map(booked -> new Visit(booked.place, booked.visit))
                                        .toList(),
                                Spans.of(buffers))),
                null);
    }

    /** A minute, and what the wall clock shows then. */
    private record Shown(Instant at, LocalDateTime clock) {}

    private static Set<Instant> secondOpinion(Clinic clinic, Set<Instant> grid) {
        Set<Instant> free = new TreeSet<>(grid);
        free.removeIf(start -> !isWithinPolicy(clinic, start)
                || !keepsItsDistance(clinic, start)
                || start.isBefore(clinic.start())
                || !start.isBefore(clinic.start().plus(Duration.ofMinutes(MINUTES))));
        return free;
    }

    /** Every start of a visit that fits into an opening, whatever else speaks against it. */
    private static Set<Instant> grid(Clinic clinic) {
        Set<Instant> free = new TreeSet<>();
        int length = (int) clinic.terms().usualDuration().toMinutes();
        LocalDate first = clinic.start().atZone(clinic.zone()).toLocalDate().minusDays(2);
        List<Shown> clock = IntStream.range(-2 * 24 * 60, MINUTES + 24 * 60)
                .mapToObj(minute -> clinic.start().plus(Duration.ofMinutes(minute)))
                .map(instant -> new Shown(instant, instant.atZone(clinic.zone()).toLocalDateTime()))
                .toList();
        for (WorkingPattern pattern : clinic.patterns()) {
            long step = stepOf(clinic, pattern, length);
            for (LocalDate date = first; date.isBefore(first.plusDays(DAYS + 4)); date = date.plusDays(1)) {
                if (date.getDayOfWeek() != pattern.day()) {
                    continue;
                }
                int run = 0;
                for (Shown shown : clock) {
                    run = isOpen(clinic, pattern, date, shown) ? run + 1 : 0;
                    if (run >= length && (run - length) % step == 0) {
                        free.add(shown.at.minus(Duration.ofMinutes(length - 1L)));
                    }
                }
            }
        }
        return free;
    }

    /** Why this start is none, in the order of the contract, asked of the wall clock minute by minute. */
    private static NotBookable secondReason(Clinic clinic, Set<Instant> grid, Instant start) {
        TimeRange visit = TimeRange.starting(start, clinic.terms().usualDuration());
        if (start.isBefore(clinic.now())) {
            return NotBookable.IN_PAST;
        }
        if (start.isBefore(clinic.now().plus(clinic.policy().leadTime()))) {
            return NotBookable.TOO_SOON;
        }
        if (start.isAfter(clinic.now().plus(clinic.policy().horizon()))) {
            return NotBookable.TOO_FAR;
        }
        List<Shown> minutes = LongStream.range(0, visit.length().toMinutes())
                .mapToObj(minute -> start.plus(Duration.ofMinutes(minute)))
                .map(at -> new Shown(at, at.atZone(clinic.zone()).toLocalDateTime()))
                .toList();
        boolean hours = false;
        boolean unbroken = false;
        LocalDate day = dayOf(clinic, start);
        for (WorkingPattern pattern : clinic.patterns()) {
            for (LocalDate date : List.of(day.minusDays(2), day.minusDays(1), day)) {
                if (date.getDayOfWeek() == pattern.day()
                        && minutes.stream().allMatch(shown -> isWithin(pattern, date, shown))) {
                    hours = true;
                    unbroken |= minutes.stream().noneMatch(shown -> isBreak(pattern, date, shown));
                }
            }
        }
        if (!hours) {
            return NotBookable.OUTSIDE_HOURS;
        }
        if (!unbroken) {
            return NotBookable.ON_BREAK;
        }
        if (clinic.closed().stream().anyMatch(visit::overlaps)) {
            return NotBookable.CLOSED;
        }
        if (clinic.absent().stream().anyMatch(visit::overlaps)) {
            return NotBookable.DOCTOR_ABSENT;
        }
        if (!grid.contains(start)) {
            return NotBookable.OFF_GRID;
        }
        if (clinic.booked().stream().anyMatch(other -> other.visit.overlaps(visit))) {
            return NotBookable.SLOT_TAKEN;
        }
        Booked wanted =
                new Booked(HERE, visit, clinic.terms().before(), clinic.terms().after());
        return clinic.booked().stream().allMatch(other -> farEnough(other, wanted))
                ? isOnTheWay(clinic, visit) ? NotBookable.TRAVEL : NotBookable.LIMIT_REACHED
                : NotBookable.BUFFER;
    }

    private static boolean isOnTheWay(Clinic clinic, TimeRange visit) {
        Duration travel = clinic.policy().travel();
        return clinic.booked().stream()
                .anyMatch(other -> other.place.equals(THERE)
                        && other.visit.start().isBefore(visit.end().plus(travel))
                        && other.visit.end().plus(travel).isAfter(visit.start()));
    }

    private static long stepOf(Clinic clinic, WorkingPattern pattern, int length) {
        if (pattern.step() != null) {
            return pattern.step().toMinutes();
        }
        Terms terms = clinic.terms();
        return terms.step() != null
                ? terms.step().toMinutes()
                : length + Math.max(terms.before().toMinutes(), terms.after().toMinutes());
    }

    /** Whether at this instant the wall clock shows a time of the pattern's hours of that date, outside breaks. */
    private static boolean isOpen(Clinic clinic, WorkingPattern pattern, LocalDate date, Shown shown) {
        return isWithin(pattern, date, shown)
                && !isBreak(pattern, date, shown)
                && clinic.closed().stream().noneMatch(range -> range.contains(shown.at))
                && clinic.absent().stream().noneMatch(range -> range.contains(shown.at));
    }

    private static boolean isWithin(WorkingPattern pattern, LocalDate date, Shown shown) {
        LocalDateTime from = date.atTime(pattern.from());
        LocalDateTime to = (pattern.to().isAfter(pattern.from()) ? date : date.plusDays(1)).atTime(pattern.to());
        return !shown.clock.isBefore(from) && shown.clock.isBefore(to);
    }

    private static boolean isBreak(WorkingPattern pattern, LocalDate date, Shown shown) {
        for (Break pause : pattern.breaks()) {
            LocalDate day = pause.from().isBefore(pattern.from()) ? date.plusDays(1) : date;
            LocalDateTime end = (pause.to().isAfter(pause.from()) ? day : day.plusDays(1)).atTime(pause.to());
            if (!shown.clock.isBefore(day.atTime(pause.from())) && shown.clock.isBefore(end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithinPolicy(Clinic clinic, Instant start) {
        return !start.isBefore(clinic.now())
                && !start.isBefore(clinic.now().plus(clinic.policy().leadTime()))
                && !start.isAfter(clinic.now().plus(clinic.policy().horizon()));
    }

    private static boolean keepsItsDistance(Clinic clinic, Instant start) {
        Booked wanted = new Booked(
                HERE,
                TimeRange.starting(start, clinic.terms().usualDuration()),
                clinic.terms().before(),
                clinic.terms().after());
        Duration travel = clinic.policy().travel();
        return clinic.booked().stream()
                        .allMatch(other -> farEnough(other, wanted)
                                && (other.place.equals(HERE)
                                        || !other.visit
                                                .start()
                                                .isBefore(wanted.visit.end().plus(travel))
                                        || !other.visit.end().plus(travel).isAfter(start)))
                && clinic.booked().stream()
                                .filter(other ->
                                        dayOf(clinic, other.visit.start()).equals(dayOf(clinic, start)))
                                .count()
                        < clinic.policy().maxPerDoctorPerDay();
    }

    private static LocalDate dayOf(Clinic clinic, Instant start) {
        return start.atZone(clinic.zone()).toLocalDate();
    }
}
