package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.audit.AccessLog;
import clinic.audit.AccessLog.Access;
import clinic.audit.AccessLog.Why;
import clinic.booking.Appointments.Booking;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** What patients learn of those who open their records. */
class WhoLookedTest extends BookingScene {

    @Autowired
    AccessLog log;

    private DoctorId doctor;
    private PatientId patient;
    private AppointmentId visit;

    @BeforeEach
    void aVisit() {
        AppointmentType type = clinic.instantType(30);
        doctor = clinic.doctor(london.id(), "08:00", "18:00", type.id());
        patient = clinic.patient();
        visit = done(appointments.book(
                        clinic.as(patient),
                        new Booking(
                                null,
                                doctor,
                                london.id(),
                                type.id(),
                                clock.instant().plus(Duration.ofDays(1)),
                                null,
                                null,
                                null)))
                .id();
    }

    @Test
    void theDoctorAndTheFrontDeskAreNamedWithWhatTheyOpenedAndWhy() {
        appointments.appointment(clinic.as(doctor), visit);
        clock.advance(Duration.ofMinutes(3));
        patients.patient(clinic.admin(), patient);

        assertThat(seen())
                .extracting(Access::role, Access::doctor, Access::appointment, Access::why, Access::at)
                .containsExactly(
                        Tuple.tuple(Role.ADMIN, null, null, Why.FRONT_DESK, clock.instant()),
                        Tuple.tuple(
                                Role.DOCTOR,
                                doctor.value(),
                                visit.value(),
                                Why.TREATS,
                                clock.instant().minus(Duration.ofMinutes(3))));
    }

    @Test
    void oneRequestIsOneLookHoweverOftenItReads() {
        Actor reader = clinic.as(doctor);

        appointments.appointment(reader, visit);
        appointments.appointment(reader, visit);
        patients.patient(reader, patient);
        patients.patient(reader, patient);
        appointments.appointment(clinic.as(doctor), visit);

        assertThat(seen()).hasSize(3);
    }

    @Test
    void thePatientsOwnLookAndListsAndStepsLeaveNothing() {
        appointments.appointment(clinic.as(patient), visit);
        patients.patient(clinic.as(patient), patient);
        appointments.appointments(clinic.admin(), List.of(visit));
        patients.patients(clinic.admin(), List.of(patient));
        appointments.cancel(clinic.as(doctor), visit, Appointments.Change.because("The doctor is ill"));

        assertThat(seen()).isEmpty();
    }

    @Test
    void nobodyReadsWhoLookedAtAnother() {
        patients.patient(clinic.admin(), patient);

        assertThat(log.of(clinic.as(clinic.patient()), patient.value(), 10, null))
                .isEmpty();
        assertThatThrownBy(() -> log.of(clinic.as(doctor), patient.value(), 10, null))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whoMayNotOpenItLeavesNoTraceAndLearnsNothing() {
        DoctorId stranger = clinic.doctor(london.id(), "08:00", "18:00");

        assertThatThrownBy(() -> patients.patient(clinic.as(stranger), patient)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> appointments.appointment(clinic.as(stranger), visit))
                .isInstanceOf(NotFound.class);

        assertThat(seen()).isEmpty();
    }

    @Test
    void nobodyLooksInAnothersNameNorTakesItBack() {
        patients.patient(clinic.admin(), patient);
        Actor mine = clinic.as(doctor);

        assertThatThrownBy(() -> write(mine, UUID.randomUUID(), doctor.value()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> write(mine, mine.id(), UUID.randomUUID())).isInstanceOf(DataAccessException.class);
        for (String sql : List.of("delete from record_access", "update record_access set why = 'EMERGENCY'")) {
            assertThatThrownBy(() ->
                            transactions.as(clinic.admin(), () -> jdbc.sql(sql).update()))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private int write(Actor by, UUID actor, UUID doctorId) {
        return transactions.as(
                by,
                () -> jdbc.sql("""
                        insert into record_access (id, at, actor_id, actor_role, doctor_id, request_id, patient_id, why)
                        values (:id, now(), :actor, 'DOCTOR', :doctor, :id, :patient, 'TREATS')
                        """)
                        .param("id", UUID.randomUUID())
                        .param("actor", actor)
                        .param("doctor", doctorId)
                        .param("patient", patient.value())
                        .update());
    }

    private List<Access> seen() {
        return log.of(clinic.as(patient), patient.value(), 10, null);
    }
}
