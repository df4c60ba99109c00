package clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Without an actor nobody sees a row, whatever the table and the role; a patient sees no other patient. Asked of every
 * table of a small clinic that has a row in each.
 */
class ActorlessTest {

    private static final List<String> ROLES =
            List.of("clinic_visitor", "clinic_patient", "clinic_doctor", "clinic_admin", "clinic_system");
    private static final Set<String> OF_THE_SERVER =
            Set.of("flyway_schema_history", "spring_session", "spring_session_attributes", "scheduled_tasks");

    private static final SmallClinic CLINIC = new SmallClinic();
    private static TestDatabase database;
    private static List<String> tables;

    @BeforeAll
    static void aClinicWithARowInEveryTable() throws SQLException {
        database = TestDatabase.fresh();
        CLINIC.writeTo(database);
        tables = database
                .behindTheWalls()
                .sql("select tablename from pg_tables where schemaname = 'public' order by tablename")
                .query(String.class)
                .list()
                .stream()
                .filter(name -> !OF_THE_SERVER.contains(name))
                .toList();
    }

    @Test
    void everyTableHasARowToHide() {
        for (String table : tables) {
            assertThat(database.behindTheWalls()
                            .sql("select exists (select from " + table + ")")
                            .query(Boolean.class)
                            .single())
                    .as("SmallClinic writes a row to " + table)
                    .isTrue();
        }
    }

    @Test
    void theLoginWithoutARoleIsRefusedByEveryTable() throws SQLException {
        try (Connection connection = database.as("clinic_app").getConnection()) {
            for (String table : tables) {
                refused(connection, "select count(*) from " + table, "42501");
                refused(connection, "insert into " + table + " default values", "42501");
                refused(connection, "delete from " + table, "42501");
            }
        }
    }

    @Test
    void aRoleWithoutAnActorGetsAnErrorAndNeverRows() throws SQLException {
        for (String role : ROLES) {
            try (Connection fresh = database.as("clinic_app").getConnection()) {
                everyReadIsAnError(fresh, role);
            }
        }
    }

    @Test
    void theActorOfTheActBeforeIsForgottenOnTheSameConnection() throws SQLException {
        for (String role : ROLES) {
            try (Connection used = database.as("clinic_app").getConnection()) {
                used.setAutoCommit(false);
                run(used, "set local role clinic_admin");
                run(used, "select set_config('clinic.actor_id', '" + UUID.randomUUID() + "', true)");
                run(used, "select set_config('clinic.person_id', '" + CLINIC.patient + "', true)");
                run(used, "select name from patient");
                used.commit();
                used.setAutoCommit(true);

                everyReadIsAnError(used, role);
            }
        }
    }

    @Test
    void theRoleOfTheSessionsReadsNoRecordOfTheClinic() throws SQLException {
        try (Connection connection = database.as("clinic_app").getConnection()) {
            for (String table : tables) {
                run(connection, "begin");
                run(connection, "set local role clinic_sessions");
                refused(connection, "select count(*) from " + table, "42501");
                run(connection, "rollback");
            }
        }
    }

    @Test
    void aPatientSeesNoOtherPatientInAnyTable() {
        Actor patient = new Actor(Actor.Role.PATIENT, CLINIC.account, CLINIC.patient, UUID.randomUUID());
        List<String> seen = new ArrayList<>();

        for (String table : tables) {
            String row = readableRow("clinic_patient", table);
            if (row == null) {
                continue;
            }
            List<String> rows = database.transactions()
                    .as(
                            patient,
                            () -> database.jdbc()
                                    .sql("select " + row + " from " + table)
                                    .query(String.class)
                                    .list());
            assertThat(rows)
                    .as(table)
                    .noneMatch(text -> text.contains(CLINIC.otherPatient.toString())
                            || text.contains(CLINIC.otherAccount.toString())
                            || text.contains(SmallClinic.OTHERS_WORDS_AS_BYTES));
            if (rows.stream().anyMatch(text -> text.contains(CLINIC.patient.toString()))) {
                seen.add(table);
            }
        }

        assertThat(seen).contains("account", "patient", "patient_time", "appointment");
    }

    @Test
    void aPatientReadsTheHistoryAndTheNotesOfTheirOwnAppointmentsOnly() {
        Actor patient = new Actor(Actor.Role.PATIENT, CLINIC.account, CLINIC.patient, UUID.randomUUID());

        for (String table : List.of("transition", "appointment_note", "idempotency")) {
            List<UUID> rows = database.transactions()
                    .as(
                            patient,
                            () -> database.jdbc()
                                    .sql("select appointment_id from " + table)
                                    .query(UUID.class)
                                    .list());
            assertThat(rows).as(table).containsExactly(CLINIC.appointment);
        }
    }

    private void everyReadIsAnError(Connection connection, String role) throws SQLException {
        List<String> answered = new ArrayList<>();
        for (String table : tables) {
            String row = readableRow(role, table);
            run(connection, "begin");
            run(connection, "set local role " + role);
            if (answers(connection, "select " + (row == null ? "1" : row) + " from " + table)) {
                answered.add(table);
            }
            run(connection, "rollback");
        }
        assertThat(answered).as("what " + role + " may read without an actor").isEmpty();
    }

    private static boolean answers(Connection connection, String sql) {
        try {
            run(connection, sql);
            return true;
        } catch (SQLException refusal) {
            return false;
        }
    }

    /** All columns of a table that the role may read, as one text; null when there is none. */
    private static String readableRow(String role, String table) {
        List<String> columns = database.behindTheWalls()
                .sql("""
                        select quote_ident(attname) from pg_attribute
                        where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
                          and has_column_privilege(:role, attrelid, attnum, 'select')
                        """)
                .param("table", table)
                .param("role", role)
                .query(String.class)
                .list();
        return columns.isEmpty() ? null : "concat_ws(' ', " + String.join(", ", columns) + ")";
    }

    private static void refused(Connection connection, String sql, String state) {
        assertThatThrownBy(() -> run(connection, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(state));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
            }
        }
    }

    /** Two patients, each with an appointment, and a row in every other table; written as a superuser, without triggers. */
    private static final class SmallClinic {

        private static final String OTHERS_WORDS = "words of the other";
        static final String OTHERS_WORDS_AS_BYTES =
                HexFormat.of().formatHex(OTHERS_WORDS.getBytes(StandardCharsets.UTF_8));

        final UUID patient = UUID.randomUUID();
        final UUID account = UUID.randomUUID();
        final UUID appointment = UUID.randomUUID();
        final UUID otherPatient = UUID.randomUUID();
        final UUID otherAccount = UUID.randomUUID();
        private final UUID otherAppointment = UUID.randomUUID();
        private final UUID location = UUID.randomUUID();
        private final UUID room = UUID.randomUUID();
        private final UUID type = UUID.randomUUID();
        private final UUID doctor = UUID.randomUUID();

        void writeTo(TestDatabase database) throws SQLException {
            DataSource superuser = database.as("postgres");
            try (Connection connection = superuser.getConnection()) {
                run(connection, "set session_replication_role = replica");
                theClinic(connection);
                aPatient(connection, patient, account, appointment, "2026-12-01 09:00Z", "own words");
                aPatient(connection, otherPatient, otherAccount, otherAppointment, "2026-12-01 10:00Z", OTHERS_WORDS);
            }
        }

        private void theClinic(Connection connection) throws SQLException {
            run(connection, """
                    insert into location (id, name, zone, created_at) values ('%1$s', 'Here', 'UTC', now());
                    insert into room (id, location_id, name) values ('%2$s', '%1$s', 'Room 1');
                    insert into appointment_type (id, name, durations, instant, created_at)
                      values ('%3$s', 'Follow-up', '{30}', true, now());
                    insert into doctor (id, name, created_at) values ('%4$s', 'Dr Ada Moor', now());
                    insert into offer (doctor_id, type_id) values ('%4$s', '%3$s');
                    insert into closure (id, start_at, end_at, name)
                      values (gen_random_uuid(), now(), now() + interval '1 day', 'Labour Day');
                    insert into calendar (id, kind) values ('%4$s', 'DOCTOR');
                    insert into token_key (id, public_key, good_until) values ('key', 'public', now());
                    insert into audit_seal (position, entry_id, era, xid, salt, leaf)
                      values (0, 0, 0, '0', substr(sha256(''), 1, 16), sha256(''));
                    insert into audit_checkpoint (size, at, frontier, note) values (1, now(), sha256(''), 'signed');
                    insert into throttle (key, full_until) values (substr(sha256('nobody'), 1, 16), now());
                    insert into retention (kind, months) values ('READS', 24);
                    insert into purge_run (id, kind, at, months, removed)
                      values (gen_random_uuid(), 'READS', now(), 24, 1);
                    insert into notification_preference (recipient_kind, recipient_id, kind, email, sms)
                      values ('PATIENT', '%1$s', 'REMINDERS', true, false);
                    insert into demo_build (id, began_at, finished_at) values ('demo', now(), now());
                    insert into schedule_past (kind, doctor_id, since, until, record)
                      values ('absence', '%4$s', now(), now(), '{}');
                    insert into working_pattern (id, doctor_id, location_id, day, from_time, to_time)
                      values (gen_random_uuid(), '%4$s', '%1$s', 'MONDAY', '09:00', '17:00');
                    insert into working_exception (id, doctor_id, location_id, date)
                      values (gen_random_uuid(), '%4$s', '%1$s', '2026-12-24');
                    insert into absence (id, doctor_id, start_at, end_at)
                      values (gen_random_uuid(), '%4$s', now(), now() + interval '1 day');
                    """.formatted(location, room, type, doctor));
        }

        private void aPatient(Connection connection, UUID person, UUID login, UUID visit, String start, String words)
                throws SQLException {
            run(connection, """
                    insert into account (id, email, email_key, name, role, person_id, created_at)
                      values ('%2$s', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), substr(sha256('%2$s'), 1, 16), '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), 'PATIENT',
                        '%1$s', now());
                    insert into search_token (domain, token, owner_id) values ('PATIENT', substr(sha256('%5$s'), 1, 16), '%1$s');
                    insert into data_key (owner_id, wrapped, wrapped_by, made_at) values ('%1$s', sha256('%1$s'), 1, now());
                    insert into account_link (hash, account_id, purpose, made_at, expires_at)
                      values (sha256('%2$s'), '%2$s', 'VERIFY', now(), now() + interval '1 day');
                    insert into refresh_family (id, account_id, generation, started_at, expires_at)
                      values ('%3$s', '%2$s', 0, now(), now() + interval '1 day');
                    insert into refresh_token (hash, family_id, made_at) values (sha256('%2$s'), '%3$s', now());
                    insert into authenticator (id, account_id, secret, made_at) values ('%3$s', '%2$s', '%5$s', now());
                    insert into authenticator_use (authenticator_id, step) values ('%3$s', 1);
                    insert into recovery_code (id, account_id, hash, made_at)
                      values ('%3$s', '%2$s', sha256('%3$s'), now());
                    insert into passkey_owner (account_id, handle) values ('%2$s', sha256('%2$s'));
                    insert into passkey (id, account_id, credential_id, public_key, attestation, transports, backup_eligible,
                        name, made_at)
                      values ('%3$s', '%2$s', '%2$s', '', '', '{}', false, '%5$s', now());
                    insert into passkey_use (passkey_id, signature_count, backed_up, used_at)
                      values ('%3$s', 0, false, now());
                    insert into provider_link (id, account_id, issuer, subject_key, made_at)
                      values ('%3$s', '%2$s', 'https://login.example', substr(sha256('%2$s'), 1, 16), now());
                    insert into passkey_challenge (hash, expires_at) values (sha256('%3$s'), now());
                    insert into patient (id, account_id, name, created_at)
                      values ('%1$s', '%2$s', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), now());
                    insert into calendar (id, kind) values ('%1$s', 'PATIENT');
                    insert into hold (id, patient_id, doctor_id, location_id, taken_at, expires_at)
                      values (gen_random_uuid(), '%1$s', '%6$s', '%7$s', now(), now() + interval '5 minutes');
                    insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                      values ('%3$s', 'VISIT', '%6$s', '%7$s', '%4$s', timestamptz '%4$s' + interval '30 minutes');
                    insert into patient_time (claim_id, patient_id, start_at, end_at)
                      values ('%3$s', '%1$s', '%4$s', timestamptz '%4$s' + interval '30 minutes');
                    insert into room_time (claim_id, room_id, start_at, end_at)
                      values ('%3$s', '%8$s', '%4$s', timestamptz '%4$s' + interval '30 minutes');
                    insert into appointment (id, version, transitions, status, awaiting, patient_id, doctor_id, location_id,
                        type_id, room_id, start_at, end_at, created_at)
                      values ('%3$s', 1, 1, 'APPROVED', null, '%1$s', '%6$s', '%7$s', '%9$s', '%8$s', '%4$s',
                        timestamptz '%4$s' + interval '30 minutes', now());
                    insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                      values ('%3$s', 1, 'NEW', 'APPROVED', now(), '%2$s', 'PATIENT');
                    insert into appointment_note (appointment_id, body) values ('%3$s', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'));
                    insert into attendance (appointment_id, arrived_at, arrived_by) values ('%3$s', now(), '%2$s');
                    insert into attention (appointment_id, causes, since) values ('%3$s', '{ABSENCE}', now());
                    insert into idempotency (actor_id, key, request_hash, appointment_id, created_at)
                      values ('%2$s', 'key', '', '%3$s', now());
                    insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                        recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before, sent_at)
                      values ('%3$s', '%3$s', 1, 1, '%6$s', '%7$s', '%4$s', 'PATIENT', '%1$s', 'IN_APP', 'BOOKED', 'SENT',
                        now(), now(), now());
                    insert into message (id, appointment_id, transition, version, doctor_id, location_id, start_at,
                        recipient_kind, recipient_id, channel, purpose, state, planned_at, not_before, sent_at)
                      values (gen_random_uuid(), '%3$s', 1, 1, '%6$s', '%7$s', '%4$s', 'DOCTOR', '%6$s', 'IN_APP', 'BOOKED',
                        'SENT', now(), now(), now());
                    insert into told_by_hand (message_id, at, by_id) values ('%3$s', now(), '%2$s');
                    insert into demo_mail (id, message_id, recipient, recipient_key, subject, sent_at, text, html)
                      values ('%3$s', '%3$s', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), substr(sha256('%3$s'), 1, 16), '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), now(),
                        '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'));
                    insert into reply_link (message_id, reply, hash, appointment_id, patient_id, start_at)
                      values ('%3$s', 'CONFIRM', sha256('%3$s'), '%3$s', '%1$s', '%4$s');
                    insert into record_access (id, at, actor_id, actor_role, request_id, patient_id, appointment_id, why)
                      values ('%3$s', now(), '%2$s', 'ADMIN', '%3$s', '%1$s', '%3$s', 'FRONT_DESK');
                    insert into emergency_access (id, doctor_id, by_id, patient_id, reason, begun_at, ends_at)
                      values ('%3$s', '%6$s', '%2$s', '%1$s', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'), now(),
                        now() + interval '60 minutes');
                    insert into erasure (id, patient_id, state, asked_at, due_at, reason)
                      values ('%3$s', '%1$s', 'OPEN', now(), now() + interval '1 month', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'));
                    insert into parting_address (message_id, address)
                      values ('%3$s', '\\x01' || convert_to(rpad('%5$s', 40), 'UTF8'));
                    insert into confirmation (appointment_id, start_at, at, by_id) values ('%3$s', '%4$s', now(), '%2$s');
                    insert into demo_build (id, began_at) values ('demo', now()) on conflict do nothing;
                    insert into audit_entry (actor_id, actor_role, action, kind, record_id)
                      values ('%2$s', 'PATIENT', 'INSERT', 'patient', '%1$s');
                    """.formatted(person, login, visit, start, words, doctor, location, room, type));
        }
    }
}
