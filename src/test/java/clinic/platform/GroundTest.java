package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Actor;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ClinicTest
class GroundTest {

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("sessionsDataSource") DataSource sessions;

    @Test
    void withoutAnActorTheLoginSeesNothing() {
        assertThatThrownBy(() ->
                        jdbc.sql("select count(*) from policy_setting").query().singleValue())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anActorReadsWhatTheClinicShowsOnItsDoor() {
        int rows = transactions.as(
                Actor.visitor(UUID.randomUUID()),
                () -> jdbc.sql("select count(*) from policy_setting")
                        .query(Integer.class)
                        .single());

        assertThat(rows).isPositive();
    }

    @Test
    void theSessionsPoolReachesSessionsAndNothingElse() {
        JdbcClient pool = JdbcClient.create(sessions);

        assertThat(pool.sql("select count(*) from spring_session")
                        .query(Integer.class)
                        .single())
                .isNotNegative();
        assertThatThrownBy(
                        () -> pool.sql("select count(*) from account").query().singleValue())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void everyTableIsBehindForcedRowLevelSecurity() {
        assertThat(database.behindTheWalls().sql("""
                                select relname from pg_class
                                where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
                                  and relname <> 'flyway_schema_history' and not (relrowsecurity and relforcerowsecurity)
                                """).query(String.class).list())
                .isEmpty();
    }

    @Test
    void theClockStandsStill() {
        assertThat(clock.instant()).isEqualTo(TestClock.START);
    }
}
