package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.booking.AppointmentId;
import clinic.notification.Practice.Someone;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.testing.ClinicTest;
import clinic.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself refuses, whatever the application forgets. */
@ClinicTest
@Import(Practice.class)
class MessageWallsTest {

    @Autowired
    private Practice practice;

    @Autowired
    private Transactions transactions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @Test
    void aStepThatThePatientIsNotToldOfCannotBeCommitted() {
        AppointmentId id = requested(practice.patient(), practice.doctor());

        assertThatThrownBy(() -> approveByHand(practice.admin, id, () -> {}))
                .hasStackTraceContaining("the patient is not told of");

        assertThat(status(id)).isEqualTo("PENDING");
    }

    @Test
    void tellingOnlyTheDoctorIsNotEnough() {
        AppointmentId id = requested(practice.patient(), practice.doctor());

        assertThatThrownBy(() -> approveByHand(practice.admin, id, () -> tellByHand(id, "DOCTOR", "doctor_id")))
                .hasStackTraceContaining("the patient is not told of");

        assertThat(status(id)).isEqualTo("PENDING");
    }

    @Test
    void aReminderTellsOfNoStep() {
        Someone patient = practice.patient();
        AppointmentId id = requested(patient, practice.doctor());

        assertThatThrownBy(() -> approveByHand(
                        practice.admin,
                        id,
                        () -> jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             remind_at)
                        select gen_random_uuid(), id, 2, 2, doctor_id, location_id, start_at, 'PATIENT', patient_id,
                               'IN_APP', 'REMINDER', 'PLANNED', created_at, created_at, created_at
                        from appointment where id = :appointment
                        """).param("appointment", id.value()).update()))
                .hasStackTraceContaining("not told of");
        assertThat(status(id)).isEqualTo("PENDING");
    }

    @Test
    void aStepWithItsMessageIsCommittedByTheSamePath() {
        AppointmentId id = requested(practice.patient(), practice.doctor());

        approveByHand(practice.admin, id, () -> tellByHand(id, "PATIENT", "patient_id"));

        assertThat(status(id)).isEqualTo("APPROVED");
    }

    @Test
    void thePatientSeesOnlyHisOwnMessagesAndTheDoctorOnlyHis() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = requested(patient, doctor);
        requested(practice.patient(), practice.doctor());

        assertThat(seenBy(patient.actor())).containsExactly("PATIENT " + patient.id());
        assertThat(seenBy(doctor.actor())).containsExactly("DOCTOR " + doctor.id());
        assertThat(seenBy(practice.patient().actor())).isEmpty();
        assertThat(seenBy(practice.doctor().actor())).isEmpty();
        assertThat(practice.told(id, 1)).isNotEmpty();
    }

    @Test
    void withoutAnActorAndAsAVisitorThereIsNoMessage() {
        requested(practice.patient(), practice.doctor());

        assertThatThrownBy(() -> database.jdbc()
                        .sql("select count(*) from message")
                        .query(Integer.class)
                        .single())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> seenBy(Actor.visitor(UUID.randomUUID()))).isInstanceOf(DataAccessException.class);
    }

    @Test
    void nobodyTellsOfAStepThatAnotherTook() {
        Someone patient = practice.patient();
        Someone doctor = practice.doctor();
        AppointmentId id = requested(patient, doctor);

        assertThatThrownBy(() -> transactions.as(doctor.actor(), () -> {
                    tellByHand(id, "PATIENT", "patient_id", 1, "CANCELLED");
                    return null;
                }))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void aPatientTellsNobodyButHimselfAndHisDoctor() {
        Someone patient = practice.patient();
        Someone stranger = practice.doctor();
        AppointmentId id = requested(patient, practice.doctor());

        assertThatThrownBy(() -> transactions.as(
                        patient.actor(),
                        () -> jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before)
                        select :id, a.id, 1, 1, :stranger, a.location_id, a.start_at, 'DOCTOR', :stranger, 'EMAIL',
                               'CANCELLED', 'PLANNED', a.created_at, a.created_at
                        from appointment a where a.id = :appointment
                        """)
                                .param("id", UUID.randomUUID())
                                .param("stranger", stranger.id())
                                .param("appointment", id.value())
                                .update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void nobodyButTheRelayChangesHowAMessageStandsAndNobodyRemovesOneBeforeItsTime() {
        Someone patient = practice.patient();
        requested(patient, practice.doctor());

        for (Actor actor : List.of(patient.actor(), practice.admin)) {
            assertThatThrownBy(() -> run(actor, "update message set state = 'DEAD', sent_at = null"))
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> run(actor, "delete from message")).hasStackTraceContaining("permission denied");
        }
        // The clockwork clears away what is older than four weeks, and sees nothing else to delete.
        assertThat(run(Actor.system(UUID.randomUUID()), "delete from message")).isZero();
    }

    @Test
    void thePatientWhoseItIsNotLearnsNothingOfTheDoctorBefore() {
        Someone patient = practice.patient();
        AppointmentId id = requested(patient, practice.doctor());

        assertThat(doctorBefore(patient.actor(), id)).isNotNull();
        assertThat(doctorBefore(practice.patient().actor(), id)).isNull();
    }

    private @org.jspecify.annotations.Nullable UUID doctorBefore(Actor actor, AppointmentId id) {
        return transactions.as(
                actor,
                () -> jdbc.sql("select doctor_before(:id, 2) as doctor")
                        .param("id", id.value())
                        .query((row, n) -> java.util.Optional.ofNullable(row.getObject("doctor", UUID.class)))
                        .single()
                        .orElse(null));
    }

    private AppointmentId requested(Someone patient, Someone doctor) {
        return practice.request(patient, patient, doctor);
    }

    private void approveByHand(Actor admin, AppointmentId id, Runnable andThen) {
        transactions.as(admin, () -> {
            jdbc.sql("""
                            insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                            select id, 2, 'PENDING', 'APPROVED', created_at, :admin, 'ADMIN' from appointment where id = :id
                            """).param("id", id.value()).param("admin", admin.id()).update();
            jdbc.sql(
                            "update appointment set status = 'APPROVED', awaiting = null, expires_at = null, transitions = 2, version = version + 1"
                                    + " where id = :id")
                    .param("id", id.value())
                    .update();
            andThen.run();
            return null;
        });
    }

    private void tellByHand(AppointmentId id, String kind, String recipient) {
        tellByHand(id, kind, recipient, 2, "APPROVED");
    }

    private void tellByHand(AppointmentId id, String kind, String recipient, int step, String purpose) {
        jdbc.sql("""
                        insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                                             recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before,
                                             sent_at)
                        select :id, a.id, :step, 2, a.doctor_id, a.location_id, a.start_at, :kind, %s, 'IN_APP', :purpose,
                               'SENT', a.created_at, a.created_at, a.created_at
                        from appointment a where a.id = :appointment
                        """.formatted("a." + recipient))
                .param("id", UUID.randomUUID())
                .param("appointment", id.value())
                .param("step", step)
                .param("kind", kind)
                .param("purpose", purpose)
                .update();
    }

    private List<String> seenBy(Actor actor) {
        return transactions.as(
                actor,
                () -> jdbc.sql("select distinct recipient_kind || ' ' || recipient_id from message")
                        .query(String.class)
                        .list());
    }

    private int run(Actor actor, String sql) {
        return transactions.as(actor, () -> jdbc.sql(sql).update());
    }

    private String status(AppointmentId id) {
        return database.behindTheWalls()
                .sql("select status from appointment where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }
}
