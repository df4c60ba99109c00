package clinic.testing;

import clinic.availability.WorkingPattern;
import clinic.availability.WorkingPattern.Break;
import clinic.directory.LocationId;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A clinic drawn by lot: two doctors who see patients at one place with one or two rooms, and one patient who is also seen by
 * the other doctor, in days in which mostly a clock changes. This is what is said and what is booked; what can be had follows
 * from it by the {@link SecondOpinion}.
 *
 * @param start of {@link #days}, the days that are asked about
 * @param now what the clinic's clock shows
 * @param rooms how many the place has; they are given out in order
 * @param closed when the place is
 */
public record DrawnClinic(
        ZoneId zone,
        Instant start,
        Instant now,
        Kind kind,
        Map<Who, DrawnDoctor> doctors,
        int rooms,
        List<TimeRange> closed,
        List<Visit> visits) {

    /** The place that is asked about, and another one to which doctors travel. */
    public static final LocationId HERE = new LocationId(UUID.randomUUID());

    public static final LocationId THERE = new LocationId(UUID.randomUUID());

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

    public enum Who {
        ONE,
        OTHER
    }

    /**
     * The kind of visit that is asked for, which both doctors give.
     *
     * @param step distance of the starts; absent means the length and the gap to the next
     * @param policy every number, for visits of this kind
     */
    public record Kind(
            Duration length,
            @Nullable Duration step,
            boolean roomRequired,
            boolean instant,
            Map<PolicyRule, Integer> policy) {}

    /**
     * @param before what this doctor keeps free before visits of the kind, as {@code after} after them
     * @param policy the numbers that are this doctor's own
     */
    public record DrawnDoctor(
            List<WorkingPattern> patterns,
            List<TimeRange> absent,
            Duration before,
            Duration after,
            Map<PolicyRule, Integer> policy) {}

    /**
     * A visit that is booked.
     *
     * @param room its number from 1; 0 for none
     * @param ofThePatient or else of somebody who is seen but once
     */
    public record Visit(
            Who doctor,
            LocationId place,
            TimeRange during,
            Duration before,
            Duration after,
            int room,
            boolean ofThePatient) {

        /** Whether the larger of the two buffers lies between them, whichever comes first. */
        public boolean isFarEnoughFrom(Visit other) {
            return isFollowedBy(other) || other.isFollowedBy(this);
        }

        private boolean isFollowedBy(Visit next) {
            Duration between = Duration.between(during.end(), next.during.start());
            return between.compareTo(after) >= 0 && between.compareTo(next.before) >= 0;
        }

        private boolean canStandBeside(Visit other) {
            return (doctor != other.doctor || isFarEnoughFrom(other))
                    && !(ofThePatient && other.ofThePatient && during.overlaps(other.during));
        }
    }

    /** The clinic that comes of this seed, always the same. */
    public static DrawnClinic of(long seed) {
        Random lot = new Random(seed);
        Map.Entry<String, String> night = NIGHTS.get(lot.nextInt(NIGHTS.size()));
        ZoneId zone = ZoneId.of(night.getKey());
        Instant start = LocalDate.parse(night.getValue())
                .minusDays(1)
                .atTime(6, 0)
                .atZone(zone)
                .toInstant();
        Map<Who, DrawnDoctor> doctors = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            doctors.put(who, doctor(lot, start));
        }
        DrawnClinic clinic = new DrawnClinic(
                zone,
                start,
                start.plus(Duration.ofMinutes(lot.nextInt(2_000) - 1_000)),
                kind(lot),
                doctors,
                1 + lot.nextInt(2),
                some(lot, start, 2, 400),
                List.of());
        return clinic.booked(lot, Who.ONE, 60).booked(lot, Who.OTHER, 300);
    }

    private static DrawnDoctor doctor(Random lot, Instant start) {
        Map<PolicyRule, Integer> own = new EnumMap<>(numbers(lot));
        own.keySet().removeIf(rule -> lot.nextBoolean());
        return new DrawnDoctor(
                week(lot),
                some(lot, start, 2, 400),
                Duration.ofMinutes(5L * lot.nextInt(4)),
                Duration.ofMinutes(5L * lot.nextInt(4)),
                own);
    }

    private static Kind kind(Random lot) {
        return new Kind(
                Duration.ofMinutes(10 + 5L * lot.nextInt(8)),
                lot.nextBoolean() ? null : Duration.ofMinutes(5 + lot.nextInt(30)),
                lot.nextInt(3) > 0,
                lot.nextBoolean(),
                numbers(lot));
    }

    private static Map<PolicyRule, Integer> numbers(Random lot) {
        return SamplePolicy.with(Map.of(
                PolicyRule.LEAD_TIME,
                lot.nextInt(240),
                PolicyRule.HORIZON,
                1 + lot.nextInt(3),
                PolicyRule.MAX_OPEN_PER_PATIENT,
                lot.nextBoolean() ? 1000 : 1 + lot.nextInt(5),
                PolicyRule.MAX_PER_PATIENT_PER_DAY,
                lot.nextBoolean() ? 100 : 1 + lot.nextInt(3),
                PolicyRule.MAX_PER_DOCTOR_PER_DAY,
                lot.nextBoolean() ? 100 : 1 + lot.nextInt(5),
                PolicyRule.TRAVEL,
                lot.nextBoolean() ? 0 : lot.nextInt(90)));
    }

    /** On most days hours in the small hours and in the evening, the latter into the next day where nothing begins there. */
    private static List<WorkingPattern> week(Random lot) {
        Map<DayOfWeek, LocalTime> mornings = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (lot.nextInt(6) > 0) {
                mornings.put(day, LocalTime.of(lot.nextInt(5), 5 * lot.nextInt(12)));
            }
        }
        List<WorkingPattern> patterns = new ArrayList<>();
        mornings.forEach((day, morning) -> {
            patterns.add(pattern(lot, day, morning, 120 + lot.nextInt(180)));
            LocalTime evening = LocalTime.of(21, 5 * lot.nextInt(12));
            int next = mornings.getOrDefault(day.plus(1), LocalTime.NOON).toSecondOfDay() / 60;
            int free = 24 * 60 - evening.toSecondOfDay() / 60 + next;
            patterns.add(pattern(lot, day, evening, Math.min(free, 30 + lot.nextInt(330))));
        });
        return patterns;
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
                    Duration.ofMinutes(5 + lot.nextInt(longest))));
        }
        return ranges;
    }

    /** With visits as the ledger lets them stand. The other doctor's take rooms, where there are any. */
    private DrawnClinic booked(Random lot, Who doctor, int longest) {
        DrawnClinic clinic = this;
        for (TimeRange during : some(lot, start, 8, longest)) {
            boolean here = lot.nextInt(3) > 0;
            boolean inRoom = doctor == Who.OTHER && here && lot.nextInt(4) > 0;
            Visit visit = new Visit(
                    doctor,
                    here ? HERE : THERE,
                    during,
                    Duration.ofMinutes(5L * lot.nextInt(3)),
                    Duration.ofMinutes(5L * lot.nextInt(3)),
                    inRoom ? clinic.freeRoom(during) : 0,
                    lot.nextInt(4) == 0);
            if (clinic.visits.stream().allMatch(visit::canStandBeside)) {
                clinic = clinic.with(visit);
            }
        }
        return clinic;
    }

    /** The first room that nobody has for all this time; 0 when there is none. */
    private int freeRoom(TimeRange during) {
        return IntStream.rangeClosed(1, rooms)
                .filter(room -> visits.stream().noneMatch(visit -> visit.room == room && visit.during.overlaps(during)))
                .findFirst()
                .orElse(0);
    }

    /** The days that are asked about. */
    public TimeRange days() {
        return TimeRange.starting(start, Duration.ofMinutes(MINUTES));
    }

    /** Any minute of those days. */
    public Instant anyMinute(Random lot) {
        return start.plus(Duration.ofMinutes(lot.nextInt(MINUTES)));
    }

    public DrawnDoctor doctor(Who who) {
        return Objects.requireNonNull(doctors.get(who));
    }

    /** As it holds for the kind with this doctor. */
    public Policy policy(Who who) {
        Map<PolicyRule, Integer> numbers = new EnumMap<>(kind.policy);
        numbers.putAll(doctor(who).policy);
        return SamplePolicy.policy(numbers);
    }

    /** Whether there is a room for whatever needs one. */
    public boolean hasRoom(TimeRange during) {
        return freeRoom(during) > 0;
    }

    public List<Visit> visits(Who who) {
        return visits.stream().filter(visit -> visit.doctor == who).toList();
    }

    public List<Visit> visitsOfThePatient() {
        return visits.stream().filter(Visit::ofThePatient).toList();
    }

    /** A visit of the kind, as it stands in the ledger once it is booked. */
    public Visit visit(Who who, Instant at, boolean ofThePatient) {
        TimeRange during = TimeRange.starting(at, kind.length);
        DrawnDoctor doctor = doctor(who);
        int room = kind.roomRequired ? freeRoom(during) : 0;
        return new Visit(who, HERE, during, doctor.before, doctor.after, room, ofThePatient);
    }

    public DrawnClinic with(Visit visit) {
        List<Visit> all = new ArrayList<>(visits);
        all.add(visit);
        return new DrawnClinic(zone, start, now, kind, doctors, rooms, closed, List.copyOf(all));
    }

    /** With another week and further absences of one doctor; what is booked stays. */
    public DrawnClinic withOtherHours(Who who, Random lot) {
        DrawnDoctor doctor = doctor(who);
        List<TimeRange> absent = new ArrayList<>(doctor.absent);
        absent.addAll(some(lot, start, 2, 400));
        Map<Who, DrawnDoctor> changed = new HashMap<>(doctors);
        changed.put(who, new DrawnDoctor(week(lot), absent, doctor.before, doctor.after, doctor.policy));
        return new DrawnClinic(zone, start, now, kind, changed, rooms, closed, visits);
    }
}
