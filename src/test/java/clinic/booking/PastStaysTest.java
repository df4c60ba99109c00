package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was said before can be neither erased nor forged, by whoever may write what is said now. */
class PastStaysTest {

    private static final UUID DOCTOR = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Actor AS_DOCTOR = new Actor(Actor.Role.DOCTOR, DOCTOR, DOCTOR, UUID.randomUUID());
    private static final Actor AS_OTHER = new Actor(Actor.Role.DOCTOR, OTHER, OTHER, UUID.randomUUID());

    private static TestDatabase database;

    @BeforeAll
    static void aClinicWhoseClockIsTheMachines() {
        database = TestDatabase.fresh();
        behind().sql("delete from moved_clock").update();
        database.transactions().as(new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID()), () -> {
            for (UUID doctor : List.of(DOCTOR, OTHER)) {
                sql("insert into doctor (id, name, created_at) values ('" + doctor + "', 'Dr Test', now())");
            }
            return true;
        });
    }

    @Test
    void anAbsenceThatIsTakenBackIsKeptWhateverMomentItsDoctorSays() {
        for (String moment : List.of("-infinity", "2000-01-01T00:00:00Z", "infinity")) {
            UUID absence = UUID.randomUUID();
            as(AS_DOCTOR, () -> absence(absence, DOCTOR, ""));

            as(
                    AS_DOCTOR,
                    () -> sql("set local clinic.moment = '" + moment + "'")
                            + sql("delete from absence where id = '" + absence + "'"));

            assertThat(behind().sql("select until - since between interval '0' and interval '5 s' and until > since"
                                    + " from schedule_past where record ->> 'id' = :id")
                            .param("id", absence.toString())
                            .query(Boolean.class)
                            .list())
                    .as(moment)
                    .containsExactly(true);
        }
    }

    @Test
    void nobodySaysSinceWhen() {
        UUID absence = UUID.randomUUID();

        as(AS_DOCTOR, () -> absence(absence, DOCTOR, "2000-01-01T00:00:00Z"));

        assertThat(behind().sql("select since from absence where id = :id")
                        .param("id", absence)
                        .query((row, n) -> row.getTimestamp(1).toInstant())
                        .single())
                .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    @Test
    void aDoctorReadsTheirOwnPastAndTheClinicsAndTheVisitorNone() {
        UUID absence = UUID.randomUUID();
        as(AS_DOCTOR, () -> absence(absence, DOCTOR, "") + sql("delete from absence where id = '" + absence + "'"));

        String own = "select count(*) from schedule_past where doctor_id = '" + DOCTOR + "'";
        assertThat(as(AS_DOCTOR, () -> count(own))).isPositive();
        assertThat(as(AS_OTHER, () -> count(own))).isZero();
        Actor visitor = Actor.visitor(UUID.randomUUID());
        assertThatThrownBy(() -> as(visitor, () -> count("select count(*) from schedule_past")))
                .hasStackTraceContaining("permission denied");
        for (String table : List.of("absence", "doctor_time", "room_time")) {
            assertThatThrownBy(() -> as(visitor, () -> count("select count(since) from " + table)))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void aMomentIsBelievedOnlyNearTheMachinesOwnOrWhileADemoIsBuilt() {
        String asked = "select believed(timestamptz '2000-01-01Z') = timestamptz '2000-01-01Z'";
        assertThat(behind().sql(asked).query(Boolean.class).single()).isFalse();
        assertThat(behind().sql("select believed(now() + interval '2 s') > now() + interval '1 s'")
                        .query(Boolean.class)
                        .single())
                .isTrue();

        behind().sql("insert into demo_build (id, began_at) values ('demo', now())")
                .update();
        assertThat(behind().sql(asked).query(Boolean.class).single()).isTrue();
        behind().sql("delete from demo_build").update();
    }

    private static int absence(UUID id, UUID doctor, String since) {
        return sql(
                "insert into absence (id, doctor_id, start_at, end_at%s) values ('%s', '%s', now(), now() + interval '1 h'%s)"
                        .formatted(
                                since.isEmpty() ? "" : ", since",
                                id,
                                doctor,
                                since.isEmpty() ? "" : ", '" + since + "'"));
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return database.transactions().as(actor, work);
    }

    private static int sql(String sql) {
        return database.jdbc().sql(sql).update();
    }

    private static int count(String sql) {
        return database.jdbc().sql(sql).query(Integer.class).single();
    }

    private static JdbcClient behind() {
        return database.behindTheWalls();
    }
}
