package clinic.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Availability;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.PatientBlocked;
import clinic.booking.Status;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Tokens;
import clinic.notification.NotificationPreferences;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.rights.Erasures.Answer;
import clinic.rights.Erasures.Answered;
import clinic.rights.Erasures.AnsweredBefore;
import clinic.rights.Erasures.Erasure;
import clinic.rights.Erasures.State;
import clinic.shared.Actor;
import clinic.shared.Erased;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.Race;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Somebody asks to be erased, and it is answered. */
@ClinicTest
@TestPropertySource(properties = "clinic.name=Erasure")
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest {

    private static final String PASSWORD = "seven small brown otters";

    @Autowired
    Erasures erasures;

    @Autowired
    Retention retention;

    @Autowired
    DataRights rights;

    @Autowired
    NotificationPreferences preferences;

    @Autowired
    Identity identity;

    @Autowired
    Patients patients;

    @Autowired
    Appointments appointments;

    @Autowired
    Availability availability;

    @Autowired
    Directory directory;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private SampleClinic clinic;
    private Actor admin;
    private Location place;
    private AppointmentType type;
    private DoctorId doctor;

    @BeforeEach
    void aDoctorAtWork() {
        clinic = new SampleClinic(directory, patients, availability);
        admin = clinic.admin();
        place = clinic.location("Europe/Berlin");
        type = clinic.instantType(30);
        doctor = clinic.doctor(place.id(), "08:00", "18:00", type.id());
    }

    /** @param account of somebody who has proved the address */
    private record Someone(Actor actor, PatientId id, Account account, String email, String name, String phone) {}

    private Someone someone() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        String email = "leaver." + mark + "@people.example";
        String name = "Lea Qz" + mark;
        String phone = "+49 30 9" + mark.replaceAll("[a-f]", "7");
        identity.signUp(new SignUp(email, PASSWORD, name, LocalDate.of(1971, 3, 4), phone, null, null), "test " + mark);
        Account made = identity.accounts(admin, email, null, 1, null).getFirst();
        String link = identity.issueLink(Actor.system(UUID.randomUUID()), made.id(), LinkPurpose.VERIFY)
                .orElseThrow();
        Account account = ((LinkUsed) identity.verify(link, "test " + mark)).account();
        return new Someone(
                account.actor(UUID.randomUUID()),
                new PatientId(Objects.requireNonNull(account.person())),
                account,
                email,
                name,
                phone);
    }

    private BookingOutcome books(Actor by, @Nullable PatientId patient, Instant start) {
        return appointments.book(
                by, new Booking(patient, doctor, place.id(), type.id(), start, null, "A note of mine", null));
    }

    private AppointmentView visit(Someone patient, Instant start) {
        return ((Done) books(patient.actor(), null, start)).appointment();
    }

    /** A visit that took place some days ago. */
    private AppointmentView visited(Someone patient) {
        Instant now = clock.instant();
        AppointmentView visit = visit(patient, now.plus(Duration.ofDays(2)));
        clock.set(now.plus(Duration.ofDays(3)));
        return ((Done) appointments.complete(clinic.as(doctor), visit.id(), Change.anyVersion())).appointment();
    }

    private Answered granted(Someone patient) {
        Erasure asked = erasures.ask(patient.actor(), "I moved away");
        Answer answer = erasures.grant(admin, asked.id());
        assertThat(answer).isInstanceOf(Answered.class);
        return (Answered) answer;
    }

    @Test
    void theAnswerIsDueWithinAMonthOnTheClinicsCalendar() {
        Someone patient = someone();

        Erasure asked = erasures.ask(patient.actor(), "I moved away");

        assertThat(asked.state()).isEqualTo(State.OPEN);
        assertThat(asked.dueBy()).isEqualTo(LocalDate.of(2026, 12, 23));
        assertThat(asked.reason()).isEqualTo("I moved away");
        assertThat(mails(patient)).contains("ERASURE_ASKED");
        clock.set(Instant.parse("2026-12-24T12:00:00Z"));
        assertThat(erasures.erasure(admin, asked.id()).overdue()).isTrue();
    }

    @Test
    void whoAsksTwiceHasOneRequestAndMayTakeItBack() {
        Someone patient = someone();
        Erasure asked = erasures.ask(patient.actor(), null);

        assertThat(erasures.ask(patient.actor(), "Again").id()).isEqualTo(asked.id());

        assertThat(erasures.withdraw(patient.actor()).state()).isEqualTo(State.WITHDRAWN);
        assertThatThrownBy(() -> erasures.withdraw(patient.actor())).isInstanceOf(NotFound.class);
        assertThat(erasures.grant(admin, asked.id())).isInstanceOf(AnsweredBefore.class);
        assertThat(erasures.ask(patient.actor(), null).id()).isNotEqualTo(asked.id());
    }

    @Test
    void whoAsksManyTimesAtOnceHasOneRequest() throws Exception {
        Someone patient = someone();

        List<Erasure> all = Race.atOnce(8, i -> erasures.ask(patient.account().actor(UUID.randomUUID()), null));

        assertThat(all).extracting(Erasure::id).containsOnly(all.getFirst().id());
    }

    @Test
    void aRefusalHasAReasonThatThePatientReads() {
        Someone patient = someone();
        Erasure asked = erasures.ask(patient.actor(), null);

        assertThatThrownBy(() -> erasures.refuse(admin, asked.id(), "  ")).isInstanceOf(Invalid.class);
        erasures.refuse(admin, asked.id(), "A bill is still open");

        Erasure read = erasures.mine(patient.actor()).orElseThrow();
        assertThat(read.state()).isEqualTo(State.REFUSED);
        assertThat(read.answer()).isEqualTo("A bill is still open");
        assertThat(mails(patient)).contains("ERASURE_REFUSED");
        assertThat(patients.patient(admin, patient.id()).name()).isEqualTo(patient.name());
    }

    @Test
    void aRehearsalSaysWhatWouldHappenAndChangesNothing() {
        Someone patient = someone();
        visited(patient);
        AppointmentView coming = visit(patient, clock.instant().plus(Duration.ofDays(5)));
        Erasure asked = erasures.ask(patient.actor(), null);

        Answered would = (Answered) erasures.rehearse(admin, asked.id());

        assertThat(would.cancelled()).containsExactly(coming.id());
        assertThat(would.kept()).isEqualTo(1);
        assertThat(would.keptUntil()).isAfter(Instant.parse("2036-11-24T00:00:00Z"));
        assertThat(erasures.erasure(admin, asked.id()).state()).isEqualTo(State.OPEN);
        assertThat(appointments.appointment(admin, coming.id()).status()).isEqualTo(Status.APPROVED);
        assertThat(patients.patient(admin, patient.id()).name()).isEqualTo(patient.name());
    }

    @Test
    void whoWasNeverSeenIsGoneWithTheKeyAtOnce() {
        Someone patient = someone();
        AppointmentView coming = visit(patient, clock.instant().plus(Duration.ofDays(2)));

        Answered done = granted(patient);

        assertThat(done.cancelled()).containsExactly(coming.id());
        assertThat(done.keptUntil()).isNull();
        assertThat(done.erasure().erasedAt()).isNotNull();
        assertThat(isKeyDestroyed(patient)).isTrue();
        assertThat(patients.patient(admin, patient.id()).name()).isEqualTo(Vault.ERASED);
        AppointmentView visit = appointments.appointment(clinic.as(doctor), coming.id());
        assertThat(visit.status()).isEqualTo(Status.CANCELLED);
        assertThat(visit.note()).isIn(null, Vault.ERASED);
        assertThat(told(coming)).contains("CANCELLED");
    }

    @Test
    void ofVisitsThatTookPlaceTheDoctorKeepsWhatTheLawSaysWithoutAName() {
        Someone patient = someone();
        AppointmentView visit = visited(patient);

        Answered done = granted(patient);

        assertThat(done.kept()).isEqualTo(1);
        assertThat(done.keptUntil()).isEqualTo(Instant.parse("2036-11-25T08:30:00Z"));
        assertThat(isKeyDestroyed(patient)).isFalse();
        Patient kept = patients.patient(clinic.as(doctor), patient.id());
        assertThat(kept.name()).startsWith(Vault.ERASED + " ");
        assertThat(kept.email()).isNull();
        assertThat(kept.phone()).isNull();
        assertThat(kept.birthDate()).isNull();
        assertThat(kept.erased()).isTrue();
        assertThat(appointments.appointment(clinic.as(doctor), visit.id()).note())
                .isEqualTo("A note of mine");
    }

    @Test
    void nobodyFindsNorSignsInAsSomebodyWhoWasErasedAndTheAddressIsFree() {
        Someone patient = someone();
        Tokens tokens = (Tokens) identity.issueTokens(patient.email(), PASSWORD, null, patient.email(), null);
        visited(patient);

        granted(patient);

        assertThat(patients.search(admin, patient.name(), 5)).isEmpty();
        assertThat(patients.search(admin, patient.email(), 5)).isEmpty();
        assertThat(patients.search(admin, "", 500)).extracting(Patient::id).doesNotContain(patient.id());
        assertThat(identity.accounts(admin, patient.email(), null, 5, null)).isEmpty();
        assertThat(identity.active(patient.account().id())).isEmpty();
        assertThat(identity.bearer(tokens.accessToken())).isEmpty();
        assertThat(identity.signIn(patient.email(), PASSWORD, patient.email())).isNotInstanceOf(SignedIn.class);
        identity.signUp(new SignUp(patient.email(), PASSWORD, "Lea again", null, null, null, null), "anew");
        assertThat(identity.accounts(admin, patient.email(), null, 5, null))
                .extracting(Account::id)
                .doesNotContain(patient.account().id())
                .hasSize(1);
    }

    @Test
    void nothingOfSomebodyWhoWasErasedIsChangedAnyMore() {
        Someone kept = someone();
        visited(kept);
        granted(kept);
        Someone gone = someone();
        granted(gone);

        for (Someone erased : List.of(kept, gone)) {
            assertThatThrownBy(() ->
                            patients.change(admin, erased.id(), new NewPatient("Somebody else", null, null, null)))
                    .isInstanceOf(Erased.class);
            assertThatThrownBy(() -> patients.block(admin, erased.id(), false)).isInstanceOf(Erased.class);
            assertThatThrownBy(() -> identity.block(admin, erased.account().id(), false))
                    .isInstanceOf(Erased.class);
            assertThatThrownBy(() -> identity.rename(admin, erased.account().id(), "Somebody"))
                    .isInstanceOf(Erased.class);
            assertThat(books(admin, erased.id(), clock.instant().plus(Duration.ofDays(4))))
                    .isInstanceOf(PatientBlocked.class);
        }
    }

    @Test
    void ofTwoWhoAnswerAtOnceOneIsTooLate() throws Exception {
        Someone patient = someone();
        visited(patient);
        Erasure asked = erasures.ask(patient.actor(), null);

        List<Answer> answers = Race.<Answer>atOnce(
                6,
                i -> i % 2 == 0
                        ? erasures.grant(clinic.admin(), asked.id())
                        : erasures.refuse(clinic.admin(), asked.id(), "No"));

        assertThat(answers.stream().filter(Answered.class::isInstance)).hasSize(1);
        assertThat(mails(patient).stream().filter(mail -> mail.startsWith("ERASED") || mail.equals("ERASURE_REFUSED")))
                .hasSize(1);
    }

    @Test
    void whoIsErasedWhileBookingHasNoVisitLeft() throws Exception {
        for (int round = 0; round < 4; round++) {
            Someone patient = someone();
            Erasure asked = erasures.ask(patient.actor(), null);
            Instant start = clock.instant().plus(Duration.ofDays(6 + round));

            Race.<Object>atOnce(
                    5,
                    i -> i == 0
                            ? erasures.grant(clinic.admin(), asked.id())
                            : books(patient.account().actor(UUID.randomUUID()), null, start.plusSeconds(3600L * i)));

            assertThat(database.behindTheWalls()
                            .sql("""
                            select count(*) from appointment where patient_id = :patient
                              and status in ('PENDING', 'APPROVED', 'RESCHEDULED')
                            """)
                            .param("patient", patient.id().value())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void whoIsChangedWhileErasedStaysErased() throws Exception {
        for (int round = 0; round < 6; round++) {
            Someone patient = someone();
            visited(patient);
            Erasure asked = erasures.ask(patient.actor(), null);

            Race.<Object>atOnce(
                    5,
                    i -> i == 0
                            ? erasures.grant(clinic.admin(), asked.id())
                            : unlessErased(() -> i % 2 == 0
                                    ? identity.rename(
                                            clinic.admin(), patient.account().id(), patient.name() + " Anew")
                                    : patients.change(
                                            clinic.admin(),
                                            patient.id(),
                                            new NewPatient(
                                                    patient.name() + i, patient.email(), "+49 30 1234567", null))));

            assertThat(patients.patient(admin, patient.id()).name()).startsWith(Vault.ERASED);
            assertThat(database.behindTheWalls()
                            .sql("select count(*) from search_token where owner_id in (:patient, :account)")
                            .param("patient", patient.id().value())
                            .param("account", patient.account().id().value())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    private static Object unlessErased(Supplier<Object> change) {
        try {
            return change.get();
        } catch (Erased e) {
            return e;
        }
    }

    @Test
    void whoIsRestrictedIsNotErasedBeforeThatHasEnded() {
        Someone patient = someone();
        Erasure asked = erasures.ask(patient.actor(), null);
        patients.restrict(admin, patient.id(), "A claim");

        assertThatThrownBy(() -> erasures.grant(admin, asked.id())).isInstanceOf(Invalid.class);
        assertThat(erasures.erasure(admin, asked.id()).state()).isEqualTo(State.OPEN);

        patients.endRestriction(admin, patient.id(), clock.instant().plusSeconds(60));
        clock.advance(Duration.ofMinutes(2));
        assertThat(erasures.grant(admin, asked.id())).isInstanceOf(Answered.class);
    }

    @Test
    void whyWhoWasErasedAskedForItIsForgotten() {
        Someone patient = someone();
        visited(patient);

        assertThat(granted(patient).erasure().reason()).isNull();
    }

    @Test
    void onlyAnAccountThatIsClosedIsToldToWhoeverWatches(CapturedOutput output) {
        Someone patient = someone();
        Erasure asked = erasures.ask(patient.actor(), null);
        String line = "ACCOUNT_CLOSED account=" + patient.account().id().value();

        erasures.rehearse(admin, asked.id());
        assertThat(output.getAll()).doesNotContain(line);
        erasures.grant(admin, asked.id());
        assertThat(output.getAll()).contains(line);
    }

    @Test
    void noAccountIsClosedBehindTheDoorOfSomebodyWhoIsNotErased() {
        Someone patient = someone();

        assertThatThrownBy(() -> identity.close(admin, patient.account().id()))
                .hasMessageContaining("who was not erased");
    }

    @Test
    void nobodyLearnsOfAnotherThatTheyAreRestricted() {
        Someone patient = someone();
        patients.restrict(admin, patient.id(), "A claim");

        assertThat(takesNoVisits(patient.actor(), patient)).isTrue();
        assertThat(takesNoVisits(admin, patient)).isTrue();
        assertThat(takesNoVisits(someone().actor(), patient)).isFalse();
        assertThat(takesNoVisits(clinic.as(doctor), patient)).isFalse();
    }

    private boolean takesNoVisits(Actor asks, Someone patient) {
        return database.transactions()
                .as(
                        asks,
                        () -> database.jdbc()
                                .sql("select takes_no_visits(:id)")
                                .param("id", patient.id().value())
                                .query(Boolean.class)
                                .single());
    }

    @Test
    void theLastMailHasAnAddressUntilItIsGoneAndNoLonger() {
        Someone patient = someone();
        granted(patient);
        UUID mail = database.behindTheWalls()
                .sql("select id from message where account_id = :account and purpose = 'ERASED'")
                .param("account", patient.account().id().value())
                .query(UUID.class)
                .single();

        assertThat(partingAddresses(mail)).isEqualTo(1);
        database.transactions()
                .as(
                        Actor.system(UUID.randomUUID()),
                        () -> database.jdbc()
                                .sql("update message set state = 'DEAD', reason = 'REFUSED' where id = :id")
                                .param("id", mail)
                                .update());

        assertThat(partingAddresses(mail)).isZero();
        assertThat(isDestroyed(mail)).isTrue();
    }

    @Test
    void whatWasCorrectedIsReadByItsOwnerWithWhoDidItAndByNoOther() {
        Someone patient = someone();
        patients.change(
                admin, patient.id(), new NewPatient("Lea Corrected", patient.email(), null, LocalDate.of(1971, 4, 3)));

        assertThat(rights.corrections(patient.actor()))
                .extracting(it -> it.by() + " " + it.field() + " " + it.before() + " " + it.after())
                .containsExactlyInAnyOrder(
                        "ADMIN name " + patient.name() + " Lea Corrected",
                        "ADMIN phone " + patient.phone() + " null",
                        "ADMIN birthDate 1971-03-04 1971-04-03");
        assertThat(rights.corrections(someone().actor())).isEmpty();
        assertThatThrownBy(() -> rights.corrections(admin)).isInstanceOf(Invalid.class);
    }

    @Test
    void whenTextMessagesWereSwitchedOnAndOffIsRemembered() {
        Someone patient = someone();
        for (boolean sms : new boolean[] {true, false}) {
            preferences.choose(patient.actor(), List.of(new Preference(Kind.REMINDERS, true, sms)));
        }

        assertThat(rights.textMessageChoices(patient.actor()))
                .extracting(it -> it.by() + " " + it.kind() + " " + it.sms())
                .containsExactly("PATIENT REMINDERS false", "PATIENT REMINDERS true");
    }

    @Test
    void nothingOfWhoWasErasedIsInTheClearAndWithTheKeyDestroyedNothingOpens() {
        Someone patient = someone();
        visited(patient);
        granted(patient);
        clock.set(Instant.parse("2036-11-26T00:00:00Z"));
        retention.purge(admin);

        List<String> planted = List.of(
                patient.name(), patient.email(), patient.phone(), "1971-03-04", "A note of mine", "I moved away");
        List<String> seen = new ArrayList<>();
        for (String table : database.behindTheWalls()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            for (String row : database.behindTheWalls()
                    .sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()) {
                planted.stream()
                        .filter(value -> row.contains(value)
                                || row.contains(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8))))
                        .forEach(value -> seen.add(table + ": " + value));
            }
        }
        assertThat(seen).isEmpty();
        assertThat(isKeyDestroyed(patient)).isTrue();
        assertThat(database.behindTheWalls()
                        .sql("select count(*) from search_token where owner_id in (:patient, :account)")
                        .param("patient", patient.id().value())
                        .param("account", patient.account().id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(database.behindTheWalls()
                        .sql("""
                        select count(*) from audit_entry where kind = 'data_key' and record_id = :owner
                          and (before ->> 'wrapped' not like '•••%' or after ->> 'wrapped' not like '•••%')
                        """)
                        .param("owner", patient.id().value().toString())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int partingAddresses(UUID mail) {
        return database.behindTheWalls()
                .sql("select count(*) from parting_address where message_id = :id")
                .param("id", mail)
                .query(Integer.class)
                .single();
    }

    @Test
    void atTheEndOfTheLawsPeriodTheClockDestroysTheKey() {
        Someone patient = someone();
        AppointmentView visit = visited(patient);
        Erasure asked = granted(patient).erasure();

        retention.purge(admin);
        assertThat(isKeyDestroyed(patient)).isFalse();

        clock.set(Instant.parse("2036-11-26T00:00:00Z"));
        assertThat(retention.purge(admin).get(Retention.Kind.MEDICAL_RECORDS)).isPositive();

        assertThat(isKeyDestroyed(patient)).isTrue();
        assertThat(erasures.erasure(admin, asked.id()).erasedAt()).isNotNull();
        assertThat(appointments.appointment(clinic.as(doctor), visit.id()).note())
                .isIn(null, Vault.ERASED);
    }

    private boolean isKeyDestroyed(Someone patient) {
        return isDestroyed(patient.id().value());
    }

    private boolean isDestroyed(UUID owner) {
        return database.behindTheWalls()
                .sql("select destroyed_at is not null and wrapped is null from data_key where owner_id = :owner")
                .param("owner", owner)
                .query(Boolean.class)
                .single();
    }

    private List<String> mails(Someone patient) {
        return database.behindTheWalls()
                .sql("select purpose from message where account_id = :account")
                .param("account", patient.account().id().value())
                .query(String.class)
                .list();
    }

    private List<String> told(AppointmentView visit) {
        return database.behindTheWalls()
                .sql("select purpose from message where appointment_id = :visit and recipient_kind = 'DOCTOR'")
                .param("visit", visit.id().value())
                .query(String.class)
                .list();
    }
}
