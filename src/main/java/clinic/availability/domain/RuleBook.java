package clinic.availability.domain;

import static clinic.availability.NotBookable.*;

import clinic.availability.Explanation;
import clinic.availability.NotBookable;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.PatientFacts;
import clinic.availability.domain.Facts.Place;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.directory.RoomId;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes a time bookable. The first rule that a wish breaks is the answer; a wish that breaks none can be had. The list
 * of free times and the claim of one both ask here, so that every listed time books and every other is refused.
 */
public final class RuleBook {

    private static final List<Rule> RULES = List.of(
            new Rule(DURATION_NOT_ALLOWED, w -> !w.terms.durations().contains(w.visit.length()), Told::durations),
            new Rule(IN_PAST, w -> w.visit.start().isBefore(w.facts.now()), Told::now),
            new Rule(
                    TOO_SOON,
                    w -> w.visit.start().isBefore(w.facts.now().plus(w.policy().leadTime())),
                    Told::leadTime),
            new Rule(
                    TOO_FAR,
                    w -> w.visit.start().isAfter(w.facts.now().plus(w.policy().horizon())),
                    Told::horizon),
            new Rule(OUTSIDE_HOURS, w -> w.shifts.isEmpty(), Told::hours),
            new Rule(
                    ON_BREAK,
                    w -> !w.shifts.isEmpty()
                            && w.shifts.stream()
                                    .allMatch(shift -> shift.breaks().overlap(w.visit)),
                    Told::breaks),
            new Rule(CLOSED, w -> w.place.closed().overlap(w.visit), Told::closures),
            new Rule(DOCTOR_ABSENT, w -> w.doctor.absent().overlap(w.visit), Told::absences),
            new Rule(OFF_GRID, w -> !w.shifts.isEmpty() && w.shifts.stream().noneMatch(w::startsOnGridOf), Told::grid),
            new Rule(SLOT_TAKEN, w -> w.booked.taken().overlap(w.visit), Told::visits),
            new Rule(BUFFER, Wanted::leavesTooSmallAGap, Told::gap),
            new Rule(TRAVEL, Wanted::leavesNoTimeToTravel, Told::travel),
            new Rule(PATIENT_BUSY, w -> w.patient().visits().stream().anyMatch(w.visit::overlaps), Told::patient),
            new Rule(
                    ROOM_BUSY,
                    w -> w.terms.roomRequired() && freeRooms(w.place, w.visit).isEmpty(),
                    Told::rooms),
            new Rule(PATIENT_BLOCKED, w -> w.patient().blocked(), Told::blocked),
            new Rule(LIMIT_REACHED, Wanted::isOneTooMany, Told::limits));

    private static final PatientFacts NOBODY = new PatientFacts(List.of(), 0, false);

    private final Facts facts;
    private final Map<DoctorId, Shifts> shifts = new HashMap<>();
    private final Map<DoctorId, Booked> booked = new HashMap<>();

    public RuleBook(Facts facts) {
        this.facts = facts;
        facts.doctors().forEach((id, doctor) -> {
            shifts.put(id, new Shifts(doctor.shifts()));
            booked.put(id, new Booked(doctor.visits()));
        });
    }

    /** Why this cannot be had, or empty when it can. */
    public Optional<NotBookable> judge(Wish wish) {
        return firstBroken(wish, rule -> true);
    }

    /** Why this cannot be had even when an admin passes what can be passed. What goes on now has a beginning in the past. */
    public Optional<NotBookable> judgeOverridden(Wish wish) {
        boolean isWalkIn = wish.visit().contains(facts.now());
        return wish.visit().isOfWholeMinutes()
                ? firstBroken(wish, rule -> !rule.reason.canBeOverridden() && !(rule.reason == IN_PAST && isWalkIn))
                : Optional.of(OFF_GRID);
    }

    /** What can be kept free around a wish, for one whose terms are known: on the side of a visit that is too near nothing. */
    public Gap gap(Wish wish) {
        Wanted wanted = Objects.requireNonNull(wanted(wish));
        TimeRange visit = wish.visit();
        Duration before = wanted.terms.before();
        Duration after = wanted.terms.after();
        Spans taken = wanted.booked.taken();
        boolean meetsBefore = taken.overlap(new TimeRange(visit.start().minus(before), visit.end()));
        boolean meetsAfter =
                taken.overlap(new TimeRange(visit.start(), visit.end().plus(after)));
        return new Gap(
                meetsBefore ? Duration.ZERO : before,
                meetsAfter ? Duration.ZERO : after,
                wanted.doctor.buffers().overlap(visit));
    }

    private Optional<NotBookable> firstBroken(Wish wish, Predicate<Rule> asked) {
        Wanted wanted = wanted(wish);
        if (wanted == null) {
            return Optional.of(NOT_OFFERED);
        }
        for (Rule rule : RULES) {
            if (asked.test(rule) && rule.isBrokenBy.test(wanted)) {
                return Optional.of(rule.reason);
            }
        }
        return Optional.empty();
    }

    /** For how long the doctor sees others on the day of the wish. */
    Duration bookedThatDay(Wish wish) {
        ZoneId zone = facts.place(wish.location()).zone();
        return booked(wish.doctor())
                .on(LocalDate.ofInstant(wish.visit().start(), zone), zone)
                .length();
    }

    /**
     * Every rule in order, with the value it went by; for staff, as it tells when others are seen.
     *
     * @param location absent means where the doctor works at this time, or else the first by id where the type is offered
     * @param duration absent means the usual one
     */
    public Explanation explain(DoctorId id, @Nullable LocationId location, Instant start, @Nullable Duration duration) {
        DoctorFacts doctor = facts.doctor(id);
        Wanted wanted = Stream.ofNullable(location)
                .findFirst()
                .or(() -> doctor.shifts().stream()
                        .filter(shift -> shift.hours().cover(TimeRange.starting(start, Duration.ofMinutes(1))))
                        .map(Shift::location)
                        .findFirst())
                .or(() -> doctor.terms().keySet().stream().min(Comparator.comparing(LocationId::value)))
                .filter(doctor.terms()::containsKey)
                .map(place -> {
                    Terms terms = Objects.requireNonNull(doctor.terms().get(place));
                    Duration length = duration != null ? duration : terms.usualDuration();
                    return wanted(new Wish(id, place, TimeRange.starting(start, length)));
                })
                .orElse(null);
        List<Explanation.Rule> rules = new ArrayList<>();
        rules.add(new Explanation.Rule(NOT_OFFERED, wanted != null, Told.offer(wanted != null), null));
        if (wanted != null) {
            RULES.forEach(rule -> rules.add(new Explanation.Rule(
                    rule.reason,
                    !rule.isBrokenBy.test(wanted),
                    rule.says.apply(new Told(wanted)),
                    wanted.source(rule.reason))));
        }
        return new Explanation(rules);
    }

    private @Nullable Wanted wanted(Wish wish) {
        DoctorFacts doctor = facts.doctors().get(wish.doctor());
        Place place = facts.places().get(wish.location());
        Terms terms = doctor == null ? null : doctor.terms().get(wish.location());
        return doctor == null || place == null || terms == null
                ? null
                : new Wanted(
                        facts,
                        place,
                        doctor,
                        terms,
                        booked(wish.doctor()),
                        shiftsAround(wish.doctor(), wish.location(), wish.visit()),
                        wish.visit());
    }

    /**
     * Why none of the doctors can be had at this start: of their reasons the one asked for last. Empty when one can.
     *
     * @param location absent means wherever each of them works
     * @param duration absent means the usual one with each doctor
     */
    public Optional<NotBookable> judgeAll(Instant start, @Nullable LocationId location, @Nullable Duration duration) {
        List<Optional<NotBookable>> answers = new ArrayList<>();
        facts.doctors()
                .forEach((id, doctor) -> doctor.terms().forEach((place, terms) -> {
                    if (location == null || location.equals(place)) {
                        Duration length = duration != null ? duration : terms.usualDuration();
                        answers.add(judge(new Wish(id, place, TimeRange.starting(start, length))));
                    }
                }));
        return answers.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : answers.stream()
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .or(() -> Optional.of(NOT_OFFERED));
    }

    /** The rooms of a place that nobody has during this visit, in the order in which they are given out. */
    public static List<RoomId> freeRooms(Place place, TimeRange visit) {
        return place.rooms().stream()
                .filter(room -> !room.taken().overlap(visit))
                .map(Facts.RoomFacts::id)
                .toList();
    }

    private Booked booked(DoctorId doctor) {
        return Objects.requireNonNull(booked.get(doctor));
    }

    private List<Shift> shiftsAround(DoctorId doctor, LocationId place, TimeRange visit) {
        return Objects.requireNonNull(shifts.get(doctor)).around(visit, place);
    }

    private record Rule(NotBookable reason, Predicate<Wanted> isBrokenBy, Function<Told, String> says) {}

    /** A wish together with the facts that concern it. */
    record Wanted(
            Facts facts,
            Place place,
            DoctorFacts doctor,
            Terms terms,
            Booked booked,
            List<Shift> shifts,
            TimeRange visit) {

        Policy policy() {
            return doctor.policy();
        }

        /** Of several numbers that a rule goes by, the doctor's own. */
        Policy.@Nullable Source source(NotBookable rule) {
            PolicyRule number = switch (rule) {
                case TOO_SOON -> PolicyRule.LEAD_TIME;
                case TOO_FAR -> PolicyRule.HORIZON;
                case TRAVEL -> PolicyRule.TRAVEL;
                case LIMIT_REACHED -> PolicyRule.MAX_PER_DOCTOR_PER_DAY;
                default -> null;
            };
            return number == null ? null : policy().setting(number).source();
        }

        boolean startsOnGridOf(Shift shift) {
            long step = terms.step(shift, visit.length()).toNanos();
            return shift.openings()
                    .stretchAround(visit)
                    .filter(opening ->
                            Duration.between(opening.start(), visit.start()).toNanos() % step == 0)
                    .isPresent();
        }

        boolean leavesTooSmallAGap() {
            return !booked.taken().overlap(visit)
                    && (doctor.buffers().overlap(visit)
                            || booked.taken().overlap(widened(terms.before(), terms.after())));
        }

        boolean leavesNoTimeToTravel() {
            Duration travel = policy().travel();
            return !travel.isZero() && booked.elsewhere(place.id()).overlap(widened(travel, travel));
        }

        private TimeRange widened(Duration before, Duration after) {
            return new TimeRange(visit.start().minus(before), visit.end().plus(after));
        }

        PatientFacts patient() {
            return facts.patient() == null ? NOBODY : facts.patient();
        }

        boolean isOneTooMany() {
            return patient().open() >= policy().maxOpenPerPatient()
                    || sameDay() >= policy().maxPerPatientPerDay()
                    || booked.size() >= policy().maxPerDoctorPerDay() && doctorsDay() >= policy().maxPerDoctorPerDay();
        }

        int doctorsDay() {
            return booked.on(day(visit), place.zone()).visits();
        }

        long sameDay() {
            return patient().visits().stream()
                    .filter(other -> day(other).equals(day(visit)))
                    .count();
        }

        private LocalDate day(TimeRange range) {
            return range.start().atZone(place.zone()).toLocalDate();
        }
    }
}
