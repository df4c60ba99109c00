package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity.LinkPurpose;
import clinic.platform.SystemAct;
import clinic.shared.Actor;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.TestVault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final TestClock clock = new TestClock();
    private final Actor system = SystemAct.actor();

    @Test
    void whatHasEndedIsThrownAwayAndNothingElse() {
        Links links = new Links(database.jdbc(), clock);
        Throttle throttle = new Throttle("on", database.transactions(), database.jdbc(), clock, TestVault.of(database));
        database.transactions().as(system, () -> links.make(LinkPurpose.SET_UP, null));
        throttle.refusal(system, Throttle.link("192.0.2.1"));
        clock.advance(Duration.ofDays(1));
        String open = database.transactions().as(system, () -> links.make(LinkPurpose.SET_UP, null));
        throttle.refusal(system, Throttle.link("192.0.2.2"));

        new Housekeeping(database.transactions(), database.jdbc(), clock).tidy();

        assertThat(count("account_link")).isEqualTo(1);
        assertThat(count("throttle")).isEqualTo(1);
        assertThat(database.transactions().as(system, () -> links.open(open))).isPresent();
    }

    private long count(String table) {
        return database.behindTheWalls()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
