package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.domain.Lifecycle;
import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database has the last word: what the code would never write, it refuses from anybody who tries by hand. */
class LastWordTest extends BookingScene {

    private static final Instant NINE = Instant.parse("2026-11-26T09:00:00Z");

    private AppointmentType type;
    private DoctorId doctor;
    private PatientId patient;
    private AppointmentId booked;

    @BeforeEach
    void oneBookedVisit() {
        type = clinic.type(30, 0, 15, true, true);
        directory.addRoom(clinic.admin(), london.id(), "Room 1");
        doctor = clinic.doctor(london.id(), "09:00", "17:00", type.id());
        patient = clinic.patient();
        BookingOutcome outcome = appointments.book(
                clinic.as(patient), new Booking(null, doctor, london.id(), type.id(), NINE, null, null, null));
        booked = ((Done) outcome).appointment().id();
    }

    @Test
    void aSecondVisitOfTheDoctorIsRefused() {
        assertThatThrownBy(() -> take("VISIT", "2026-11-26T09:29:00Z", "2026-11-26T09:45:00Z"))
                .hasStackTraceContaining("doctor_is_free");
    }

    @Test
    void aVisitWithinTheGapIsRefusedAndABufferThatMeetsABufferIsNot() {
        assertThatThrownBy(() -> take("VISIT", "2026-11-26T09:44:00Z", "2026-11-26T10:14:00Z"))
                .hasStackTraceContaining("doctor_is_free");
        take("BEFORE", "2026-11-26T09:35:00Z", "2026-11-26T09:45:00Z");
        take("VISIT", "2026-11-26T09:45:00Z", "2026-11-26T10:15:00Z");
    }

    @Test
    void aSecondVisitOfThePatientOrInTheRoomIsRefused() {
        assertThatThrownBy(() -> run("""
                                insert into patient_time (claim_id, patient_id, start_at, end_at)
                                values (gen_random_uuid(), '%s', '2026-11-26T08:45:00Z', '2026-11-26T09:01:00Z')
                                """.formatted(patient.value()))).hasStackTraceContaining("patient_is_free");
        assertThatThrownBy(() -> run("""
                                with claim as (
                                  insert into patient_time (claim_id, patient_id, start_at, end_at)
                                  values (gen_random_uuid(), '%s', '2026-11-26T09:00:00Z', '2026-11-26T09:30:00Z')
                                  returning claim_id)
                                insert into room_time (claim_id, room_id, start_at, end_at)
                                select claim.claim_id, room_id, start_at, end_at from room_time, claim
                                where room_time.claim_id = '%s'
                                """.formatted(clinic.patient().value(), booked.value())))
                .hasStackTraceContaining("room_is_free");
    }

    @Test
    void aStateWithoutItsStepIsRefused() {
        assertThatThrownBy(() ->
                        run("update appointment set version = 2, transitions = 2, status = 'COMPLETED' where id = '%s'"
                                .formatted(booked.value())))
                .hasStackTraceContaining("state_is_last_transition");
    }

    @Test
    void aVisitCannotGoBackToAnEarlierState() {
        appointments.cancel(clinic.as(patient), booked, Appointments.Change.anyVersion());
        assertThatThrownBy(() -> asThePatient("""
                        insert into patient_time (claim_id, patient_id, start_at, end_at)
                        values ('%1$s', '%2$s', '2026-11-26T09:00:00Z', '2026-11-26T09:30:00Z');
                        insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                        values ('%1$s', 'VISIT', '%3$s', '%4$s', '2026-11-26T09:00:00Z', '2026-11-26T09:30:00Z');
                        update appointment set transitions = 1, status = 'APPROVED' where id = '%1$s'
                        """.formatted(
                                booked.value(),
                                patient.value(),
                                doctor.value(),
                                london.id().value())))
                .hasStackTraceContaining("changes by one step at a time");
    }

    @Test
    void aVisitCannotBeMovedWithoutTheStepThatSaysSo() {
        assertThatThrownBy(() -> asThePatient("""
                        delete from patient_time where claim_id = '%1$s';
                        insert into patient_time (claim_id, patient_id, start_at, end_at)
                        values ('%1$s', '%2$s', '2026-11-26T23:00:00Z', '2026-11-26T23:30:00Z');
                        insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                        values ('%1$s', 'VISIT', '%3$s', '%4$s', '2026-11-26T23:00:00Z', '2026-11-26T23:30:00Z');
                        update appointment set start_at = '2026-11-26T23:00:00Z', end_at = '2026-11-26T23:30:00Z',
                          room_id = null where id = '%1$s'
                        """.formatted(
                                booked.value(),
                                patient.value(),
                                doctor.value(),
                                london.id().value())))
                .hasStackTraceContaining("changes by one step at a time");
    }

    @Test
    void aStepToAnotherTimeIsAMove() {
        assertThatThrownBy(() -> run("""
                        insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                        values ('%1$s', 2, 'APPROVED', 'CANCELLED', now(), actor_id(), 'ADMIN');
                        update appointment set version = 2, transitions = 2, status = 'CANCELLED',
                          start_at = start_at + interval '1 hour', end_at = end_at + interval '1 hour' where id = '%1$s'
                        """.formatted(booked.value())))
                .hasStackTraceContaining("another time only after a move");
    }

    @Test
    void aStepThatTheVisitDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> step("APPROVED", "CANCELLED", "ADMIN")).hasStackTraceContaining("does not take");
    }

    @Test
    void aStepThatTheTableDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> step("APPROVED", "REJECTED", "ADMIN")).hasStackTraceContaining("is_a_step");
        assertThatThrownBy(() -> step("REJECTED", "APPROVED", "ADMIN")).hasStackTraceContaining("is_a_step");
    }

    @Test
    void aStepThatDoesNotFollowTheLastIsRefused() {
        assertThatThrownBy(() -> step("PENDING", "CANCELLED", "ADMIN")).hasStackTraceContaining("follows_previous");
    }

    @Test
    void aStepInAnothersNameIsRefused() {
        assertThatThrownBy(() -> step("APPROVED", "CANCELLED", "DOCTOR")).hasStackTraceContaining("row-level security");
    }

    @Test
    void aVisitThatStandsCannotLoseItsTime() {
        assertThatThrownBy(() -> run("delete from patient_time where claim_id = '%s'".formatted(booked.value())))
                .hasStackTraceContaining("holds_");
        assertThatThrownBy(() -> run("delete from doctor_time where claim_id = '%s'".formatted(booked.value())))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> run("""
                        insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role,
                          old_start, new_start)
                        values ('%1$s', 2, 'APPROVED', 'RESCHEDULED', now(), actor_id(), 'ADMIN', now(), now());
                        update appointment set version = 2, transitions = 2, status = 'RESCHEDULED',
                          start_at = start_at + interval '1 hour', end_at = end_at + interval '1 hour' where id = '%1$s';
                        set constraints holds_doctor, holds_patient immediate
                        """.formatted(booked.value()))).hasStackTraceContaining("holds_");
    }

    @Test
    void historyIsNeverChanged() {
        assertThatThrownBy(() ->
                        run("update transition set reason = 'x' where appointment_id = '%s'".formatted(booked.value())))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void anotherPatientCanTakeNobodysTimeAway() {
        Actor stranger = clinic.as(clinic.patient());
        int deleted = transactions.as(
                stranger, () -> jdbc.sql("delete from patient_time").update());
        assertThat(deleted).isZero();
    }

    @Test
    void aPatientSeesThatTimeIsTakenAndNotByWhichVisit() {
        Actor stranger = clinic.as(clinic.patient());
        assertThat(transactions.as(
                        stranger,
                        () -> jdbc.sql("select start_at from doctor_time where doctor_id = :id")
                                .param("id", doctor.value())
                                .query()
                                .listOfRows()))
                .isNotEmpty();
        for (String table : List.of("doctor_time", "room_time")) {
            assertThatThrownBy(() -> transactions.as(
                            stranger,
                            () -> jdbc.sql("select claim_id from " + table)
                                    .query()
                                    .listOfRows()))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void theStepsInTheDatabaseAreThoseInTheCode() {
        Set<List<String>> inCode = new HashSet<>();
        Lifecycle.BEGINNINGS.forEach(beginning -> beginning
                .by()
                .forEach(role -> inCode.add(List.of("NEW", beginning.status().name(), role.name()))));
        Lifecycle.ROWS.forEach(row -> row.by()
                .forEach(role -> inCode.add(List.of(row.from().name(), row.to().name(), role.name()))));
        Set<List<String>> inDatabase = new HashSet<>(transactions.as(
                clinic.admin(),
                () -> jdbc.sql("select from_status, to_status, by_role from lifecycle_step")
                        .query((row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                        .list()));
        assertThat(inDatabase).isEqualTo(inCode);
    }

    private void take(String part, String from, String to) {
        run("""
                with claim as (
                  insert into patient_time (claim_id, patient_id, start_at, end_at)
                  values (gen_random_uuid(), '%6$s', '%4$s', '%5$s') returning claim_id)
                insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                select claim_id, '%1$s', '%2$s', '%3$s', '%4$s', '%5$s' from claim
                """.formatted(
                        part,
                        doctor.value(),
                        london.id().value(),
                        from,
                        to,
                        clinic.patient().value()));
    }

    private void step(String from, String to, String role) {
        Actor admin = clinic.admin();
        transactions.as(
                admin,
                () -> jdbc.sql("""
                        insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                        values (:appointment, 2, :from, :to, now(), :by, :role)
                        """)
                        .param("appointment", booked.value())
                        .param("from", from)
                        .param("to", to)
                        .param("by", admin.id())
                        .param("role", role)
                        .update());
    }

    private void asThePatient(String sql) {
        transactions.as(clinic.as(patient), () -> jdbc.sql(sql).update());
    }

    private void run(String sql) {
        transactions.as(clinic.admin(), () -> jdbc.sql(sql).update());
    }
}
