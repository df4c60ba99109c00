package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.NotBookable;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.IllegalTransition;
import clinic.booking.BookingOutcome.NotBegun;
import clinic.booking.BookingOutcome.Stale;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** That the patient is there, and goes in: facts with who and when, beside the state. */
class ArrivalTest extends BookingScene {

    private static final Instant START = TestClock.START.plus(Duration.ofDays(3));
    private static final Instant EARLY = START.minus(Duration.ofMinutes(10));

    private AppointmentType instantly;
    private AppointmentType onApproval;
    private DoctorId doctor;
    private Actor staff;
    private PatientId patient;

    @BeforeEach
    void aDoctor() {
        patient = clinic.patient();
        instantly = clinic.instantType(30);
        onApproval = clinic.typeToApprove(30);
        doctor = clinic.doctor(london.id(), "06:00", "20:00", instantly.id(), onApproval.id());
        staff = clinic.as(doctor);
    }

    @Test
    void aPatientArrivesWaitsAndGoesInWhileTheStateAndTheHistoryStay() {
        AppointmentView visit = booked(instantly);
        clock.set(EARLY);
        AppointmentView arrived = done(appointments.arrive(staff, visit.id(), Change.anyVersion()));
        clock.set(START);
        AppointmentView inside = done(appointments.beginVisit(staff, visit.id(), Change.anyVersion()));

        assertThat(arrived.attendance()).isEqualTo(new Attendance(noted(EARLY), null));
        assertThat(inside.attendance()).isEqualTo(new Attendance(noted(EARLY), noted(START)));
        assertThat(inside.status()).isEqualTo(Status.APPROVED);
        assertThat(inside.version()).isEqualTo(visit.version());
        assertThat(appointments.history(staff, visit.id())).hasSize(1);
        clock.set(START.plus(Duration.ofHours(1)));
        assertThat(appointments.appointment(staff, visit.id()).possible())
                .contains(Step.COMPLETE)
                .doesNotContain(Step.ARRIVE, Step.BEGIN_VISIT, Step.MARK_NO_SHOW);
    }

    @Test
    void whoGoesInWithoutWaitingHasArrivedToo() {
        AppointmentView visit = booked(instantly);
        clock.set(START);

        assertThat(done(appointments.beginVisit(staff, visit.id(), Change.anyVersion()))
                        .attendance())
                .isEqualTo(new Attendance(noted(START), noted(START)));
    }

    @Test
    void theDeskNotesTheArrivalAndTheDoctorThatTheVisitBegins() {
        AppointmentView visit = booked(instantly);
        Actor desk = clinic.admin();
        clock.set(EARLY);
        done(appointments.arrive(desk, visit.id(), Change.anyVersion()));
        clock.set(START);

        assertThat(done(appointments.beginVisit(staff, visit.id(), Change.anyVersion()))
                        .attendance())
                .isEqualTo(new Attendance(new Attendance.Noted(EARLY, desk.id()), noted(START)));
    }

    @Test
    void nobodyArrivesTwiceOrBeforeTheDayOfTheVisit() {
        AppointmentView visit = booked(instantly);
        assertThat(appointments.arrive(staff, visit.id(), Change.anyVersion())).isInstanceOf(NotBegun.class);

        clock.set(EARLY);
        done(appointments.arrive(staff, visit.id(), Change.anyVersion()));
        assertThat(appointments.arrive(staff, visit.id(), Change.anyVersion())).isInstanceOf(IllegalTransition.class);
    }

    @Test
    void anArrivalNotedByMistakeIsTakenBackUntilTheVisitBegins() {
        AppointmentView visit = booked(instantly);
        clock.set(EARLY);
        done(appointments.arrive(staff, visit.id(), Change.anyVersion()));
        assertThat(done(appointments.takeBackArrival(staff, visit.id(), Change.anyVersion()))
                        .attendance())
                .isNull();

        done(appointments.beginVisit(staff, visit.id(), Change.anyVersion()));
        assertThat(appointments.takeBackArrival(staff, visit.id(), Change.anyVersion()))
                .isInstanceOf(IllegalTransition.class);
    }

    @Test
    void aRequestThatNobodyHasApprovedHasNoArrival() {
        AppointmentView request = booked(onApproval);
        clock.set(EARLY);

        assertThat(appointments.arrive(staff, request.id(), Change.anyVersion()))
                .isInstanceOf(BookingOutcome.Refused.class);
        assertThatThrownBy(() -> noteByHand(staff, request.id())).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whoIsMovedToAnotherTimeHasNotArrivedForIt() {
        AppointmentView visit = booked(instantly);
        clock.set(EARLY);
        done(appointments.arrive(staff, visit.id(), Change.anyVersion()));

        AppointmentView moved = done(appointments.move(
                staff,
                visit.id(),
                new Move(START.plus(Duration.ofHours(3)), null, null, null),
                Change.because("Delayed")));

        assertThat(moved.attendance()).isNull();
        assertThat(appointments.appointment(staff, visit.id()).attendance()).isNull();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotNotedUnread() {
        AppointmentView visit = booked(instantly);
        clock.set(EARLY);

        assertThat(appointments.arrive(staff, visit.id(), new Change(visit.version() + 1, null)))
                .isInstanceOf(Stale.class);
    }

    @Test
    void neitherPatientsNorOtherDoctorsNoteArrivals() {
        AppointmentView visit = booked(instantly);
        clock.set(EARLY);
        Actor other = clinic.as(clinic.doctor(london.id(), "06:00", "20:00", visit.type()));

        assertThat(appointments.arrive(clinic.as(patient), visit.id(), Change.anyVersion()))
                .isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> appointments.arrive(other, visit.id(), Change.anyVersion()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> noteByHand(clinic.as(patient), visit.id())).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> noteByHand(other, visit.id())).isInstanceOf(DataAccessException.class);
    }

    @Test
    void aWalkInWhoSitsWithTheDoctorAlreadyIsBookedByAnAdminAndHasArrived() {
        booked(instantly);
        clock.set(START.minus(Duration.ofHours(2)).plus(Duration.ofMinutes(7)));
        Instant began = START.minus(Duration.ofHours(2));

        AppointmentView walkIn = done(appointments.book(clinic.admin(), walkIn(began)));

        assertThat(walkIn.status()).isEqualTo(Status.APPROVED);
        assertThat(walkIn.attendance())
                .isNotNull()
                .extracting(there -> there.arrival().at())
                .isEqualTo(clock.instant());
        assertThat(appointments.history(staff, walkIn.id()).getLast().overrideReason())
                .isEqualTo("Cut his hand");
    }

    @Test
    void whatIsOverOrTakenIsNoWalkInAndOnlyAnAdminBooksOne() {
        booked(instantly);
        clock.set(START.plus(Duration.ofMinutes(10)));

        assertThat(appointments.book(clinic.admin(), walkIn(START)))
                .isInstanceOfSatisfying(
                        TimeRefused.class, no -> assertThat(no.reason()).isEqualTo(NotBookable.SLOT_TAKEN));
        assertThat(appointments.book(clinic.admin(), walkIn(START.minus(Duration.ofMinutes(60)))))
                .isInstanceOfSatisfying(
                        TimeRefused.class, no -> assertThat(no.reason()).isEqualTo(NotBookable.IN_PAST));
        assertThatThrownBy(() -> appointments.book(staff, walkIn(START.plus(Duration.ofMinutes(5)))))
                .isInstanceOf(Invalid.class);
    }

    private Booking walkIn(Instant start) {
        return new Booking(
                clinic.patient(), doctor, london.id(), instantly.id(), start, null, null, null, "Cut his hand", null);
    }

    @Test
    void nobodySignsAnArrivalForSomebodyElse() {
        AppointmentView visit = booked(instantly);

        assertThatThrownBy(() -> transactions.as(
                        staff,
                        () -> jdbc.sql("insert into attendance (appointment_id, arrived_at, arrived_by)"
                                        + " values (:id, now(), gen_random_uuid())")
                                .param("id", visit.id().value())
                                .update()))
                .isInstanceOf(DataAccessException.class);
    }

    private void noteByHand(Actor by, AppointmentId id) {
        transactions.as(
                by,
                () -> jdbc.sql(
                                "insert into attendance (appointment_id, arrived_at, arrived_by) values (:id, now(), :by)")
                        .param("id", id.value())
                        .param("by", by.id())
                        .update());
    }

    private Attendance.Noted noted(Instant at) {
        return new Attendance.Noted(at, staff.id());
    }

    private AppointmentView booked(AppointmentType type) {
        return done(appointments.book(
                clinic.as(patient), new Booking(null, doctor, london.id(), type.id(), START, null, null, null)));
    }
}
