package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.NotBookable;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.IllegalTransition;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.booking.BookingOutcome.TooLate;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.patients.Patients.NewPatient;
import clinic.shared.Actor;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An answer that was a slip is taken back within eight seconds, before anybody is told of it. */
class TakeBackTest extends BookingScene {

    private static final Instant TEN = TestClock.START.plus(Duration.ofDays(2)).plus(Duration.ofHours(2));
    private static final Duration JUST_IN_TIME = Duration.ofMillis(7_999);

    @Autowired
    private TestDatabase database;

    private AppointmentType type;
    private DoctorId doctor;
    private PatientId patient;
    private AppointmentView asked;

    @BeforeEach
    void aRequestForTen() {
        type = clinic.typeToApprove(30);
        doctor = clinic.doctor(london.id(), "08:00", "18:00", type.id());
        directory.changePolicy(clinic.admin(), PolicyScope.of(type.id()), Map.of(PolicyRule.REQUEST_EXPIRY, 60));
        patient = patients.add(
                        clinic.admin(), new NewPatient("Pat Example", UUID.randomUUID() + "@mail.example", null, null))
                .id();
        asked = done(appointments.book(clinic.as(patient), at(TEN)));
    }

    @Test
    void anApprovalTakenBackLeavesTheRequestAsItWasAndNobodyHearsOfEither() {
        Actor staff = clinic.as(doctor);
        done(appointments.approve(staff, asked.id(), Change.anyVersion()));
        clock.advance(JUST_IN_TIME);

        AppointmentView open = done(appointments.takeBackAnswer(staff, asked.id(), Change.anyVersion()));

        assertThat(open.status()).isEqualTo(Status.PENDING);
        assertThat(open.awaiting()).isEqualTo(Party.DOCTOR);
        assertThat(open.expiresAt()).isEqualTo(asked.expiresAt());
        assertThat(open.during()).isEqualTo(asked.during());
        clock.advance(Duration.ofDays(1));
        assertThat(told()).containsExactly("REQUESTED");
        assertThat(statesOfMails()).containsExactly("REQUESTED PLANNED", "APPROVED SKIPPED");
        assertThat(appointments.history(staff, asked.id()))
                .map(Transition::to)
                .containsExactly(Status.PENDING, Status.APPROVED, Status.PENDING);
    }

    @Test
    void aRejectionTakenBackHoldsTheTimeAgainUntilTheRequestExpires() {
        Actor admin = clinic.admin();
        done(appointments.reject(admin, asked.id(), Change.because("A slip")));
        clock.advance(JUST_IN_TIME);

        done(appointments.takeBackAnswer(admin, asked.id(), Change.anyVersion()));

        assertThat(appointments.book(clinic.as(clinic.patient()), at(TEN))).isInstanceOf(TimeRefused.class);
        done(appointments.approve(clinic.as(doctor), asked.id(), Change.anyVersion()));
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).containsExactly("APPROVED", "REQUESTED");
    }

    @Test
    void aRequestOpenAgainExpiresWhenItWouldHave() {
        done(appointments.approve(clinic.as(doctor), asked.id(), Change.anyVersion()));
        done(appointments.takeBackAnswer(clinic.as(doctor), asked.id(), Change.anyVersion()));

        clock.set(Objects.requireNonNull(asked.expiresAt()));

        assertThat(appointments.approve(clinic.as(doctor), asked.id(), Change.anyVersion()))
                .isInstanceOf(BookingOutcome.Expired.class);
        done(appointments.book(clinic.as(clinic.patient()), at(TEN)));
    }

    @Test
    void aTimeThatSomebodyElseHasTakenSinceTheRejectionIsNotTakenBack() {
        Actor staff = clinic.as(doctor);
        done(appointments.reject(staff, asked.id(), Change.because("A slip")));
        AppointmentView others = done(appointments.book(clinic.as(clinic.patient()), at(TEN)));

        BookingOutcome outcome = appointments.takeBackAnswer(staff, asked.id(), Change.anyVersion());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TimeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NotBookable.SLOT_TAKEN));
        assertThat(appointments.appointment(staff, asked.id()).status()).isEqualTo(Status.REJECTED);
        assertThat(appointments.appointment(staff, others.id()).status()).isEqualTo(Status.PENDING);
        clock.advance(Duration.ofSeconds(10));
        assertThat(told()).containsExactly("REJECTED", "REQUESTED");
    }

    @Test
    void afterEightSecondsItStands() {
        Actor staff = clinic.as(doctor);
        done(appointments.approve(staff, asked.id(), Change.anyVersion()));
        clock.advance(Duration.ofSeconds(8));

        assertThat(appointments.takeBackAnswer(staff, asked.id(), Change.anyVersion()))
                .isInstanceOf(TooLate.class);
        assertThat(appointments.appointment(staff, asked.id()).possible()).doesNotContain(Step.TAKE_BACK_ANSWER);
    }

    @Test
    void whoCanTakeItBackIsToldUntilWhen() {
        Actor staff = clinic.as(doctor);
        Instant answered = clock.instant();
        done(appointments.approve(staff, asked.id(), Change.anyVersion()));
        clock.advance(Duration.ofSeconds(5));

        assertThat(appointments.appointment(staff, asked.id()).takeBackUntil())
                .isEqualTo(answered.plus(Transition.TAKEN_BACK_WITHIN));
        assertThat(appointments.appointment(clinic.as(patient), asked.id()).takeBackUntil())
                .isNull();
        clock.advance(Duration.ofSeconds(3));
        assertThat(appointments.appointment(staff, asked.id()).takeBackUntil()).isNull();
    }

    @Test
    void anAnswerCanBeTakenBackUntilTheVisitBeginsAtTheLatest() {
        Actor staff = clinic.as(doctor);
        directory.changePolicy(
                clinic.admin(), PolicyScope.of(type.id()), Map.of(PolicyRule.REQUEST_EXPIRY, 7 * 24 * 60));
        Instant eleven = TEN.plus(Duration.ofHours(1));
        AppointmentView soon = done(appointments.book(clinic.as(clinic.patient()), at(eleven)));
        clock.set(eleven.minusSeconds(3));
        AppointmentView answered = done(appointments.reject(staff, soon.id(), Change.because("A slip")));

        assertThat(answered.takeBackUntil()).isEqualTo(eleven);
        clock.advance(Duration.ofSeconds(3));
        assertThat(appointments.takeBackAnswer(staff, answered.id(), Change.anyVersion()))
                .isInstanceOf(TooLate.class);
    }

    @Test
    void onceAMessageIsUnderWayItStands() {
        Actor staff = clinic.as(doctor);
        done(appointments.approve(staff, asked.id(), Change.anyVersion()));
        int underWay = JdbcClient.create(database.as("postgres"))
                .sql("update message set lease_id = gen_random_uuid(), lease_until = now() where appointment_id = :id"
                        + " and channel = 'EMAIL' and purpose = 'APPROVED' and recipient_kind = 'PATIENT'")
                .param("id", asked.id().value())
                .update();
        assertThat(underWay).isEqualTo(1);

        assertThat(appointments.takeBackAnswer(staff, asked.id(), Change.anyVersion()))
                .isInstanceOf(TooLate.class);
        assertThat(appointments.appointment(staff, asked.id()).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void theAnswerToAMoveIsTakenBackToTheMove() {
        Actor staff = clinic.as(doctor);
        AppointmentView moved = done(appointments.move(
                clinic.as(patient),
                asked.id(),
                new Move(TEN.plus(Duration.ofHours(1)), null, null, null),
                Change.anyVersion()));
        for (boolean approves : List.of(true, false)) {
            done(
                    approves
                            ? appointments.approve(staff, asked.id(), Change.anyVersion())
                            : appointments.reject(staff, asked.id(), Change.because("A slip")));
            clock.advance(Duration.ofSeconds(3));

            AppointmentView open = done(appointments.takeBackAnswer(staff, asked.id(), Change.anyVersion()));

            assertThat(open.status()).isEqualTo(Status.RESCHEDULED);
            assertThat(open.awaiting()).isEqualTo(Party.DOCTOR);
            assertThat(open.during()).isEqualTo(moved.during());
            assertThat(open.moves()).isEqualTo(1);
        }
        clock.advance(Duration.ofDays(1));
        assertThat(told()).containsExactly("MOVE_REQUESTED", "REQUESTED");
    }

    @Test
    void whatWasBookedWithoutAskingHasNoAnswerToTakeBack() {
        AppointmentView booked = done(appointments.book(
                clinic.admin(),
                new Booking(patient, doctor, london.id(), type.id(), TEN.plus(Duration.ofHours(3)), null, null, null)));

        assertThat(appointments.takeBackAnswer(clinic.admin(), booked.id(), Change.anyVersion()))
                .isInstanceOf(IllegalTransition.class);
    }

    @Test
    void theDatabaseTakesNothingBackLater() {
        done(appointments.approve(clinic.as(doctor), asked.id(), Change.anyVersion()));
        clock.advance(Duration.ofSeconds(8));

        assertThatThrownBy(() -> transactions.as(
                        clinic.admin(),
                        () -> jdbc.sql("""
                                        insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                                        values (:id, 3, 'APPROVED', 'PENDING', :at, :by, 'ADMIN')
                                        """)
                                .param("id", asked.id().value())
                                .param("at", clock.instant().minusSeconds(5).atOffset(ZoneOffset.UTC))
                                .param("by", clinic.admin().id())
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("taken back at once");
    }

    private Booking at(Instant start) {
        return new Booking(null, doctor, london.id(), type.id(), start, null, null, null);
    }

    /** What the patient finds in the clinic's pages by now, newest first. */
    private List<String> told() {
        return JdbcClient.create(database.as("postgres"))
                .sql("select purpose from message where appointment_id = :id and channel = 'IN_APP' and state = 'SENT'"
                        + " and recipient_kind = 'PATIENT' and sent_at <= :now order by sent_at desc, transition desc")
                .param("id", asked.id().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private List<String> statesOfMails() {
        return JdbcClient.create(database.as("postgres"))
                .sql("select purpose || ' ' || state from message where appointment_id = :id and channel = 'EMAIL'"
                        + " and recipient_kind = 'PATIENT' and purpose <> 'REMINDER' order by transition")
                .param("id", asked.id().value())
                .query(String.class)
                .list();
    }
}
