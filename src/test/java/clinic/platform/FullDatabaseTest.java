package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Migrations run where people have been working: on visits that stand, requests that wait and requests long forgotten. */
class FullDatabaseTest {

    private final UUID place = UUID.randomUUID();
    private final UUID type = UUID.randomUUID();
    private final UUID doctor = UUID.randomUUID();
    private final UUID patient = UUID.randomUUID();
    private final UUID standing = UUID.randomUUID();
    private final UUID waiting = UUID.randomUUID();
    private final UUID forgotten = UUID.randomUUID();

    @Test
    void aClinicThatHasBeenAtWorkIsBroughtForwardWithAllItHolds() {
        TestDatabase database = TestDatabase.ofVersion("200");
        JdbcClient jdbc = database.behindTheWalls();
        jdbc.sql("""
                        begin;
                        set local session_replication_role = replica;
                        insert into location (id, name, zone, created_at) values ('%1$s', 'Here', 'Europe/London', now());
                        insert into appointment_type (id, name, durations, instant, created_at)
                          values ('%2$s', 'Follow-up', '{30}', false, now());
                        insert into doctor (id, name, created_at) values ('%3$s', 'Dr Ada Moor', now());
                        insert into patient (id, name, search, created_at) values ('%4$s', 'Pat', ' pat', now());
                        insert into calendar (id, kind) values ('%3$s', 'DOCTOR'), ('%4$s', 'PATIENT');
                        commit
                        """.formatted(place, type, doctor, patient)).update();
        visit(jdbc, standing, "APPROVED", "now() + interval '5 days'");
        visit(jdbc, waiting, "PENDING", "now() + interval '9 days'");
        visit(jdbc, forgotten, "PENDING", "now() - interval '9 days'");

        database.migrate();

        assertThat(words(jdbc, "select id::text from appointment where expires_at > now()"))
                .containsExactly(waiting.toString());
        assertThat(words(jdbc, "select id::text from appointment where expires_at = start_at"))
                .containsExactly(forgotten.toString());
        assertThat(words(jdbc, """
                        select d.claim_id::text from doctor_time d join patient_time p using (claim_id)
                        join appointment a on a.id = d.claim_id
                        where d.held_until = a.expires_at and p.held_until = a.expires_at and d.request_id = a.id
                        """)).containsExactlyInAnyOrder(waiting.toString(), forgotten.toString());
        assertThat(words(jdbc, "select appointment_id || ' ' || channel from message where purpose = 'REMINDER'"))
                .containsExactlyInAnyOrder(
                        standing + " EMAIL", standing + " EMAIL", standing + " IN_APP", standing + " IN_APP");
        assertThat(words(jdbc, "select rule from policy_setting where since > '-infinity'"))
                .as("numbers that would have no past")
                .isEmpty();
    }

    private void visit(JdbcClient jdbc, UUID id, String status, String start) {
        jdbc.sql("""
                        begin;
                        set local session_replication_role = replica;
                        insert into patient_time (claim_id, patient_id, start_at, end_at)
                          select '%1$s', '%5$s', s, s + interval '30 minutes' from date_trunc('hour', %3$s) s;
                        insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                          select claim_id, 'VISIT', '%4$s', '%6$s', start_at, end_at from patient_time where claim_id = '%1$s';
                        insert into appointment (id, version, transitions, status, awaiting, patient_id, doctor_id, location_id,
                            type_id, start_at, end_at, created_at)
                          select '%1$s', 1, 1, '%2$s', case '%2$s' when 'PENDING' then 'DOCTOR' end, '%5$s', '%4$s', '%6$s',
                            '%7$s', start_at, end_at, now()
                          from patient_time where claim_id = '%1$s';
                        insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                          values ('%1$s', 1, 'NEW', '%2$s', now(), '%5$s', 'PATIENT');
                        commit
                        """.formatted(id, status, start, doctor, patient, place, type)).update();
    }

    private static List<String> words(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
