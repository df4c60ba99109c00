package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.audit.AccessLog;
import clinic.audit.AccessLog.Why;
import clinic.booking.AppointmentView;
import clinic.emergency.EmergencyAccess;
import clinic.emergency.EmergencyAccess.Open;
import clinic.emergency.EmergencyAccess.Wanted;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.Race;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A doctor breaks the glass: one record, one hour, to read, and not in secret. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class BreakGlassTest {

    private static final String API = "/api/v1/emergency-access";
    private static final String REASON = "Found unconscious in the corridor";
    private static final LocalDate BORN = LocalDate.of(1968, 2, 29);

    @Autowired
    Callers callers;

    @Autowired
    EmergencyAccess emergencies;

    @Autowired
    AccessLog log;

    @Autowired
    Identity identity;

    @Autowired
    Patients patients;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private People people;
    private Caller doctor;
    private Caller admin;
    private Caller patient;
    private String name;
    private AppointmentView visit;

    @BeforeEach
    void somebodyAnotherDoctorTreats() {
        people = callers.people();
        doctor = callers.doctor(people.location(), people.instantly(), people.onApproval());
        admin = people.admin();
        patient = callers.patient();
        name = "Gläser Q" + UUID.randomUUID().toString().replace("-", "");
        Patient before = patients.patient(admin.actor(), new PatientId(patient.person()));
        patients.change(admin.actor(), before.id(), new NewPatient(name, before.email(), "+49 30 1234567", BORN));
        visit = callers.approved(patient, people.otherDoctor());
    }

    @Test
    void nothingIsThereBeforeAndTheRecordOfThisOnePatientAfter() {
        assertThat(callers.get(doctor, "/api/v1/patients/" + patient.person()).status())
                .isEqualTo(404);

        UUID id = begun();

        Answer record = callers.get(doctor, API + "/" + id);
        assertThat(record.status()).as(record.text()).isEqualTo(200);
        assertThat(record.json().path("name").asString()).isEqualTo(name);
        assertThat(record.json().path("birthDate").asString()).isEqualTo("1968-02-29");
        assertThat(record.json().path("phone").asString()).isEqualTo("+49 30 1234567");
        assertThat(record.json().path("reason").asString()).isEqualTo(REASON);
        assertThat(record.json().path("endsAt").asString())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).toString());
        assertThat(record.json().path("appointments").findValuesAsString("id"))
                .containsExactly(visit.id().value().toString());
    }

    @Test
    void everythingElseStaysAsItIs() {
        UUID id = begun();

        for (String path : List.of(
                "/api/v1/patients/" + patient.person(),
                "/api/v1/patients/" + people.otherPatient().person(),
                "/api/v1/appointments/" + visit.id().value(),
                "/api/v1/appointments/" + visit.id().value() + "/history")) {
            assertThat(callers.get(doctor, path).status()).as(path).isEqualTo(404);
        }
        assertThat(callers.get(doctor, "/api/v1/appointments?patient=" + patient.person())
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(callers.call(
                                doctor,
                                "POST",
                                "/api/v1/appointments/" + visit.id().value() + "/cancellation",
                                "{\"reason\": \"Away\"}")
                        .status())
                .isEqualTo(404);
        assertThat(callers.get(people.doctor(), API + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void afterAnHourItIsOver() {
        UUID id = begun();

        clock.advance(Duration.ofMinutes(59));
        assertThat(callers.get(callers.again(doctor), API + "/" + id).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));

        assertThat(callers.get(callers.again(doctor), API + "/" + id).status()).isEqualTo(404);
        assertThat(callers.browser(doctor).get("/doctor/emergency/" + id).status())
                .isEqualTo(404);
        assertThat(handedOut(doctor.actor(), id)).as("by the database alone").isZero();
        assertThat(emergencies.open(doctor.actor())).isEmpty();
    }

    @Test
    void theDatabaseAloneHandsItOutToThisDoctorAndOnlyInTime() {
        UUID id = begun();

        assertThat(handedOut(doctor.actor(), id)).isEqualTo(2);
        assertThat(handedOut(people.doctor().actor(), id)).isZero();
        for (Actor other : List.of(
                admin.actor(), patient.actor(), Actor.visitor(UUID.randomUUID()), Actor.system(UUID.randomUUID()))) {
            assertThatThrownBy(() -> handedOut(other, id))
                    .as(other.role().name())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whoEndsItReadsNoMore() {
        UUID id = begun();

        assertThat(callers.call(doctor, "DELETE", API + "/" + id, null).status())
                .isEqualTo(204);

        assertThat(callers.get(doctor, API + "/" + id).status()).isEqualTo(404);
        assertThat(callers.call(doctor, "DELETE", API + "/" + id, null).status())
                .isEqualTo(404);
        assertThat(handedOut(doctor.actor(), id)).isZero();
        assertThat(begun()).isNotEqualTo(id);
    }

    @Test
    void aDoctorWhoIsBlockedReadsNoMore() {
        UUID id = begun();

        identity.block(admin.actor(), new AccountId(doctor.account()), true);

        assertThat(callers.get(doctor, API + "/" + id).status()).isEqualTo(401);
        assertThat(handedOut(doctor.actor(), id)).as("by the database alone").isZero();
    }

    @Test
    void noDoctorWritesAnotherHourOrAnothersName() {
        UUID id = begun();
        UUID someone = callers.stranger().id().value();

        for (String values : List.of(
                "'%s', '%s', '%s'".formatted(people.doctor().person(), doctor.account(), someone),
                "'%s', '%s', '%s'".formatted(doctor.person(), people.doctor().account(), someone))) {
            assertThatThrownBy(() -> write("insert into emergency_access (id, doctor_id, by_id, patient_id, reason)"
                            + " values (gen_random_uuid(), " + values
                            + ", (select reason from emergency_access limit 1))"))
                    .as(values)
                    .isInstanceOf(DataAccessException.class);
        }
        for (String column : List.of("begun_at", "ends_at", "ended_at", "reviewed_at")) {
            assertThatThrownBy(() -> write("""
                            insert into emergency_access (id, doctor_id, by_id, patient_id, reason, %s)
                            values (gen_random_uuid(), '%s', '%s', '%s', (select reason from emergency_access limit 1),
                              now() + interval '5 hours')
                            """.formatted(column, doctor.person(), doctor.account(), someone)))
                    .as(column)
                    .isInstanceOf(DataAccessException.class);
        }
        for (String change : List.of(
                "ends_at = ends_at + interval '1 hour'",
                "begun_at = begun_at - interval '1 hour'",
                "patient_id = '" + someone + "'",
                "reason = null",
                "reviewed_at = now()")) {
            assertThatThrownBy(() -> write("update emergency_access set " + change + " where id = '" + id + "'"))
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> write("delete from emergency_access")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.behindTheWalls()
                        .sql("update emergency_access set ends_at = ends_at + interval '1 second' where id = :id")
                        .param("id", id)
                        .update())
                .as("whoever writes")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatWasEndedStaysEnded() {
        UUID id = begun();
        emergencies.end(doctor.actor(), id);

        int changed = write("update emergency_access set ended_at = null where id = '" + id + "'");

        assertThat(changed).isZero();
        assertThat(handedOut(doctor.actor(), id)).isZero();
    }

    @Test
    void theEndIsNowWhateverIsWritten() {
        UUID id = begun();
        clock.advance(Duration.ofMinutes(5));

        write("update emergency_access set ended_at = begun_at + interval '50 minutes' where id = '" + id + "'");

        assertThat(handedOut(doctor.actor(), id)).isZero();
        assertThat(emergencies.list(admin.actor(), true, 200, null).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .endsAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void whoeverIsNotExactlyOnePersonIsNobody(CapturedOutput output) {
        patients.add(admin.actor(), new NewPatient("Twin " + name, null, null, BORN));
        patients.add(admin.actor(), new NewPatient("twin  " + name.toUpperCase(Locale.ROOT), null, null, BORN));

        for (Answer nobody : List.of(
                begin(name, "1968-02-28", REASON),
                begin(name + "x", BORN.toString(), REASON),
                begin(name.substring(0, 20), BORN.toString(), REASON),
                begin("Gläser", BORN.toString(), REASON),
                begin("Twin " + name, BORN.toString(), REASON),
                begin("Nobody Atall", BORN.toString(), REASON))) {
            assertThat(nobody.status()).as(nobody.text()).isEqualTo(404);
            assertThat(nobody.code()).isEqualTo("NOT_FOUND");
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("EMERGENCY_FOUND_NOBODY")))
                .hasSize(6)
                .allMatch(line -> line.contains("account=" + doctor.account()));
        assertThat(output.getAll()).doesNotContain(name, REASON, "1968-02-29");
        assertThat(begin(name.toUpperCase(Locale.ROOT).replace("Ä", "A"), BORN.toString(), REASON)
                        .status())
                .as("case and accents do not matter")
                .isEqualTo(201);
    }

    @Test
    void withoutAReasonNothingIsOpened() {
        for (String reason : List.of("", "   ", "because", "x".repeat(501))) {
            assertThat(begin(name, BORN.toString(), reason).status()).as(reason).isEqualTo(422);
        }
        assertThat(emergencies.list(admin.actor(), false, 200, null))
                .noneMatch(one -> one.doctor().value().equals(doctor.person()));
    }

    @Test
    void anOldSignInIsNotEnough() {
        Browser browser = callers.browser(doctor);
        clock.advance(Duration.ofMinutes(11));

        Answer answer = browser.submit(
                "/doctor/emergency", Map.of("name", name, "birthDate", BORN.toString(), "reason", REASON));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("What you sent is sensitive");
        assertThat(emergencies.open(doctor.actor())).isEmpty();
    }

    @Test
    void twoAtTheSameMomentAreOneAndThePatientIsToldOnce() throws Exception {
        List<Open> both = Race.atOnce(
                2,
                n -> emergencies
                        .begin(doctor.actor(), new Wanted(name, BORN, REASON))
                        .orElseThrow());

        assertThat(both.get(0)).isEqualTo(both.get(1));
        assertThat(told(both.getFirst().id())).containsExactlyInAnyOrder("IN_APP", "EMAIL");
    }

    @Test
    void twoAccountsOfOneDoctorHaveEachItsOwn() {
        UUID first = begun();
        Actor second = new Actor(Role.DOCTOR, UUID.randomUUID(), doctor.actor().person(), UUID.randomUUID());

        Open own = emergencies.begin(second, new Wanted(name, BORN, REASON)).orElseThrow();

        assertThat(own.id()).isNotEqualTo(first);
        assertThat(emergencies.open(second)).containsExactly(own);
    }

    @Test
    void thePatientIsToldAtOnceAndReadsWhoWhenAndWhy() {
        UUID id = begun();
        callers.get(doctor, API + "/" + id);

        Browser browser = callers.browser(patient);
        assertThat(told(id)).containsExactlyInAnyOrder("IN_APP", "EMAIL");
        assertThat(browser.get("/notifications").text())
                .contains("a doctor who does not treat you opened your record in an emergency")
                .doesNotContain(REASON);
        assertThat(browser.get("/account/access").text()).contains("Dr Doris Dale", "in an emergency", REASON);
        var export = callers.get(patient, "/api/v1/me/export").json().path("emergencyAccess");
        assertThat(export.findValuesAsString("reason")).containsExactly(REASON);
        assertThat(export.findValuesAsString("doctor")).containsExactly("Dr Doris Dale");
        assertThat(callers.get(people.otherPatient(), "/api/v1/me/export").text())
                .doesNotContain(REASON);
    }

    @Test
    void eachTimeItIsReadIsWrittenDownAsAnEmergency() {
        UUID id = begun();

        callers.get(doctor, API + "/" + id);
        callers.browser(doctor).get("/doctor/emergency/" + id);

        assertThat(log.of(patient.actor(), patient.person(), 10, null))
                .filteredOn(access -> doctor.person().equals(access.doctor()))
                .extracting(AccessLog.Access::why)
                .containsExactly(Why.EMERGENCY, Why.EMERGENCY);
    }

    @Test
    void itStandsOnTheAdminsOverviewUntilSomebodyHasLookedIntoIt() {
        UUID id = begun();
        Browser browser = callers.browser(admin);
        assertThat(browser.get("/admin").text()).contains("href=\"/admin/emergencies\"");
        assertThat(browser.get("/admin/emergencies").text()).contains(name, REASON, id.toString());

        Answer blank = browser.submit("/admin/emergencies/" + id + "/review", Map.of("note", " "));
        assertThat(blank.status()).isEqualTo(422);
        Answer done = browser.submit(
                "/admin/emergencies/" + id + "/review", Map.of("note", "The patient was brought in by ambulance"));

        assertThat(browser.follow(done).text())
                .contains("It is noted that you looked into it.")
                .doesNotContain(id.toString());
        assertThat(browser.get("/admin/emergencies?all=true").text())
                .contains("The patient was brought in by ambulance", "Ada Admin");
        assertThat(callers.call(admin, "POST", API + "/" + id + "/review", "{\"note\": \"Once more\"}")
                        .status())
                .isEqualTo(422);
        assertThat(callers.get(patient, "/api/v1/me/export").text()).doesNotContain("ambulance");
        assertThat(callers.get(admin, API + "?unreviewed=true").json().findValuesAsString("id"))
                .doesNotContain(id.toString());
    }

    @Test
    void whoOpenedItDoesNotLookIntoItHimselfAsTheAdminHeHasBecome() {
        UUID id = begun();
        Actor promoted = new Actor(Actor.Role.ADMIN, doctor.account(), null, UUID.randomUUID());

        assertThatThrownBy(() -> emergencies.review(promoted, id, "All was well"))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> transactions.as(
                        promoted,
                        () -> jdbc.sql("""
                                update emergency_access
                                set reviewed_at = now(), reviewed_by = :me, review_note = reason where id = :id
                                """)
                                .param("me", promoted.id())
                                .param("id", id)
                                .update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> transactions.as(
                        admin.actor(),
                        () -> jdbc.sql("""
                                update emergency_access
                                set reviewed_at = now(), reviewed_by = :other, review_note = reason where id = :id
                                """)
                                .param("other", UUID.randomUUID())
                                .param("id", id)
                                .update()))
                .as("in another's name")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theDoctorsPageTakesTheFormKeepsWhatWasTypedAndShowsTheRecord() {
        Browser browser = callers.browser(doctor);
        assertThat(browser.get("/doctor").text()).contains("href=\"/doctor/emergency\"");

        Answer nobody = browser.submit(
                "/doctor/emergency", Map.of("name", "Nobody Atall", "birthDate", "1968-02-29", "reason", REASON));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.text()).contains("Nobody Atall", "1968-02-29", REASON, "Nothing was opened.");
        Answer begun =
                browser.submit("/doctor/emergency", Map.of("name", name, "birthDate", "1968-02-29", "reason", REASON));
        String record = browser.follow(begun).text();

        assertThat(record).contains(name, REASON, "60 minutes left", "Dr Doris Dale");
        String door = browser.get("/doctor/emergency").text();
        assertThat(door).contains(begun.location()).doesNotContain(name);
        Answer ended = browser.submit(begun.location() + "/end");
        assertThat(browser.follow(ended).text()).contains("The record is closed.");
        assertThat(browser.get(begun.location()).status()).isEqualTo(404);
    }

    @Test
    void theReasonAndTheNoteLieSealedAndSoTheyStandInTheTrail() {
        UUID id = begun();
        emergencies.review(admin.actor(), id, "Brought in by ambulance");

        List<String> kept = database.behindTheWalls()
                .sql("""
                        select e::text from emergency_access e where id = :id
                        union all
                        select t::text from audit_entry t where kind = 'emergency_access' and record_id = :text
                        """)
                .param("id", id)
                .param("text", id.toString())
                .query(String.class)
                .list();

        assertThat(kept).hasSize(3).noneMatch(row -> row.contains("unconscious") || row.contains("ambulance"));
        assertThat(kept).noneMatch(row -> row.contains(hex("unconscious")) || row.contains(hex("ambulance")));
    }

    @Test
    void withTheKeyOfThePatientTheReasonIsGone() {
        UUID id = begun();

        transactions.<Object>as(
                admin.actor(), () -> jdbc.sql("""
                        update data_key set wrapped = null, wrapped_by = null, destroyed_at = now() where owner_id = :id
                        """).param("id", patient.person()).update());

        assertThat(emergencies.list(admin.actor(), true, 200, null))
                .filteredOn(one -> one.id().equals(id))
                .extracting(EmergencyAccess.Access::reason)
                .containsExactly("(erased)");
        assertThat(emergencies.record(doctor.actor(), id).name()).isEqualTo("(erased)");
    }

    @Test
    void whoeverIsNoDoctorOpensNothing() {
        for (Caller other : List.of(admin, patient)) {
            assertThatThrownBy(() -> emergencies.record(other.actor(), begun()))
                    .isInstanceOfAny(DataAccessException.class, NotFound.class);
        }
    }

    private Answer begin(String whose, String born, String reason) {
        return callers.call(
                doctor,
                "POST",
                API,
                "{\"name\": \"%s\", \"birthDate\": \"%s\", \"reason\": \"%s\"}".formatted(whose, born, reason));
    }

    private UUID begun() {
        Answer begun = begin(name, BORN.toString(), REASON);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.json().path("patientId").asString())
                .isEqualTo(patient.person().toString());
        return UUID.fromString(begun.json().path("id").asString());
    }

    /** How many rows the two functions give, asked past the application. */
    private int handedOut(Actor actor, UUID access) {
        return transactions.as(
                actor,
                () -> jdbc.sql("""
                        select (select count(*) from emergency_patient(:id)) + (select count(*) from emergency_visits(:id))
                        """).param("id", access).query(Integer.class).single());
    }

    private int write(String sql) {
        return transactions.as(doctor.actor(), () -> jdbc.sql(sql).update());
    }

    private List<String> told(UUID access) {
        return database.behindTheWalls()
                .sql("select channel from message where emergency_id = :id")
                .param("id", access)
                .query(String.class)
                .list();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
