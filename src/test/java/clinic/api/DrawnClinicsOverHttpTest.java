package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.availability.Availability;
import clinic.availability.NotBookable;
import clinic.booking.Appointments;
import clinic.directory.Directory;
import clinic.testing.Answer;
import clinic.testing.DrawnClinic;
import clinic.testing.DrawnClinic.Visit;
import clinic.testing.DrawnClinic.Who;
import clinic.testing.SecondOpinion;
import clinic.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The promise that every listed time books and every other is refused, with its reason, in clinics drawn by lot, by the
 * contract alone and against a second opinion. {@code -Dclinic.drawn=1000} draws a thousand clinics instead of a few, and
 * {@code -Dclinic.seed=7 -Dclinic.drawn=1} the seventh again:
 *
 * <pre>bin/test -Dtest=DrawnClinicsOverHttpTest -Dclinic.drawn=1000</pre>
 *
 * All of them share one database, whose places and rules are read with each question, so that a thousand at once become
 * slow: four runs of 250 take an hour together.
 *
 * <p>Of each reason two times are booked in vain in each clinic; {@code -Dclinic.refused=1000} books every one.
 */
@Tag("zones")
@ApiTest
class DrawnClinicsOverHttpTest {

    private static final long FIRST = Long.getLong("clinic.seed", 1);
    private static final long COUNT = Long.getLong("clinic.drawn", 6);

    private static final int LONGEST_PAGE = 200;
    private static final int OFF_THE_GRID = 100;

    /** A refusal looks for the nearest times and takes its time; the reasons of all are asked for in the explanation. */
    private static final int REFUSED_OF_A_KIND = Integer.getInteger("clinic.refused", 2);

    /** Where the patient lives, which must not matter. */
    private static final List<String> ZONES =
            List.of("Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "Europe/London");

    @Autowired
    Callers callers;

    @Autowired
    TestClock clock;

    @Autowired
    Directory directory;

    @Autowired
    Availability availability;

    @Autowired
    Appointments appointments;

    @BeforeAll
    static void saysWhichAreDrawn() {
        System.out.printf("Clinics drawn from the seeds %d to %d%n", FIRST, FIRST + COUNT - 1);
    }

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + COUNT);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void exactlyTheTimesThatTheWallClockAllowsAreListedAndBook(long seed) {
        Random lot = new Random(seed);
        Round round = new Round(DrawnClinic.of(seed), ZONES.get(lot.nextInt(ZONES.size())));

        round.everybodyIsListedTheSame(lot);
        round.halfOfWhatIsListedBooks(lot);
        round.whatIsNotListedIsRefused(lot);
        round.whatIsListedStillCanBeHad();
        round.otherHoursLeaveTheOtherDoctorsTimesAsTheyAre(lot);
    }

    /** What is done in one clinic, and what is booked and expected by then. */
    private final class Round {

        private final StoredClinic clinic;
        private DrawnClinic drawn;
        private SecondOpinion anybodys;
        private SecondOpinion patients;
        private SecondOpinion others;

        Round(DrawnClinic drawn, String zoneOfThePatient) {
            this.drawn = drawn;
            this.clinic =
                    new StoredClinic(drawn, zoneOfThePatient, callers, clock, directory, availability, appointments);
            this.anybodys = SecondOpinion.on(drawn, Who.ONE);
            this.patients = anybodys.forThePatient();
            this.others = SecondOpinion.on(drawn, Who.OTHER);
        }

        void everybodyIsListedTheSame(Random lot) {
            LocalDate date = LocalDate.ofInstant(drawn.start(), drawn.zone()).plusDays(1);

            assertThat(listed(null, Who.ONE, LONGEST_PAGE)).as("a visitor").isEqualTo(anybodys.free());
            assertThat(listed(clinic.doctor, Who.ONE, LONGEST_PAGE))
                    .as("the doctor")
                    .isEqualTo(anybodys.free());
            assertThat(listed(clinic.admin, Who.ONE, 5 + lot.nextInt(30)))
                    .as("an admin, in pages")
                    .isEqualTo(anybodys.free());
            assertThat(listed(clinic.patient, Who.ONE, LONGEST_PAGE))
                    .as("the patient")
                    .isEqualTo(patients.free());
            assertThat(listed(null, Who.OTHER, LONGEST_PAGE))
                    .as("the other doctor")
                    .isEqualTo(others.free());
            assertThat(page(null, Who.ONE, date, date, LONGEST_PAGE))
                    .as("of one date")
                    .containsExactlyElementsOf(anybodys.free().stream()
                            .filter(start ->
                                    LocalDate.ofInstant(start, drawn.zone()).equals(date))
                            .limit(LONGEST_PAGE)
                            .toList());
        }

        /** By the patient where he can, or by an admin for somebody new; the list follows each. */
        void halfOfWhatIsListedBooks(Random lot) {
            List<Instant> listed = new ArrayList<>(anybodys.free());
            Collections.shuffle(listed, lot);
            for (Instant start : listed.subList(0, (listed.size() + 1) / 2)) {
                if (anybodys.against(start).isPresent()) {
                    continue;
                }
                boolean byThePatient = patients.against(start).isEmpty() && lot.nextBoolean();
                Answer answer =
                        byThePatient ? ask("appointments", start, null) : ask("appointments", start, clinic.newcomer());
                assertThat(answer.status()).as("%s: %s", start, answer.text()).isEqualTo(201);

                Visit visit = drawn.visit(Who.ONE, start, byThePatient);
                drawn = drawn.with(visit);
                anybodys = anybodys.after(visit);
                patients = patients.after(visit);
                others = others.after(visit);
                assertThat(listed(null, Who.ONE, LONGEST_PAGE))
                        .as("after %s is booked", start)
                        .isEqualTo(anybodys.free());
                assertThat(listed(clinic.patient, Who.ONE, LONGEST_PAGE))
                        .as("to the patient after %s is booked", start)
                        .isEqualTo(patients.free());
            }
            assertThat(listed(null, Who.OTHER, LONGEST_PAGE))
                    .as("the other doctor, from whom only rooms are taken")
                    .isEqualTo(others.free());
        }

        /** Some of each reason by the booking; that all are judged so is told to an admin, who asks for nobody in particular. */
        void whatIsNotListedIsRefused(Random lot) {
            Set<Instant> offTheGrid = Stream.generate(() -> drawn.anyMinute(lot))
                    .limit(OFF_THE_GRID)
                    .collect(Collectors.toCollection(TreeSet::new));
            List<Instant> starts = new ArrayList<>(offTheGrid);
            starts.addAll(patients.grid());
            Collections.shuffle(starts, lot);
            Map<NotBookable, Integer> refused = new EnumMap<>(NotBookable.class);
            for (Instant start : starts) {
                Optional<NotBookable> reason = patients.against(start);
                if (reason.isPresent() && refused.merge(reason.get(), 1, Integer::sum) <= REFUSED_OF_A_KIND) {
                    Answer answer = ask("appointments", start, null);
                    assertThat(answer.status())
                            .as("%s: %s", start, answer.text())
                            .isEqualTo(409);
                    assertThat(answer.code())
                            .as("%s: %s", start, answer.text())
                            .isEqualTo(reason.get().name());
                }
            }
            for (Instant start : anybodys.grid()) {
                assertThat(explained(start))
                        .as("why not %s", start)
                        .isEqualTo(
                                anybodys.against(start).map(NotBookable::name).orElse(""));
            }
        }

        /** The first rule that is broken; empty when none is. */
        private String explained(Instant start) {
            Answer answer = callers.get(clinic.admin, clinic.explanation(Who.ONE, start));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json()
                    .path("rules")
                    .valueStream()
                    .filter(rule -> !rule.path("passed").asBoolean())
                    .map(rule -> rule.path("code").asString())
                    .findFirst()
                    .orElse("");
        }

        /** By a hold, which is what a booking begins with: the next one lets it go. */
        void whatIsListedStillCanBeHad() {
            Set<Instant> notThePatients = anybodys.free();
            notThePatients.removeAll(patients.free());
            holdEach(patients.free(), null);
            holdEach(notThePatients, clinic.newcomer());
            assertThat(listed(null, Who.ONE, LONGEST_PAGE))
                    .as("once nothing is held")
                    .isEqualTo(anybodys.free());
        }

        private void holdEach(Collection<Instant> starts, @Nullable UUID newcomer) {
            String held = "";
            for (Instant start : starts) {
                Answer answer = ask("holds", start, newcomer);
                assertThat(answer.status()).as("%s: %s", start, answer.text()).isEqualTo(201);
                held = answer.json().path("id").asString();
            }
            if (!held.isEmpty()) {
                Answer answer = callers.call(by(newcomer), "DELETE", "/api/v1/holds/" + held, null);
                assertThat(answer.status()).isEqualTo(204);
            }
        }

        void otherHoursLeaveTheOtherDoctorsTimesAsTheyAre(Random lot) {
            DrawnClinic changed = drawn.withOtherHours(Who.ONE, lot);
            clinic.keepHours(
                    Who.ONE, changed.doctor(Who.ONE), drawn.doctor(Who.ONE).absent());

            assertThat(listed(null, Who.OTHER, LONGEST_PAGE))
                    .as("the other doctor")
                    .isEqualTo(others.free());
            assertThat(listed(null, Who.ONE, LONGEST_PAGE))
                    .as("the doctor with other hours")
                    .isEqualTo(SecondOpinion.on(changed, Who.ONE).free());
        }

        private Answer ask(String what, Instant start, @Nullable UUID newcomer) {
            return callers.post(by(newcomer), "/api/v1/" + what, clinic.wish(Who.ONE, start, newcomer));
        }

        private Caller by(@Nullable UUID newcomer) {
            return newcomer == null ? clinic.patient : clinic.admin;
        }

        /** All of the clinic's days, in pages of at most so many times. */
        private Set<Instant> listed(@Nullable Caller by, Who who, int limit) {
            Set<Instant> starts = new TreeSet<>();
            Instant from = drawn.start();
            Instant end = drawn.days().end();
            while (from.isBefore(end)) {
                List<Instant> page = page(by, who, from, end, limit);
                starts.addAll(page);
                from = page.size() < limit ? end : page.getLast().plusSeconds(60);
            }
            return starts;
        }

        private List<Instant> page(@Nullable Caller by, Who who, Object from, Object to, int limit) {
            Answer answer = callers.get(by, clinic.slots(who, from, to, limit));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json().path("items").valueStream().map(this::start).collect(Collectors.toList());
        }

        /** Whoever asks from wherever, a time is on the place's clock. */
        private Instant start(JsonNode slot) {
            OffsetDateTime start = OffsetDateTime.parse(slot.path("start").asString());
            assertThat(slot.path("zone").asString()).isEqualTo(drawn.zone().getId());
            assertThat(start).isEqualTo(start.toInstant().atZone(drawn.zone()).toOffsetDateTime());
            return start.toInstant();
        }
    }
}
