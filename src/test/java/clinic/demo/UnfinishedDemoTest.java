package clinic.demo;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.directory.PolicyRule;
import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import clinic.vault.TestVault;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class UnfinishedDemoTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = database.behindTheWalls();

    @Test
    void aBuildingThatWasCutShortIsBegunAnew() {
        aPlace();
        jdbc.sql("insert into demo_build values ('demo', now(), null)").update();
        start();
        assertThat(count("location")).isZero();
        assertThat(count("demo_build")).isZero();
        assertThat(count("policy_setting")).isEqualTo(PolicyRule.values().length);
        assertThat(database.transactions()
                        .as(
                                Actor.visitor(UUID.randomUUID()),
                                () -> database.jdbc()
                                        .sql("select count(*) from location")
                                        .query(Long.class)
                                        .single()))
                .as("what everybody may see")
                .isZero();
    }

    @Test
    void aFinishedDemoClinicStays() {
        aPlace();
        jdbc.sql("insert into demo_build values ('demo', now(), now())").update();
        start();
        assertThat(count("location")).isOne();
    }

    @Test
    void aClinicThatIsNoDemoStaysWhateverItIsStartedWith() {
        aPlace();
        start();
        assertThat(count("location")).isOne();
    }

    private void start() {
        new UnfinishedDemo()
                .migrate(Flyway.configure()
                        .dataSource(database.as("clinic_owner"))
                        .javaMigrations(TestVault.migration())
                        .load());
    }

    private void aPlace() {
        jdbc.sql("set session_replication_role = replica; insert into location (id, name, zone, created_at)"
                        + " values (gen_random_uuid(), 'Somewhere', 'UTC', now())")
                .update();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
