package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.Status;
import clinic.notification.Practice.Someone;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

/** Who is told of which step, by what way. */
@Tag("zones")
@ClinicTest
@Import(Practice.class)
class ToldOfEachStepTest {

    @Autowired
    private Practice practice;

    @Autowired
    private Appointments appointments;

    @Autowired
    private TestDatabase database;

    @Autowired
    private TestClock clock;

    @Test
    void aRequestTellsThePatientThatItArrivedAndTheDoctorThatItWaits() {
        AppointmentId id = requested(practice.patient(), practice.doctor());

        assertThat(practice.told(id, 1))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP REQUESTED",
                        "PATIENT EMAIL REQUESTED",
                        "DOCTOR IN_APP REQUESTED",
                        "DOCTOR EMAIL REQUESTED");
    }

    @Test
    void aTimeThatIsBookedInstantlyTellsBoth() {
        AppointmentId id = practice.bookInstantly(practice.patient(), practice.doctor());

        assertThat(practice.told(id, 1))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP BOOKED", "PATIENT EMAIL BOOKED", "DOCTOR IN_APP BOOKED", "DOCTOR EMAIL BOOKED");
    }

    @Test
    void aDoctorsApprovalTellsThePatientAndNotTheDoctorWhoGaveIt() {
        Someone doctor = practice.doctor();
        AppointmentId id = requested(practice.patient(), doctor);

        practice.approve(doctor, id);

        assertThat(practice.told(id, 2)).containsExactlyInAnyOrder("PATIENT IN_APP APPROVED", "PATIENT EMAIL APPROVED");
    }

    @Test
    void anAdminsApprovalTellsTheDoctorToo() {
        AppointmentId id = requested(practice.patient(), practice.doctor());

        practice.approve(practice.theAdmin(), id);

        assertThat(practice.told(id, 2))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP APPROVED",
                        "PATIENT EMAIL APPROVED",
                        "DOCTOR IN_APP APPROVED",
                        "DOCTOR EMAIL APPROVED");
    }

    @Test
    void aRejectionTellsThePatient() {
        Someone doctor = practice.doctor();
        AppointmentId id = requested(practice.patient(), doctor);

        practice.reject(doctor, id);

        assertThat(practice.told(id, 2)).containsExactlyInAnyOrder("PATIENT IN_APP REJECTED", "PATIENT EMAIL REJECTED");
    }

    @Test
    void aPatientsMoveAsksTheDoctorAndTheApprovalAnswersThePatient() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = requested(patient, doctor);

        practice.move(patient, id, null);
        practice.approve(doctor, id);

        assertThat(practice.told(id, 2))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP MOVE_REQUESTED",
                        "PATIENT EMAIL MOVE_REQUESTED",
                        "DOCTOR IN_APP MOVE_REQUESTED",
                        "DOCTOR EMAIL MOVE_REQUESTED");
        assertThat(practice.told(id, 3))
                .containsExactlyInAnyOrder("PATIENT IN_APP MOVE_APPROVED", "PATIENT EMAIL MOVE_APPROVED");
    }

    @Test
    void aDoctorsMoveTellsThePatientAndTheAcceptanceTellsTheDoctor() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = requested(patient, doctor);

        practice.move(doctor, id, null);
        practice.accept(patient, id);

        assertThat(practice.told(id, 2)).containsExactlyInAnyOrder("PATIENT IN_APP MOVED", "PATIENT EMAIL MOVED");
        assertThat(practice.told(id, 3))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP MOVE_APPROVED",
                        "PATIENT EMAIL MOVE_APPROVED",
                        "DOCTOR IN_APP MOVE_APPROVED",
                        "DOCTOR EMAIL MOVE_APPROVED");
    }

    @Test
    void aDoctorWhoLosesAnAppointmentToAnotherIsToldWithoutItsNewTime() {
        Someone patient = practice.patient();
        Someone before = practice.doctor();
        Someone after = practice.doctor();
        AppointmentId id = requested(patient, before);

        practice.move(practice.theAdmin(), id, after);

        assertThat(practice.told(id, 2))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP MOVED",
                        "PATIENT EMAIL MOVED",
                        "DOCTOR IN_APP MOVED",
                        "DOCTOR EMAIL MOVED",
                        "DOCTOR IN_APP HANDED_OVER",
                        "DOCTOR EMAIL HANDED_OVER");
        assertThat(database.behindTheWalls()
                        .sql(
                                "select recipient_id || to_char(start_at at time zone 'UTC', ' YYYY-MM-DD HH24:MI') from message where appointment_id = :id"
                                        + " and channel = 'IN_APP' and purpose = 'HANDED_OVER'")
                        .param("id", id.value())
                        .query(String.class)
                        .single())
                .isEqualTo(before.id() + " 2026-11-24 10:40");
    }

    @Test
    void aPatientWhoMovesToAnotherDoctorTellsTheDoctorBeforeToo() {
        Someone patient = practice.patient();
        AppointmentId id = requested(patient, practice.doctor());

        practice.move(patient, id, practice.doctor());

        assertThat(practice.told(id, 2)).contains("DOCTOR IN_APP HANDED_OVER", "DOCTOR EMAIL HANDED_OVER");
    }

    @Test
    void aPatientsCancellationTellsTheDoctor() {
        Someone patient = practice.patient();
        AppointmentId id = requested(patient, practice.doctor());

        practice.cancel(patient, id);

        assertThat(practice.told(id, 2))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP CANCELLED",
                        "PATIENT EMAIL CANCELLED",
                        "DOCTOR IN_APP CANCELLED",
                        "DOCTOR EMAIL CANCELLED");
    }

    @Test
    void aVisitThatHappenedOrDidNotTellsThePatientAndSoDoesItsCorrection() {
        Someone doctor = practice.doctor();
        AppointmentId id = requested(practice.patient(), doctor);
        practice.approve(doctor, id);
        clock.set(Practice.TUESDAY.plus(Duration.ofMinutes(30)));

        practice.complete(doctor, id);
        practice.correct(id, Status.NO_SHOW);

        assertThat(practice.told(id, 3))
                .containsExactlyInAnyOrder("PATIENT IN_APP COMPLETED", "PATIENT EMAIL COMPLETED");
        assertThat(practice.told(id, 4))
                .containsExactlyInAnyOrder("PATIENT IN_APP NO_SHOW", "PATIENT EMAIL NO_SHOW", "DOCTOR IN_APP NO_SHOW");
    }

    @Test
    void aNoShowTellsThePatient() {
        Someone doctor = practice.doctor();
        AppointmentId id = requested(practice.patient(), doctor);
        practice.approve(doctor, id);
        clock.set(Practice.TUESDAY.plus(Duration.ofMinutes(30)));

        practice.markNoShow(doctor, id);

        assertThat(practice.told(id, 3)).containsExactlyInAnyOrder("PATIENT IN_APP NO_SHOW", "PATIENT EMAIL NO_SHOW");
    }

    @Test
    void aDeletionTellsBoth() {
        AppointmentId id = requested(practice.patient(), practice.doctor());

        practice.delete(id);

        assertThat(practice.told(id, 2))
                .containsExactlyInAnyOrder(
                        "PATIENT IN_APP DELETED",
                        "PATIENT EMAIL DELETED",
                        "DOCTOR IN_APP DELETED",
                        "DOCTOR EMAIL DELETED");
    }

    @Test
    void whoHasNoAddressIsStillToldInApp() {
        Someone patient = practice.patientAtTheDesk(null);
        AppointmentId id = practice.request(practice.theAdmin(), patient, practice.doctorWithoutAccount());

        assertThat(practice.told(id, 1)).containsExactlyInAnyOrder("PATIENT IN_APP BOOKED", "DOCTOR IN_APP BOOKED");
    }

    @Test
    void aStepIsNotTakenWhenItsMessagesCannotBeWritten() {
        Someone doctor = practice.doctor();
        AppointmentId id = requested(practice.patient(), doctor);

        database.behindTheWalls()
                .sql("revoke insert on message from clinic_doctor")
                .update();
        try {
            assertThatThrownBy(() -> appointments.approve(doctor.actor(), id, Change.anyVersion()))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            database.behindTheWalls()
                    .sql("grant insert on message to clinic_doctor")
                    .update();
        }

        assertThat(appointments.appointment(doctor.actor(), id).status()).isEqualTo(Status.PENDING);
        assertThat(appointments.history(doctor.actor(), id)).hasSize(1);
        assertThat(practice.told(id, 2)).isEmpty();
    }

    private AppointmentId requested(Someone patient, Someone doctor) {
        return practice.request(patient, patient, doctor);
    }
}
