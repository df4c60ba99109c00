package clinic.availability.domain;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.NotBookable;
import clinic.availability.domain.Facts.DoctorFacts;
import clinic.availability.domain.Facts.PatientFacts;
import clinic.availability.domain.Facts.Place;
import clinic.availability.domain.Facts.RoomFacts;
import clinic.availability.domain.Facts.Visit;
import clinic.directory.DoctorId;
import clinic.directory.RoomId;
import clinic.shared.TimeRange;
import clinic.testing.DrawnClinic;
import clinic.testing.DrawnClinic.DrawnDoctor;
import clinic.testing.DrawnClinic.Who;
import clinic.testing.SecondOpinion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The list of free times and the rule book against a second opinion, in a thousand clinics drawn by lot; a failure names its
 * seed. {@code DrawnClinicsOverHttpTest} does the same with the whole product.
 */
@Tag("zones")
class RandomClinicsTest {

    /** A thousand; where the tests are repeated in other zones, two hundred. */
    private static final int SEEDS = Integer.getInteger("clinic.seeds", 1000);

    private static final DoctorId ONE = new DoctorId(UUID.randomUUID());
    private static final DoctorId OTHER = new DoctorId(UUID.randomUUID());

    private final Set<NotBookable> met = EnumSet.noneOf(NotBookable.class);

    @Test
    void inAThousandClinicsExactlyTheTimesThatTheWallClockAllowsAreListedAndCanBeHad() {
        int listed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            String drawn = "seed " + seed;
            Random lot = new Random(seed);
            DrawnClinic clinic = DrawnClinic.of(seed);
            SecondOpinion anybodys = SecondOpinion.on(clinic, Who.ONE);
            SecondOpinion patients = anybodys.forThePatient();
            SecondOpinion others = SecondOpinion.on(clinic, Who.OTHER);
            RuleBook rules = new RuleBook(facts(clinic, true));

            assertThat(listed(clinic, false))
                    .as("%s: the lists", drawn)
                    .isEqualTo(Map.of(Who.ONE, anybodys.free(), Who.OTHER, others.free()));
            assertThat(listed(clinic, true).get(Who.ONE))
                    .as("%s: the patient's", drawn)
                    .isEqualTo(patients.free());
            Stream.concat(
                            patients.grid().stream(),
                            Stream.generate(() -> clinic.anyMinute(lot)).limit(300))
                    .forEach(start -> {
                        NotBookable reason = patients.against(start).orElse(null);
                        assertThat(judged(clinic, rules, start))
                                .as("%s: the claim of %s", drawn, start)
                                .isEqualTo(reason);
                        if (reason != null) {
                            met.add(reason);
                        }
                    });
            anybodys.free().stream().findAny().ifPresent(start -> {
                DrawnClinic.Visit visit = clinic.visit(Who.ONE, start, false);
                assertThat(listed(clinic.with(visit), false).get(Who.ONE))
                        .as("%s: the list after %s is booked", drawn, start)
                        .isEqualTo(anybodys.after(visit).free());
            });
            listed += anybodys.free().size();
        }
        assertThat(listed).as("times that were listed at all").isGreaterThan(10 * SEEDS);
        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
                        NotBookable.NOT_OFFERED, NotBookable.DURATION_NOT_ALLOWED, NotBookable.PATIENT_BLOCKED)));
    }

    @Test
    void otherHoursOfOneDoctorLeaveTheOthersTimesAsTheyAre() {
        for (long seed = 1; seed <= 100; seed++) {
            DrawnClinic clinic = DrawnClinic.of(seed);
            DrawnClinic changed = clinic.withOtherHours(Who.ONE, new Random(seed));

            assertThat(listed(changed, false).get(Who.OTHER))
                    .as("seed %d", seed)
                    .isEqualTo(listed(clinic, false).get(Who.OTHER));
            assertThat(listed(changed, false).get(Who.ONE))
                    .as("seed %d", seed)
                    .isEqualTo(SecondOpinion.on(changed, Who.ONE).free());
        }
    }

    /** Both doctors are asked about at once. */
    private static Map<Who, Set<Instant>> listed(DrawnClinic clinic, boolean forThePatient) {
        Set<Instant> one = new TreeSet<>();
        Set<Instant> other = new TreeSet<>();
        new FreeTimes(facts(clinic, forThePatient))
                .starting(clinic.days(), null, null, Integer.MAX_VALUE)
                .forEach(wish -> (wish.doctor().equals(ONE) ? one : other)
                        .add(wish.visit().start()));
        return Map.of(Who.ONE, one, Who.OTHER, other);
    }

    private static @Nullable NotBookable judged(DrawnClinic clinic, RuleBook rules, Instant start) {
        TimeRange visit = TimeRange.starting(start, clinic.kind().length());
        return rules.judge(new Wish(ONE, DrawnClinic.HERE, visit)).orElse(null);
    }

    private static Facts facts(DrawnClinic clinic, boolean forThePatient) {
        Spans closed = Spans.of(clinic.closed());
        List<RoomFacts> rooms = IntStream.rangeClosed(1, clinic.rooms())
                .mapToObj(room -> new RoomFacts(
                        new RoomId(UUID.randomUUID()),
                        Spans.of(clinic.visits().stream()
                                .filter(visit -> visit.room() == room)
                                .map(DrawnClinic.Visit::during)
                                .toList())))
                .toList();
        return new Facts(
                clinic.now(),
                Map.of(DrawnClinic.HERE, new Place(DrawnClinic.HERE, clinic.zone(), closed, rooms)),
                Map.of(ONE, doctor(clinic, Who.ONE, closed), OTHER, doctor(clinic, Who.OTHER, closed)),
                forThePatient ? patient(clinic) : null);
    }

    private static PatientFacts patient(DrawnClinic clinic) {
        List<TimeRange> own = clinic.visitsOfThePatient().stream()
                .map(DrawnClinic.Visit::during)
                .toList();
        long open =
                own.stream().filter(visit -> visit.end().isAfter(clinic.now())).count();
        return new PatientFacts(own, (int) open, false);
    }

    private static DoctorFacts doctor(DrawnClinic clinic, Who who, Spans closed) {
        DrawnDoctor doctor = clinic.doctor(who);
        Spans absent = Spans.of(doctor.absent());
        TimeRange around = new TimeRange(
                clinic.start().minus(Duration.ofDays(2)), clinic.days().end().plus(Duration.ofDays(2)));
        List<Shift> shifts = new Timetable(doctor.patterns(), List.of())
                .shifts(DrawnClinic.HERE, clinic.zone(), around).stream()
                        .map(shift -> shift.without(closed).without(absent))
                        .toList();
        Terms terms = new Terms(
                List.of(clinic.kind().length()),
                doctor.before(),
                doctor.after(),
                clinic.kind().instant(),
                clinic.kind().roomRequired(),
                clinic.kind().step());
        return new DoctorFacts(
                Map.of(DrawnClinic.HERE, terms),
                clinic.policy(who),
                shifts,
                absent,
                clinic.visits(who).stream()
                        .map(visit -> new Visit(visit.place(), visit.during()))
                        .toList(),
                Spans.of(buffers(clinic.visits(who))));
    }

    private static List<TimeRange> buffers(List<DrawnClinic.Visit> visits) {
        List<TimeRange> buffers = new ArrayList<>();
        for (DrawnClinic.Visit visit : visits) {
            TimeRange during = visit.during();
            if (!visit.before().isZero()) {
                buffers.add(new TimeRange(during.start().minus(visit.before()), during.start()));
            }
            if (!visit.after().isZero()) {
                buffers.add(TimeRange.starting(during.end(), visit.after()));
            }
        }
        return buffers;
    }
}
