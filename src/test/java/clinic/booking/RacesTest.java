package clinic.booking;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Absence;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.ClaimId;
import clinic.availability.NotBookable;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.SampleClinic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when people act at the same moment, against the real database. */
class RacesTest extends BookingScene {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");

    private AppointmentType type;
    private DoctorId doctor;

    @BeforeEach
    void aDoctorWhoWorksAroundTheClock() {
        type = clinic.instantType(30);
        doctor = clinic.doctor(SampleClinic.everyDay(london.id(), "00:00", "23:30", Duration.ofMinutes(30)), type.id());
    }

    @Test
    void aBookingThatRacesAnAbsenceIsRefusedOrNamedByIt() throws Exception {
        List<PatientId> racers = patients(40);
        for (int round = 0; round < 200; round++) {
            Instant start = MIDNIGHT.plus(Duration.ofDays(round / 40)).plus(Duration.ofMinutes(30L * (round % 40)));
            Actor patient = clinic.as(racers.get(round % racers.size()));
            List<Object> both = atOnce(List.of(
                    () -> appointments.book(patient, at(start)),
                    () -> availability.addAbsence(
                            clinic.as(doctor),
                            doctor,
                            TimeRange.starting(start, Duration.ofMinutes(30)),
                            null,
                            false)));

            ScheduleChange<?> absence = (ScheduleChange<?>) both.get(1);
            if (both.get(0) instanceof Done done) {
                assertThat(absence.leftOutside())
                        .containsExactly(new ClaimId(done.appointment().id().value()));
                appointments.cancel(clinic.admin(), done.appointment().id(), Change.because("Away"));
            } else {
                assertThat(((TimeRefused) both.get(0)).reason()).isEqualTo(NotBookable.DOCTOR_ABSENT);
                assertThat(absence.leftOutside()).isEmpty();
            }
            availability.removeAbsence(clinic.as(doctor), doctor, ((Absence) absence.result()).id(), false);
        }
    }

    @Test
    void ofManyWhoWantOneTimeOneGetsItAndTheOthersHearThatItIsTaken() throws Exception {
        for (int round = 0; round < 5; round++) {
            Instant start = MIDNIGHT.plus(Duration.ofHours(round));
            List<Callable<BookingOutcome>> racers = patients(32).stream()
                    .map(patient -> (Callable<BookingOutcome>) () -> appointments.book(clinic.as(patient), at(start)))
                    .toList();

            List<BookingOutcome> outcomes = atOnce(racers);

            assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(TimeRefused.class::isInstance)
                    .hasSize(31)
                    .allSatisfy(refused -> {
                        assertThat(((TimeRefused) refused).reason()).isEqualTo(NotBookable.SLOT_TAKEN);
                        assertThat(((TimeRefused) refused).alternatives()).hasSize(3);
                    });
        }
    }

    @Test
    void twoWhoSwapTheirTimesDoNotDeadlock() throws Exception {
        DoctorId other =
                clinic.doctor(SampleClinic.everyDay(london.id(), "00:00", "23:30", Duration.ofMinutes(30)), type.id());
        for (int round = 0; round < 20; round++) {
            Instant start = MIDNIGHT.plus(Duration.ofMinutes(30L * round));
            PatientId ann = clinic.patient();
            PatientId ben = clinic.patient();
            AppointmentId anns = booked(ann, doctor, start);
            AppointmentId bens = booked(ben, other, start);

            List<BookingOutcome> outcomes = atOnce(List.of(
                    () -> appointments.move(
                            clinic.as(ann), anns, new Move(start, other, null, null), Change.anyVersion()),
                    () -> appointments.move(
                            clinic.as(ben), bens, new Move(start, doctor, null, null), Change.anyVersion())));

            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(TimeRefused.class));
            assertThat(appointments.appointment(clinic.as(ann), anns).doctor()).isEqualTo(doctor);
        }
    }

    @Test
    void ofTwoWhoAnswerARequestAtOnceTheSecondHearsWhatTheFirstDid() throws Exception {
        AppointmentType toApprove = clinic.typeToApprove(30);
        DoctorId asked = clinic.doctor(london.id(), "09:00", "17:00", toApprove.id());
        for (int round = 0; round < 10; round++) {
            Instant start = MIDNIGHT.plus(Duration.ofHours(9)).plus(Duration.ofMinutes(30L * round));
            PatientId patient = clinic.patient();
            AppointmentId id = ((Done) appointments.book(
                            clinic.as(patient),
                            new Booking(null, asked, london.id(), toApprove.id(), start, null, null, null)))
                    .appointment()
                    .id();

            List<BookingOutcome> outcomes = atOnce(List.of(
                    () -> appointments.approve(clinic.admin(), id, Change.anyVersion()),
                    () -> appointments.reject(clinic.as(asked), id, Change.because("Away"))));

            assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(BookingOutcome.IllegalTransition.class::isInstance)
                    .hasSize(1);
            assertThat(appointments.history(clinic.admin(), id)).hasSize(2);
        }
    }

    @Test
    void theSameRequestSentManyTimesAtOnceBooksOnce() throws Exception {
        PatientId patient = clinic.patient();
        Booking booking = new Booking(null, doctor, london.id(), type.id(), MIDNIGHT, null, null, "one-and-the-same");

        List<BookingOutcome> outcomes = atOnce(IntStream.range(0, 16)
                .<Callable<BookingOutcome>>mapToObj(i -> () -> appointments.book(clinic.as(patient), booking))
                .toList());

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Done.class));
        assertThat(outcomes)
                .extracting(outcome -> ((Done) outcome).appointment().id())
                .containsOnly(((Done) outcomes.getFirst()).appointment().id());
        assertThat(outcomes).filteredOn(outcome -> !((Done) outcome).repeated()).hasSize(1);
    }

    private AppointmentId booked(PatientId patient, DoctorId with, Instant start) {
        return ((Done) appointments.book(
                        clinic.as(patient), new Booking(null, with, london.id(), type.id(), start, null, null, null)))
                .appointment()
                .id();
    }

    private Booking at(Instant start) {
        return new Booking(null, doctor, london.id(), type.id(), start, null, null, null);
    }

    private List<PatientId> patients(int number) {
        return IntStream.range(0, number).mapToObj(i -> clinic.patient()).toList();
    }
}
