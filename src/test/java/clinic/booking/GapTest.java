package clinic.booking;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.NotBookable;
import clinic.availability.SlotQuery;
import clinic.booking.Appointments.Booking;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/**
 * A visit until 09:30 that asks for 15 minutes after it, and visits that ask for 10 before them: the next begins at 09:45,
 * neither at 09:40 nor at 09:55.
 */
class GapTest extends BookingScene {

    private static final Instant NINE = Instant.parse("2026-12-10T09:00:00Z");

    private AppointmentType first;
    private AppointmentType next;
    private DoctorId doctor;
    private Actor admin;

    @BeforeEach
    void aDoctorWhoCanBeginEveryFiveMinutes() {
        first = clinic.type(30, 0, 15, true, false);
        next = clinic.type(30, 10, 0, true, false);
        doctor = clinic.doctor(
                SampleClinic.everyDay(london.id(), "09:00", "12:00", Duration.ofMinutes(5)), first.id(), next.id());
        admin = clinic.admin();
    }

    @Test
    void theNextVisitBeginsAtAQuarterToTen() {
        book(first, NINE);

        Instant soonest = availability
                .freeTimes(
                        clinic.visitor(),
                        new SlotQuery(
                                next.id(), doctor, null, null, null, TimeRange.starting(NINE, Duration.ofHours(3)), 1))
                .getFirst()
                .during()
                .start();
        assertThat(soonest).isEqualTo(at(45));
        assertThat(((TimeRefused) book(next, at(40))).reason()).isEqualTo(NotBookable.BUFFER);
        assertThat(book(next, at(45))).isInstanceOf(Done.class);
    }

    @Test
    void whenBothAreAskedForAtOnceOneOfThemIsRefusedOrTheGapIsKept() throws Exception {
        for (int round = 0; round < 50; round++) {
            Instant nine = NINE.plus(Duration.ofDays(round));
            int minute = round % 2 == 0 ? 40 : 45;
            List<PatientId> racers = List.of(clinic.patient(), clinic.patient());
            List<Object> both = atOnce(List.of(
                    () -> appointments.book(admin, booking(racers.get(0), first, nine)),
                    () -> appointments.book(
                            admin, booking(racers.get(1), next, nine.plus(Duration.ofMinutes(minute))))));

            assertThat(both.stream().filter(Done.class::isInstance).count())
                    .as("at :" + minute)
                    .isEqualTo(minute == 45 ? 2 : 1);
        }
    }

    @Test
    void bySqlNobodyPutsAVisitIntoTheGapEither() {
        book(first, NINE);

        assertThatThrownBy(() -> take(at(40)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("doctor_is_free");
        take(at(45));
    }

    private void take(Instant start) {
        UUID claim = UUID.randomUUID();
        PatientId patient = clinic.patient();
        transactions.as(admin, () -> {
            jdbc.sql("""
                            insert into patient_time (claim_id, patient_id, start_at, end_at)
                            values (:claim, :patient, cast(:start as timestamptz), cast(:start as timestamptz) + interval '30 min')
                            """)
                    .param("claim", claim)
                    .param("patient", patient.value())
                    .param("start", start.toString())
                    .update();
            return jdbc.sql("""
                            insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                            values (:claim, 'VISIT', :doctor, :location, cast(:start as timestamptz),
                              cast(:start as timestamptz) + interval '30 min')
                            """)
                    .param("claim", claim)
                    .param("doctor", doctor.value())
                    .param("location", london.id().value())
                    .param("start", start.toString())
                    .update();
        });
    }

    private static Instant at(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }

    private BookingOutcome book(AppointmentType type, Instant start) {
        return appointments.book(admin, booking(clinic.patient(), type, start));
    }

    private Booking booking(PatientId patient, AppointmentType type, Instant start) {
        return new Booking(patient, doctor, london.id(), type.id(), start, null, null, null);
    }
}
