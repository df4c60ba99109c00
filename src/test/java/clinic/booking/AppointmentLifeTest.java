package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.NotBookable;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Walks appointments through their lives, against the real database. The clock stands at Monday 23 November 2026, 08:00 UTC. */
@Tag("zones")
class AppointmentLifeTest extends BookingScene {

    private static final Instant TUESDAY_NINE = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant THURSDAY_NINE = Instant.parse("2026-11-26T09:00:00Z");
    private static final Instant THURSDAY_TEN = Instant.parse("2026-11-26T10:00:00Z");

    private AppointmentType toApprove;
    private AppointmentType instant;
    private DoctorId doctor;
    private PatientId patient;

    @BeforeEach
    void aClinicWithOneDoctor() {
        toApprove = clinic.typeToApprove(30);
        instant = clinic.instantType(30);
        doctor = clinic.doctor(london.id(), "09:00", "17:00", toApprove.id(), instant.id());
        patient = clinic.patient();
    }

    @Test
    void aRequestWaitsForTheDoctorAndHoldsItsTimeMeanwhile() {
        AppointmentView request = done(book(clinic.as(patient), toApprove, THURSDAY_NINE));

        assertThat(request.status()).isEqualTo(Status.PENDING);
        assertThat(request.awaiting()).isEqualTo(Party.DOCTOR);
        assertThat(free(THURSDAY_NINE)).isFalse();
        assertThat(refusal(book(clinic.as(clinic.patient()), toApprove, THURSDAY_NINE)))
                .isEqualTo(NotBookable.SLOT_TAKEN);
    }

    @Test
    void aWholeLifeFromRequestOverAMoveToCompletion() {
        Actor asPatient = clinic.as(patient);
        Actor asDoctor = clinic.as(doctor);
        AppointmentId id = done(book(asPatient, toApprove, THURSDAY_NINE)).id();

        done(appointments.approve(asDoctor, id, Change.anyVersion()));
        AppointmentView moved = done(appointments.move(
                asPatient, id, new Move(THURSDAY_TEN, null, null, null), Change.because("School run")));
        assertThat(moved.status()).isEqualTo(Status.RESCHEDULED);
        assertThat(moved.awaiting()).isEqualTo(Party.DOCTOR);
        assertThat(free(THURSDAY_NINE)).isTrue();
        assertThat(free(THURSDAY_TEN)).isFalse();

        assertThat(done(appointments.approve(asDoctor, id, Change.anyVersion())).status())
                .isEqualTo(Status.APPROVED);
        clock.set(THURSDAY_TEN.plus(Duration.ofMinutes(5)));
        assertThat(done(appointments.complete(asDoctor, id, Change.anyVersion()))
                        .status())
                .isEqualTo(Status.COMPLETED);

        assertThat(appointments.history(asPatient, id))
                .extracting(Transition::number, Transition::from, Transition::to, Transition::byRole)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, null, Status.PENDING, Actor.Role.PATIENT),
                        org.assertj.core.groups.Tuple.tuple(2, Status.PENDING, Status.APPROVED, Actor.Role.DOCTOR),
                        org.assertj.core.groups.Tuple.tuple(3, Status.APPROVED, Status.RESCHEDULED, Actor.Role.PATIENT),
                        org.assertj.core.groups.Tuple.tuple(4, Status.RESCHEDULED, Status.APPROVED, Actor.Role.DOCTOR),
                        org.assertj.core.groups.Tuple.tuple(5, Status.APPROVED, Status.COMPLETED, Actor.Role.DOCTOR));
    }

    @Test
    void aBlockedPatientBooksNothingAndKeepsWhatStands() {
        AppointmentView stands = done(book(clinic.as(patient), instant, THURSDAY_NINE));
        patients.block(clinic.admin(), patient, true);

        assertThat(book(clinic.as(patient), instant, THURSDAY_TEN)).isInstanceOf(BookingOutcome.PatientBlocked.class);
        assertThat(appointments.appointment(clinic.as(patient), stands.id()).status())
                .isEqualTo(Status.APPROVED);
        patients.block(clinic.admin(), patient, false);
        done(book(clinic.as(patient), instant, THURSDAY_TEN));
    }

    @Test
    void whenNoDoctorCanBeHadTheReasonIsTheOneWhoCameNearest() {
        Actor actor = clinic.as(patient);
        done(book(actor, instant, THURSDAY_NINE));

        assertThat(refusal(bookWithAny(actor, THURSDAY_NINE))).isEqualTo(NotBookable.SLOT_TAKEN);
        clinic.doctor(london.id(), "09:00", "17:00", instant.id());
        assertThat(refusal(bookWithAny(actor, THURSDAY_NINE))).isEqualTo(NotBookable.PATIENT_BUSY);
        assertThat(refusal(bookWithAny(actor, THURSDAY_TEN.plus(Duration.ofMinutes(7)))))
                .isEqualTo(NotBookable.OFF_GRID);
        assertThat(refusal(bookWithAny(actor, THURSDAY_NINE.minus(Duration.ofHours(3)))))
                .isEqualTo(NotBookable.OUTSIDE_HOURS);
        assertThat(refusal(bookWithAny(actor, THURSDAY_NINE.minus(Duration.ofDays(30)))))
                .isEqualTo(NotBookable.IN_PAST);
        assertThat(refusal(bookWithAny(actor, THURSDAY_NINE.plus(Duration.ofDays(600)))))
                .isEqualTo(NotBookable.TOO_FAR);
    }

    @Test
    void aPatientMovesAsOftenAsThePolicySaysAndTheClinicsMovesDoNotCount() {
        Actor self = clinic.as(patient);
        AppointmentId id = done(book(self, instant, THURSDAY_NINE)).id();
        for (int half = 1; half <= 4; half++) {
            done(moveBy(clinic.as(doctor), id, half));
        }
        int limit = directory.policies(clinic.admin()).of(null, null).moveLimit();
        for (int half = 5; half < 5 + limit; half++) {
            done(moveBy(self, id, half));
        }

        assertThat(moveBy(self, id, 5 + limit)).isInstanceOf(BookingOutcome.MoveLimitReached.class);
        done(moveBy(clinic.as(doctor), id, 6 + limit));
    }

    private BookingOutcome moveBy(Actor actor, AppointmentId id, int halfHours) {
        return appointments.move(
                actor,
                id,
                new Move(THURSDAY_NINE.plus(Duration.ofMinutes(30L * halfHours)), null, null, null),
                Change.anyVersion());
    }

    private BookingOutcome bookWithAny(Actor actor, Instant start) {
        return appointments.book(actor, new Booking(null, null, london.id(), instant.id(), start, null, null, null));
    }

    @Test
    void whatBooksInstantlyIsApprovedAtOnceAndStaysSoWhenThePatientMovesIt() {
        AppointmentView booked = done(book(clinic.as(patient), instant, THURSDAY_NINE));
        assertThat(booked.status()).isEqualTo(Status.APPROVED);

        AppointmentView moved = done(appointments.move(
                clinic.as(patient), booked.id(), new Move(THURSDAY_TEN, null, null, null), Change.anyVersion()));

        assertThat(moved.status()).isEqualTo(Status.APPROVED);
        assertThat(moved.during().start()).isEqualTo(THURSDAY_TEN);
        assertThat(moved.version()).isEqualTo(3);
    }

    @Test
    void aMoveByTheDoctorStandsAndAsksThePatient() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();

        AppointmentView moved = done(appointments.move(
                clinic.as(doctor), id, new Move(THURSDAY_TEN, null, null, null), Change.anyVersion()));
        assertThat(moved.awaiting()).isEqualTo(Party.PATIENT);
        assertThat(appointments.approve(clinic.as(doctor), id, Change.anyVersion()))
                .isInstanceOf(BookingOutcome.IllegalTransition.class);

        assertThat(done(appointments.accept(clinic.as(patient), id, Change.anyVersion()))
                        .status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    void aMoveByLessThanItsLengthDoesNotClashWithItself() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();
        DoctorId other = clinic.doctor(
                SampleClinic.everyDay(london.id(), "09:00", "17:00", Duration.ofMinutes(10)), instant.id());
        done(appointments.move(clinic.as(patient), id, new Move(THURSDAY_TEN, other, null, null), Change.anyVersion()));

        AppointmentView moved = done(appointments.move(
                clinic.as(patient),
                id,
                new Move(THURSDAY_TEN.plus(Duration.ofMinutes(10)), other, null, null),
                Change.anyVersion()));

        assertThat(moved.doctor()).isEqualTo(other);
        assertThat(free(THURSDAY_NINE)).isTrue();
    }

    @Test
    void aRefusedMoveLeavesEverythingAsItWas() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();
        done(book(clinic.as(clinic.patient()), instant, THURSDAY_TEN));

        BookingOutcome refused = appointments.move(
                clinic.as(patient), id, new Move(THURSDAY_TEN, null, null, null), Change.anyVersion());

        assertThat(refusal(refused)).isEqualTo(NotBookable.SLOT_TAKEN);
        assertThat(((TimeRefused) refused).alternatives()).hasSize(3);
        assertThat(free(THURSDAY_NINE)).isFalse();
        assertThat(appointments.history(clinic.as(patient), id)).hasSize(1);
    }

    @Test
    void aRejectedOrCancelledVisitLetsItsTimeGo() {
        AppointmentId rejected =
                done(book(clinic.as(patient), toApprove, THURSDAY_NINE)).id();
        assertThat(appointments.reject(clinic.as(doctor), rejected, Change.anyVersion()))
                .isInstanceOf(BookingOutcome.ReasonRequired.class);
        done(appointments.reject(clinic.as(doctor), rejected, Change.because("On a course")));
        assertThat(free(THURSDAY_NINE)).isTrue();

        AppointmentId cancelled =
                done(book(clinic.as(patient), toApprove, THURSDAY_NINE)).id();
        done(appointments.cancel(clinic.as(patient), cancelled, Change.anyVersion()));
        assertThat(free(THURSDAY_NINE)).isTrue();
        assertThat(appointments.approve(clinic.as(doctor), cancelled, Change.anyVersion()))
                .isEqualTo(new BookingOutcome.IllegalTransition(Status.CANCELLED, Step.APPROVE));
    }

    @Test
    void afterTheCutOffThePatientMustRingAndTheDoctorMayStillCancel() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();

        clock.set(THURSDAY_NINE.minus(Duration.ofDays(1)));
        assertThat(appointments.appointment(clinic.as(patient), id).possible()).contains(Step.CANCEL, Step.MOVE);
        clock.set(THURSDAY_NINE.minus(Duration.ofDays(1)).plusMillis(1));

        assertThat(appointments.cancel(clinic.as(patient), id, Change.anyVersion()))
                .isInstanceOf(BookingOutcome.TooLate.class);
        assertThat(appointments.appointment(clinic.as(patient), id).possible()).isEmpty();
        assertThat(done(appointments.cancel(clinic.as(doctor), id, Change.because("Ill")))
                        .status())
                .isEqualTo(Status.CANCELLED);
    }

    @Test
    void aNoShowIsRecordedAfterTheGracePeriodAndCorrectedByAnAdminOnly() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();
        assertThat(appointments.complete(clinic.as(doctor), id, Change.anyVersion()))
                .isInstanceOf(BookingOutcome.NotBegun.class);

        clock.set(THURSDAY_NINE.plus(Duration.ofMinutes(14)));
        assertThat(appointments.markNoShow(clinic.as(doctor), id, Change.anyVersion()))
                .isInstanceOf(BookingOutcome.NotBegun.class);
        clock.set(THURSDAY_NINE.plus(Duration.ofMinutes(15)));
        done(appointments.markNoShow(clinic.as(doctor), id, Change.anyVersion()));

        assertThat(appointments.correct(clinic.as(doctor), id, Status.COMPLETED, Change.because("Was late")))
                .isInstanceOf(BookingOutcome.IllegalTransition.class);
        assertThat(done(appointments.correct(clinic.admin(), id, Status.COMPLETED, Change.because("Was late")))
                        .status())
                .isEqualTo(Status.COMPLETED);
    }

    @Test
    void aRequestWhoseTimeHasBegunCanNoLongerBeApproved() {
        AppointmentId id =
                done(book(clinic.as(patient), toApprove, THURSDAY_NINE)).id();
        clock.set(THURSDAY_NINE);

        assertThat(appointments.approve(clinic.as(doctor), id, Change.anyVersion()))
                .isInstanceOf(BookingOutcome.Expired.class);
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        AppointmentId id =
                done(book(clinic.as(patient), toApprove, THURSDAY_NINE)).id();
        done(appointments.approve(clinic.as(doctor), id, new Change(1, null)));

        assertThat(appointments.cancel(clinic.as(patient), id, new Change(1, null)))
                .isEqualTo(new BookingOutcome.Stale(2));
    }

    @Test
    void aDeletedEntryIsGoneFromEveryListAndItsTimeIsFree() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();

        done(appointments.delete(clinic.admin(), id, Change.because("Wrong patient")));

        assertThatThrownBy(() -> appointments.appointment(clinic.as(patient), id))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> appointments.history(clinic.admin(), id)).isInstanceOf(NotFound.class);
        assertThat(free(THURSDAY_NINE)).isTrue();
    }

    @Test
    void theSameKeyGivesTheSameAppointmentAndAnotherContentIsRefused() {
        Actor asPatient = clinic.as(patient);
        AppointmentView first = done(appointments.book(asPatient, booking(instant, THURSDAY_NINE, "key-1")));

        BookingOutcome again = appointments.book(asPatient, booking(instant, THURSDAY_NINE, "key-1"));
        assertThat(again).isEqualTo(new Done(first, true));
        assertThat(appointments.book(asPatient, booking(instant, THURSDAY_TEN, "key-1")))
                .isInstanceOf(BookingOutcome.KeyReused.class);
    }

    @Test
    void thePatientOfTwoDoctorsCannotBeInTwoPlaces() {
        DoctorId other = clinic.doctor(london.id(), "09:00", "17:00", instant.id());
        done(book(clinic.as(patient), instant, THURSDAY_NINE));

        BookingOutcome refused = appointments.book(
                clinic.as(patient),
                new Booking(null, other, london.id(), instant.id(), THURSDAY_NINE, null, null, null));

        assertThat(refusal(refused)).isEqualTo(NotBookable.PATIENT_BUSY);
    }

    @Test
    void withAnyDoctorTheFreeOneIsTaken() {
        DoctorId other = clinic.doctor(london.id(), "09:00", "17:00", instant.id());
        done(book(clinic.as(clinic.patient()), instant, THURSDAY_NINE));

        AppointmentView booked = done(appointments.book(
                clinic.as(patient),
                new Booking(null, null, london.id(), instant.id(), THURSDAY_NINE, null, null, null)));

        assertThat(booked.doctor()).isEqualTo(other);
    }

    @Test
    void aDoctorBooksDirectlyForAPatientWhoIsTreatedAndForNobodyElse() {
        done(book(clinic.as(patient), toApprove, TUESDAY_NINE));

        AppointmentView followUp = done(appointments.book(
                clinic.as(doctor),
                new Booking(patient, null, london.id(), toApprove.id(), THURSDAY_NINE, null, null, null)));
        assertThat(followUp.status()).isEqualTo(Status.APPROVED);

        PatientId stranger = clinic.patient();
        assertThatThrownBy(() -> appointments.book(
                        clinic.as(doctor),
                        new Booking(stranger, null, london.id(), toApprove.id(), THURSDAY_TEN, null, null, null)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void othersAreAsIfTheyWereNot() {
        AppointmentId id =
                done(book(clinic.as(patient), instant, THURSDAY_NINE)).id();
        Actor stranger = clinic.as(clinic.patient());
        Actor colleague = clinic.as(clinic.doctor(london.id(), "09:00", "17:00", instant.id()));

        assertThatThrownBy(() -> appointments.appointment(stranger, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> appointments.cancel(stranger, id, Change.anyVersion()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> appointments.cancel(colleague, id, Change.because("x")))
                .isInstanceOf(NotFound.class);
        assertThat(appointments.appointments(stranger, everything())).isEmpty();
    }

    @Test
    void theNoteIsForThePatientAndTheDoctorOnly() {
        AppointmentId id = done(appointments.book(
                        clinic.as(patient),
                        new Booking(null, doctor, london.id(), instant.id(), THURSDAY_NINE, null, "Headaches", null)))
                .id();

        assertThat(appointments.appointment(clinic.as(doctor), id).note()).isEqualTo("Headaches");
        assertThat(appointments.appointment(clinic.as(patient), id).note()).isEqualTo("Headaches");
        assertThat(appointments.appointment(clinic.admin(), id).note()).isNull();
    }

    private BookingOutcome book(Actor actor, AppointmentType type, Instant start) {
        return appointments.book(actor, booking(type, start, null));
    }

    private Booking booking(AppointmentType type, Instant start, @Nullable String key) {
        return new Booking(null, doctor, london.id(), type.id(), start, null, null, key);
    }

    private boolean free(Instant start) {
        List<Slot> slots = availability.freeTimes(
                clinic.visitor(),
                new SlotQuery(
                        instant.id(), doctor, null, null, null, TimeRange.starting(start, Duration.ofMinutes(1)), 10));
        return !slots.isEmpty();
    }

    private static NotBookable refusal(BookingOutcome outcome) {
        assertThat(outcome).isInstanceOf(TimeRefused.class);
        return Objects.requireNonNull((TimeRefused) outcome).reason();
    }

    private static Appointments.Filter everything() {
        return new Appointments.Filter(java.util.Set.of(), null, null, null, null, null, false, null, 100);
    }
}
