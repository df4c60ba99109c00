package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.HoldOutcome;
import clinic.availability.HoldRequest;
import clinic.availability.NotBookable;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.Expired;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.patients.PatientId;
import clinic.platform.SystemAct;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.Race;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A request that nobody answers is over at its instant, whether a job has run or not. */
class RequestExpiryTest extends BookingScene {

    private static final Instant START = TestClock.START.plus(Duration.ofDays(10));
    private static final Instant EXPIRES = TestClock.START.plus(Duration.ofHours(3));

    @Autowired
    private TestDatabase database;

    private AppointmentType type;
    private DoctorId doctor;
    private PatientId patient;

    @BeforeEach
    void aDoctorWhoAnswersWithinThreeHours() {
        type = clinic.typeToApprove(30);
        directory.changePolicy(clinic.admin(), PolicyScope.of(type.id()), Map.of(PolicyRule.REQUEST_EXPIRY, 180));
        doctor = clinic.doctor(london.id(), "06:00", "20:00", type.id());
        patient = clinic.patient();
    }

    @Test
    void aRequestSaysUntilWhenItWaitsAndAnAppointmentThatStandsDoesNot() {
        AppointmentView request = request(patient);

        assertThat(request.expiresAt()).isEqualTo(EXPIRES);
        assertThat(done(appointments.approve(clinic.as(doctor), request.id(), Change.anyVersion()))
                        .expiresAt())
                .isNull();
    }

    @Test
    void noRequestWaitsLongerThanUntilItsStart() {
        clock.set(START.minus(Duration.ofHours(2)));

        assertThat(request(patient).expiresAt()).isEqualTo(START);
    }

    @Test
    void atItsInstantItsTimeIsListedAgainAndAMomentBeforeItIsNot() {
        request(patient);

        clock.set(EXPIRES.minusMillis(1));
        assertThat(isListed()).isFalse();
        clock.set(EXPIRES);
        assertThat(isListed()).isTrue();
    }

    @Test
    void atItsInstantAnotherPatientCanBookItsTimeAndTheFirstIsTold() {
        AppointmentView request = request(patient);
        PatientId other = clinic.patient();

        clock.set(EXPIRES.minusMillis(1));
        assertThat(ask(other)).isInstanceOf(TimeRefused.class);
        clock.set(EXPIRES);
        assertThat(ask(other)).isInstanceOf(Done.class);

        assertThat(appointments.appointment(clinic.as(patient), request.id()).status())
                .isEqualTo(Status.REJECTED);
        Transition last = appointments.history(clinic.as(patient), request.id()).getLast();
        assertThat(last.byRole()).isEqualTo(Actor.Role.SYSTEM);
        assertThat(last.reason()).isNotBlank();
        assertThat(told(request.id())).containsExactlyInAnyOrder("REQUESTED", "EXPIRED");
    }

    @Test
    void atItsInstantItsTimeCanBeHeldAndTheSamePatientCanAskAgain() {
        request(patient);
        clock.set(EXPIRES);

        assertThat(availability.hold(
                        clinic.as(clinic.patient()),
                        new HoldRequest(null, doctor, london.id(), type.id(), START, null)))
                .isInstanceOf(HoldOutcome.Held.class);
        clock.set(EXPIRES.plus(Duration.ofMinutes(6)));
        assertThat(ask(patient)).isInstanceOf(Done.class);
    }

    @Test
    void aRequestIsInEverybodysWayAlsoOfAPatientWhoHoldsNothing() {
        request(patient);
        Actor other = clinic.as(clinic.patient());

        assertThat(listedFor(new PatientId(other.id()))).doesNotContain(START).isNotEmpty();
        assertThat(appointments.book(other, new Booking(null, doctor, london.id(), type.id(), START, null, null, null)))
                .isInstanceOfSatisfying(TimeRefused.class, no -> {
                    assertThat(no.reason()).isEqualTo(NotBookable.SLOT_TAKEN);
                    assertThat(no.alternatives())
                            .isNotEmpty()
                            .noneMatch(slot -> slot.during().start().equals(START));
                });
    }

    @Test
    void requestsCountForTheDoctorsDayAndForTheWayBetweenTwoPlaces() {
        directory.changePolicy(clinic.admin(), PolicyScope.of(doctor), Map.of(PolicyRule.MAX_PER_DOCTOR_PER_DAY, 1));
        request(patient);
        Instant later = START.plus(Duration.ofHours(2));
        Booking second = new Booking(null, doctor, london.id(), type.id(), later, null, null, null);
        assertThat(appointments.book(clinic.as(clinic.patient()), second))
                .isInstanceOfSatisfying(
                        TimeRefused.class, no -> assertThat(no.reason()).isEqualTo(NotBookable.LIMIT_REACHED));

        Location paris = clinic.location("Europe/Paris");
        availability.setPatterns(
                clinic.admin(),
                doctor,
                Stream.concat(
                                SampleClinic.everyDay(london.id(), "06:00", "10:00", null).stream(),
                                SampleClinic.everyDay(paris.id(), "11:00", "20:00", null).stream())
                        .toList(),
                false);
        directory.changePolicy(clinic.admin(), PolicyScope.of(doctor), Map.of(PolicyRule.TRAVEL, 240));
        assertThat(appointments.book(
                        clinic.as(clinic.patient()),
                        new Booking(null, doctor, paris.id(), type.id(), later, null, null, null)))
                .isInstanceOfSatisfying(
                        TimeRefused.class, no -> assertThat(no.reason()).isEqualTo(NotBookable.TRAVEL));
    }

    @Test
    void whatIsAnsweredHoldsItsTimeForGood() {
        AppointmentView request = request(patient);
        appointments.approve(clinic.as(doctor), request.id(), Change.anyVersion());

        clock.set(START.minus(Duration.ofDays(1)));

        assertThat(isListed()).isFalse();
        assertThat(ask(clinic.patient())).isInstanceOf(TimeRefused.class);
    }

    @Test
    void whatIsMovedInTimeHoldsItsNewTimeForGood() {
        AppointmentView request = request(patient);
        Instant later = START.plus(Duration.ofHours(1));
        appointments.move(clinic.as(patient), request.id(), new Move(later, null, null, null), Change.anyVersion());

        clock.set(EXPIRES.plus(Duration.ofDays(1)));

        assertThat(appointments.appointment(clinic.as(patient), request.id()).status())
                .isEqualTo(Status.RESCHEDULED);
        assertThat(isListed()).isTrue();
        assertThat(appointments.book(
                        clinic.as(clinic.patient()),
                        new Booking(null, doctor, london.id(), type.id(), later, null, null, null)))
                .isInstanceOf(TimeRefused.class);
    }

    @Test
    void anAnswerAfterItsInstantIsTooLateWhetherAJobHasRunOrNot() {
        AppointmentView request = request(patient);
        clock.set(EXPIRES);

        assertThat(appointments.approve(clinic.as(doctor), request.id(), Change.anyVersion()))
                .isInstanceOf(Expired.class);
        assertThat(appointments.reject(clinic.as(doctor), request.id(), Change.because("Full")))
                .isInstanceOf(Expired.class);
        assertThat(appointments.cancel(clinic.as(patient), request.id(), Change.anyVersion()))
                .isInstanceOf(Expired.class);
        assertThat(appointments.appointment(clinic.as(doctor), request.id()).possible())
                .isEmpty();
    }

    @Test
    void anAdminDeletesAMistakenRequestEvenAfterItsInstant() {
        AppointmentView request = request(patient);
        clock.set(EXPIRES.plus(Duration.ofHours(1)));

        assertThat(appointments.delete(clinic.admin(), request.id(), Change.because("Typed twice")))
                .isInstanceOf(Done.class);
    }

    @Test
    void nobodyAnswersARequestLateByRawSqlAndTheClockNoneEarly() {
        AppointmentView request = request(patient);
        assertThatThrownBy(() -> rewrite(SystemAct.actor(), request, "REJECTED"))
                .hasMessageContaining("expires");

        clock.set(EXPIRES);
        assertThatThrownBy(() -> rewrite(clinic.as(doctor), request, "APPROVED"))
                .hasMessageContaining("expires");
        assertThatThrownBy(() -> transactions.as(
                        clinic.as(patient),
                        () -> jdbc.sql("update appointment set expires_at = expires_at + interval '1 day',"
                                        + " version = version + 1, transitions = transitions + 1 where id = :id")
                                .param("id", request.id().value())
                                .update()))
                .hasMessageContaining("expires");
    }

    @Test
    void ofApprovalAndExpiryAtTheSameInstantExactlyOneHappens() throws Exception {
        for (int round = 0; round < 30; round++) {
            AppointmentView request = request(clinic.patient());
            PatientId other = clinic.patient();
            clock.set(round % 2 == 0 ? EXPIRES.minusMillis(1) : EXPIRES);
            List<BookingOutcome> both = Race.atOnce(List.<Callable<BookingOutcome>>of(
                    () -> appointments.approve(clinic.as(doctor), request.id(), Change.anyVersion()), () -> {
                        clock.set(EXPIRES);
                        return ask(other);
                    }));

            Status status =
                    appointments.appointment(clinic.admin(), request.id()).status();
            boolean approved = both.getFirst() instanceof Done;
            assertThat(status).isEqualTo(approved ? Status.APPROVED : Status.REJECTED);
            assertThat(both.getLast() instanceof Done).isEqualTo(!approved);
            clock.reset();
            free();
        }
    }

    private void free() {
        appointments
                .appointments(
                        clinic.admin(),
                        new Appointments.Filter(
                                Set.of(Status.PENDING, Status.APPROVED),
                                null,
                                null,
                                doctor,
                                null,
                                null,
                                false,
                                null,
                                10))
                .forEach(
                        left -> assertThat(appointments.delete(clinic.admin(), left.id(), Change.because("Next round")))
                                .isInstanceOf(Done.class));
    }

    private void rewrite(Actor by, AppointmentView request, String status) {
        transactions.as(
                by,
                () -> jdbc.sql("update appointment set status = :status, awaiting = null, expires_at = null,"
                                + " version = version + 1, transitions = transitions + 1 where id = :id")
                        .param("status", status)
                        .param("id", request.id().value())
                        .update());
    }

    private List<String> told(AppointmentId id) {
        return JdbcClient.create(database.as("postgres"))
                .sql("select purpose from message where appointment_id = :id and recipient_kind = 'PATIENT'"
                        + " and channel = 'IN_APP' and purpose <> 'REMINDER'")
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    private boolean isListed() {
        return listedFor(null).contains(START);
    }

    private List<Instant> listedFor(@Nullable PatientId asking) {
        return availability
                .freeTimes(
                        asking == null ? clinic.visitor() : clinic.as(asking),
                        new SlotQuery(
                                type.id(),
                                doctor,
                                null,
                                null,
                                asking,
                                TimeRange.starting(START, Duration.ofHours(2)),
                                10))
                .stream()
                .map(slot -> slot.during().start())
                .toList();
    }

    private AppointmentView request(PatientId by) {
        return done(ask(by));
    }

    private BookingOutcome ask(PatientId by) {
        return appointments.book(
                clinic.as(by), new Booking(null, doctor, london.id(), type.id(), START, null, null, null));
    }
}
