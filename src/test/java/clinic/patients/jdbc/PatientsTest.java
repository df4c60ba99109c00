package clinic.patients.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.audit.TestAccessLog;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.TestVault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PatientsTest {

    private static TestDatabase database;
    private static Patients patients;

    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());

    @BeforeAll
    static void aClinicWithoutPatients() {
        database = TestDatabase.fresh();
        patients = new StoredPatients(
                database.transactions(),
                database.jdbc(),
                new TestClock(),
                TestAccessLog.of(database),
                TestVault.of(database));
    }

    @Test
    void aPatientMadeAtTheDeskHasNoAccount() {
        Patient made = patients.add(
                admin,
                new NewPatient(" Ana Lima ", "ana@example.org", "+351 (21) 555-0199", LocalDate.of(1980, 2, 29)));

        assertThat(patients.patient(admin, made.id()))
                .isEqualTo(new Patient(
                        made.id(),
                        null,
                        "Ana Lima",
                        "ana@example.org",
                        "+351 (21) 555-0199",
                        LocalDate.of(1980, 2, 29),
                        false,
                        null,
                        false));
    }

    @Test
    void patientsSeeAndChangeThemselvesAndNobodyElse() {
        Patient own = patients.add(admin, new NewPatient("Own Person", null, null, null));
        Patient other = patients.add(admin, new NewPatient("Other Person", null, null, null));
        Actor acting = new Actor(Actor.Role.PATIENT, UUID.randomUUID(), own.id().value(), UUID.randomUUID());

        assertThat(patients.patient(acting, own.id())).isEqualTo(own);
        assertThat(patients.change(acting, own.id(), new NewPatient("Own Name", null, "12345", null))
                        .phone())
                .isEqualTo("12345");
        assertThat(patients.patients(acting, List.of(own.id(), other.id()))).containsOnlyKeys(own.id());
        assertThatThrownBy(() -> patients.patient(acting, other.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> patients.change(acting, other.id(), new NewPatient("Mine", null, null, null)))
                .isInstanceOf(NotFound.class);
        assertThat(patients.patient(admin, other.id())).isEqualTo(other);
    }

    @Test
    void theAddressThatWasProvedIsNotThePatientsToChange() {
        Patient own = patients.add(admin, new NewPatient("Own Person", "own@example.org", null, null));
        Actor acting = new Actor(Actor.Role.PATIENT, UUID.randomUUID(), own.id().value(), UUID.randomUUID());

        assertThatThrownBy(() -> patients.change(
                        acting, own.id(), new NewPatient("Own Person", "stranger@example.org", null, null)))
                .isInstanceOf(Invalid.class);
        assertThat(patients.change(acting, own.id(), new NewPatient("Own Person", "own@example.org", "12345", null))
                        .email())
                .isEqualTo("own@example.org");
        assertThat(patients.change(admin, own.id(), new NewPatient("Own Person", "new@example.org", null, null))
                        .email())
                .isEqualTo("new@example.org");
    }

    @Test
    void onlyAnAdminBlocksAPatientAndLetsThemBookAgain() {
        Patient own = patients.add(admin, new NewPatient("Own Person", null, null, null));
        Actor acting = new Actor(Actor.Role.PATIENT, UUID.randomUUID(), own.id().value(), UUID.randomUUID());

        assertThat(patients.block(admin, own.id(), true).blocked()).isTrue();
        assertThatThrownBy(() -> patients.block(acting, own.id(), false)).isInstanceOf(Invalid.class);
        assertThat(patients.patient(acting, own.id()).blocked()).isTrue();
        assertThat(patients.block(admin, own.id(), false).blocked()).isFalse();
    }

    @Test
    void aDoctorWhoNeverTreatedThePatientSeesNobody() {
        Patient patient = patients.add(admin, new NewPatient("Some Person", null, null, null));
        Actor doctor = new Actor(Actor.Role.DOCTOR, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        assertThatThrownBy(() -> patients.patient(doctor, patient.id())).isInstanceOf(NotFound.class);
        assertThat(patients.patients(doctor, List.of(patient.id()))).isEmpty();
    }

    @Test
    void everythingWrongWithAPatientIsSaidAtOnce() {
        assertThat(problems(() -> patients.add(
                        admin, new NewPatient("\t", "nobody at home", "none", LocalDate.of(1899, 12, 31)))))
                .containsExactlyInAnyOrder(
                        "name REQUIRED", "email INVALID_FORMAT", "phone INVALID_FORMAT", "birthDate OUT_OF_RANGE");
        assertThat(problems(() -> patients.add(
                        admin,
                        new NewPatient(
                                "a\u0000b",
                                "x".repeat(250) + "@example.org",
                                "1".repeat(41),
                                LocalDate.of(2026, 11, 24)))))
                .containsExactlyInAnyOrder(
                        "name INVALID_FORMAT", "email TOO_LONG", "phone TOO_LONG", "birthDate OUT_OF_RANGE");
        assertThat(problems(() -> patients.add(admin, new NewPatient("x".repeat(121), null, "12", null))))
                .containsExactlyInAnyOrder("name TOO_LONG", "phone INVALID_FORMAT");
    }

    @Test
    void aChildBornTodayIsAPatientWhereverTodayIs() {
        assertThat(patients.add(admin, new NewPatient("New Born", null, null, LocalDate.of(2026, 11, 23)))
                        .birthDate())
                .isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void aPatientIsFoundByTheBeginningOfAnyWordWithoutCaseOrAccents() {
        Patient patient = patients.add(
                admin, new NewPatient("José Álvarez-Quintero", "Pepe.Q@Example.org", "+34 600-11 22", null));

        for (String query : List.of(
                "jose", "ALV", "quintero", "álvarez-q", "pepe.q@ex", "alv jos", "34600", "+34 600 1", "600 x@")) {
            boolean expected = !query.equals("600 x@");
            assertThat(found(query).contains(patient.id())).as(query).isEqualTo(expected);
        }
        assertThat(found("osé")).doesNotContain(patient.id());
        assertThat(found("%")).doesNotContain(patient.id());
        assertThat(found("")).contains(patient.id());
    }

    @Test
    void aPatientIsFoundByTheNewNameAfterAChange() {
        Patient patient = patients.add(admin, new NewPatient("Gerda Zweig", null, null, null));

        patients.change(admin, patient.id(), new NewPatient("Gerda Xaver", null, null, null));

        assertThat(found("xaver")).containsExactly(patient.id());
        assertThat(found("zweig")).isEmpty();
    }

    @Test
    void pagesOfPatientsComeNewestFirstWithoutGapsOrRepeats() {
        List<String> names = Stream.of("Uma", "Éva", "uwe", "Ada", "Zoe")
                .map(name -> name + " Pagewright")
                .toList();
        names.forEach(name -> patients.add(admin, new NewPatient(name, null, null, null)));

        List<Patient> seen = new ArrayList<>();
        List<Patient> page = patients.search(admin, "pagew", 2);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = patients.search(admin, "pagew", 2, page.getLast().id());
        }

        assertThat(seen)
                .extracting(Patient::name)
                .containsExactly(
                        "Zoe Pagewright", "Ada Pagewright", "uwe Pagewright", "Éva Pagewright", "Uma Pagewright");
        assertThat(problems(() -> patients.search(admin, "", 501))).containsExactly("limit OUT_OF_RANGE");
    }

    @Test
    void aPatientIsFoundByTheDateOfBirthInEveryWrittenForm() {
        Patient born = patients.add(admin, new NewPatient("Dated Person", null, null, LocalDate.of(1957, 3, 9)));

        for (String written :
                List.of("1957-03-09", "9.3.1957", "09.03.1957", "09/03/1957", "3/9/1957", "dated 9.3.1957")) {
            assertThat(found(written)).as(written).containsExactly(born.id());
        }
        assertThat(found("1957")).isEmpty();
        assertThat(found("dated 10.3.1957")).isEmpty();
    }

    @Test
    void aPatientIsFoundByNameNumberAndDateOfBirthTogetherHoweverTheNumberIsWritten() {
        Patient called =
                patients.add(admin, new NewPatient("Called Backer", null, "+49 30 555 0199", LocalDate.of(1961, 5, 4)));

        for (String written : List.of(
                "+49 30 555 1961-05-04", "4.5.1961 4930555", "called +49 30 5550199", "+49 (30) 555 backer 4/5/1961")) {
            assertThat(found(written)).as(written).containsExactly(called.id());
        }
        assertThat(found("+49 30 555 1961-05-05")).isEmpty();
        assertThat(found("called +49 30 556")).isEmpty();
    }

    @Test
    void aNameWithNumbersInItIsFoundAloneAndBesideAPhoneNumber() {
        Patient unknown = patients.add(admin, new NewPatient("Unknowable 2026-11-23", null, "030 5550177", null));
        Patient twin = patients.add(
                admin, new NewPatient("Twinborn (2) 3/4", null, "0305550188001122", LocalDate.of(2026, 1, 2)));

        assertThat(found("unknowable 2026-11-23")).containsExactly(unknown.id());
        assertThat(found("unknowable 2026-11-23 030 555")).containsExactly(unknown.id());
        assertThat(found("twinborn (2)")).containsExactly(twin.id());
        assertThat(found("twinborn 3/4 2026-01-02")).containsExactly(twin.id());
        assertThat(found("twinborn (2) 3/4 0305550188001122")).containsExactly(twin.id());
        assertThat(found("twinborn (2) 3/4 0305550188009")).isEmpty();
        assertThat(patients.theOne(admin, "Twinborn (2) 3/4", LocalDate.of(2026, 1, 2)))
                .contains(twin.id());
    }

    @Test
    void oneOrTwoLettersFindWholeWordsOnly() {
        Patient short1 = patients.add(admin, new NewPatient("Xy Qo", null, null, null));
        patients.add(admin, new NewPatient("Xylia Qowen", null, null, null));

        assertThat(found("xy")).containsExactly(short1.id());
        assertThat(found("xy q")).isEmpty();
        assertThat(found("xy QO")).containsExactly(short1.id());
    }

    @Test
    void aLongBeginningFindsNothingThatGoesOnDifferently() {
        List<PatientId> meant = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            meant.add(
                    0,
                    patients.add(admin, new NewPatient("Long", "a.very.long.name" + i + "@x.example", null, null))
                            .id());
            patients.add(admin, new NewPatient("Long", "a.very.long.other" + i + "@x.example", null, null));
        }

        List<PatientId> seen = new ArrayList<>();
        List<Patient> page = patients.search(admin, "a.very.long.na", 2);
        while (!page.isEmpty()) {
            page.forEach(one -> seen.add(one.id()));
            page = patients.search(admin, "a.very.long.na", 2, page.getLast().id());
        }
        assertThat(seen).containsExactlyElementsOf(meant);
    }

    @Test
    void onlyWhatHasChangedGetsOtherBytes() {
        Patient patient = patients.add(admin, new NewPatient("Same Name", "same@x.example", "030 1", null));
        String before = bytes(patient.id());
        patients.change(admin, patient.id(), new NewPatient("Same Name", "same@x.example", "030 2", null));

        String[] was = before.split(" ");
        String[] is = bytes(patient.id()).split(" ");
        assertThat(is[0]).isEqualTo(was[0]);
        assertThat(is[1]).isEqualTo(was[1]);
        assertThat(is[2]).isNotEqualTo(was[2]);
        assertThat(found("Same 0301")).isEmpty();
        assertThat(patients.patient(admin, patient.id()).phone()).isEqualTo("030 2");
    }

    private String bytes(PatientId id) {
        return database.behindTheWalls()
                .sql(
                        "select name || ' ' || email || ' ' || phone from (select name::text, email::text, phone::text from patient where id = :id) x")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    @Test
    void anUnusedRecordGoesAndAnUnknownOneNeverWas() {
        Patient patient = patients.add(admin, new NewPatient("By Mistake", null, null, null));

        patients.remove(admin, patient.id());

        assertThatThrownBy(() -> patients.patient(admin, patient.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> patients.remove(admin, patient.id())).isInstanceOf(NotFound.class);
    }

    private List<PatientId> found(String query) {
        return patients.search(admin, query, 50).stream().map(Patient::id).toList();
    }

    private static List<String> problems(ThrowingCallable act) {
        Invalid refusal = Assertions.catchThrowableOfType(Invalid.class, act);
        assertThat(refusal).as("nothing was refused").isNotNull();
        return refusal.problems().stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }
}
