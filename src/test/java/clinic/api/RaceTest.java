package clinic.api;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.booking.AppointmentView;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.testing.Answer;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Promise 2, as clients meet it: many ask at the same moment over HTTP, and one gets it. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RaceTest {

    private static final int RACERS = 64;
    private static final int ROUNDS = 20;
    private static final Instant MIDNIGHT_IN_BERLIN = Instant.parse("2026-11-30T23:00:00Z");

    @Autowired
    Callers callers;

    @Autowired
    Directory directory;

    @Autowired
    TestDatabase database;

    private Location location;
    private AppointmentType type;
    private List<Caller> racers;

    @BeforeAll
    void manyPatients() {
        location = callers.people().location();
        type = callers.people().instantly();
        racers = IntStream.range(0, RACERS).mapToObj(i -> callers.patient()).toList();
    }

    @Test
    void ofSixtyFourWhoWantOneTimeOneGetsIt() throws Exception {
        Caller doctor = callers.doctor(location, type);
        Instant alone = MIDNIGHT_IN_BERLIN.minus(Duration.ofDays(1));
        assertThat(book(racers.getFirst(), doctor, type, alone).status()).isEqualTo(201);
        List<String> toldOnce = told(doctor, alone);
        for (int round = 0; round < ROUNDS; round++) {
            Instant start = MIDNIGHT_IN_BERLIN.plus(apart(round));

            List<Answer> answers = atOnce(racers.stream()
                    .map(racer -> (Callable<Answer>) () -> book(racer, doctor, type, start))
                    .toList());

            oneGotIt(answers, "SLOT_TAKEN");
            assertThat(appointments(doctor, start)).isEqualTo(1);
            assertThat(steps(doctor, start)).isEqualTo(1);
            assertThat(told(doctor, start)).isEqualTo(toldOnce);
        }
    }

    @Test
    void ofSixtyFourWhoseTimesOverlapInPartOneGetsIt() throws Exception {
        Caller doctor = callers.doctor(location, type);
        assertThat(callers.call(doctor, "PUT", "/api/v1/doctors/" + doctor.person() + "/patterns", """
                        [{"locationId": "%s", "day": "TUESDAY", "from": "00:00", "to": "23:30", "stepMinutes": 7}]""".formatted(
                                        location.id().value()))
                        .status())
                .isEqualTo(200);
        // On the grid of seven minutes, and where no other race has left a racer busy.
        Duration ofTheirOwn = Duration.ofMinutes(630);
        for (int round = 0; round < ROUNDS; round++) {
            // Starts at 0, 7, 14, 21 and 28 minutes: each overlaps each other.
            Instant first = MIDNIGHT_IN_BERLIN.plus(ofTheirOwn).plus(apart(round));
            List<Callable<Answer>> wishes = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                Caller racer = racers.get(i);
                Instant start = first.plus(Duration.ofMinutes(7L * (i % 5)));
                wishes.add(() -> book(racer, doctor, type, start));
            }

            oneGotIt(atOnce(wishes), "SLOT_TAKEN");
        }
    }

    @Test
    void aPatientWhoAsksTwoDoctorsForOneTimeGetsOne() throws Exception {
        Caller one = callers.doctor(location, type);
        Caller other = callers.doctor(location, type);
        Caller patient = callers.patient();
        for (int round = 0; round < ROUNDS; round++) {
            Instant start = MIDNIGHT_IN_BERLIN.plus(apart(round));

            oneGotIt(
                    atOnce(List.of(() -> book(patient, one, type, start), () -> book(patient, other, type, start))),
                    "PATIENT_BUSY");
        }
    }

    @Test
    void twoDoctorsWhoNeedTheOnlyRoomDoNotShareIt() throws Exception {
        Location small = callers.clinic().location("Europe/Berlin");
        directory.addRoom(callers.clinic().admin(), small.id(), "The only one");
        AppointmentType inARoom = callers.clinic().type(30, 0, 0, true, true);
        Caller one = callers.doctor(small, inARoom);
        Caller other = callers.doctor(small, inARoom);
        for (int round = 0; round < ROUNDS; round++) {
            Instant start = MIDNIGHT_IN_BERLIN.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(30L * round));

            oneGotIt(
                    atOnce(List.of(
                            () -> bookAt(racers.get(0), one, inARoom, small, start),
                            () -> bookAt(racers.get(1), other, inARoom, small, start))),
                    "ROOM_BUSY");
        }
    }

    private static void oneGotIt(List<Answer> answers, String others) {
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(answers.size() - 1)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
                    assertThat(answer.code()).as(answer.text()).isEqualTo(others);
                });
    }

    private Answer book(Caller patient, Caller doctor, AppointmentType type, Instant start) {
        return bookAt(patient, doctor, type, location, start);
    }

    private Answer bookAt(Caller patient, Caller doctor, AppointmentType type, Location location, Instant start) {
        return callers.post(patient, "/api/v1/appointments", """
                {"doctorId": "%s", "typeId": "%s", "locationId": "%s", "start": "%s"}""".formatted(
                        doctor.person(), type.id().value(), location.id().value(), start));
    }

    private int appointments(Caller doctor, Instant start) {
        return count("select count(*) from appointment where doctor_id = :doctor and start_at = :start", doctor, start);
    }

    private int steps(Caller doctor, Instant start) {
        return count("""
                select count(*) from transition where appointment_id in
                  (select id from appointment where doctor_id = :doctor and start_at = :start)
                """, doctor, start);
    }

    /** Who was told what, in which channel. */
    @Test
    void ofTwoAdminsWhoApproveAtOnceOneDoesAndThePatientIsToldOnce() throws Exception {
        Caller one = callers.admin();
        Caller other = callers.admin();
        Caller doctor = callers.doctor(location, callers.people().onApproval());
        for (int round = 0; round < ROUNDS; round++) {
            AppointmentView request = callers.requested(callers.patient(), doctor);
            String approval = "/api/v1/appointments/" + request.id().value() + "/approval";
            String[] seen = round % 2 == 0 ? new String[0] : new String[] {"If-Match", "\"1\""};

            List<Answer> answers = atOnce(List.of(
                    () -> callers.post(one, approval, null, seen), () -> callers.post(other, approval, null, seen)));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, round % 2 == 0 ? 409 : 412);
            assertThat(told(doctor, request.during().start()))
                    .filteredOn(told -> told.contains("APPROVED"))
                    .containsExactly(
                            "DOCTOR EMAIL APPROVED",
                            "DOCTOR IN_APP APPROVED",
                            "PATIENT EMAIL APPROVED",
                            "PATIENT IN_APP APPROVED");
        }
    }

    private List<String> told(Caller doctor, Instant start) {
        return database.behindTheWalls()
                .sql("""
                        select recipient_kind || ' ' || channel || ' ' || purpose from message
                        where appointment_id in
                          (select id from appointment where doctor_id = :doctor and start_at = :start)
                          and purpose <> 'REMINDER'
                        order by 1
                        """)
                .param("doctor", doctor.person())
                .param("start", start.atOffset(java.time.ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private int count(String sql, Caller doctor, Instant start) {
        return database.behindTheWalls()
                .sql(sql)
                .param("doctor", doctor.person())
                .param("start", start.atOffset(java.time.ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Two rounds on one weekday each week: nobody wins three visits on one day, which is as many as a patient may have. */
    private static Duration apart(int round) {
        return Duration.ofDays(7L * (round % 10)).plus(Duration.ofMinutes(210L * (round / 10)));
    }
}
