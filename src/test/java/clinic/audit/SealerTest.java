package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Actor;
import clinic.testing.Race;
import clinic.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Entries are sealed once each, in an order nothing comes between, whoever writes or seals beside it. */
class SealerTest {

    @TempDir
    Path folder;

    private SealedTrail trail;

    @BeforeEach
    void anEmptyClinic() {
        trail = new SealedTrail(TestDatabase.fresh(), folder);
    }

    @Test
    void withoutNewEntriesThereIsNoNewCheckpoint() {
        trail.livesThrough(1);

        assertThat(trail.sealer.sealWhatIsReady()).isZero();
        assertThat(trail.count("audit_checkpoint")).isEqualTo(1);
    }

    @Test
    void whatAnEarlierActMayStillWriteIsWaitedFor() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch sealed = new CountDownLatch(1);
        Race.atOnce(List.of(
                () -> trail.act(() -> {
                    trail.changeInThisAct();
                    written.countDown();
                    await(sealed);
                    return trail.changeInThisAct();
                }),
                () -> {
                    await(written);
                    trail.change();
                    long early = trail.sealer.sealWhatIsReady();
                    sealed.countDown();
                    assertThat(early).as("sealed past an act that is under way").isZero();
                    return 0;
                }));

        assertThat(trail.sealer.sealWhatIsReady()).isEqualTo(3);
        assertThat(trail.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void amongManyWritersAndTwoSealersNoEntryIsSkippedNorSealedTwice() throws Exception {
        int writers = 12;
        int acts = 15;
        AtomicInteger atWork = new AtomicInteger(writers);
        List<Callable<Long>> all = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            all.add(() -> {
                for (int act = 0; act < acts; act++) {
                    trail.act(() -> {
                        trail.changeInThisAct();
                        // Acts of every length overlap with each other and with the batches.
                        trail.jdbc
                                .sql("select count(pg_sleep(:seconds))")
                                .param("seconds", number % 4 * 0.01)
                                .query(Long.class)
                                .single();
                        return trail.changeInThisAct();
                    });
                }
                atWork.decrementAndGet();
                return 0L;
            });
        }
        Sealer other = new Sealer(trail.transactions, trail.jdbc, trail.signer);
        for (Sealer sealer : List.of(trail.sealer, other)) {
            all.add(() -> {
                long sealed = 0;
                while (atWork.get() > 0) {
                    sealed += sealer.sealWhatIsReady();
                }
                return sealed;
            });
        }

        long beside = Race.atOnce(all).stream().mapToLong(Long::longValue).sum();

        assertThat(beside).as("sealed while others wrote").isPositive();
        assertThat(beside + trail.sealer.sealWhatIsReady()).isEqualTo(2L * writers * acts);
        assertThat(trail.verdict(trail.checkpoints())).isInstanceOfSatisfying(Verdict.Holds.class, holds -> {
            assertThat(holds.entries()).isEqualTo(2L * writers * acts);
            assertThat(holds.unsealed()).isZero();
        });
    }

    @Test
    void aSealerThatDiesInTheMiddleLeavesNothingHalfDone() throws SQLException {
        trail.livesThrough(2);
        trail.change();
        try (Connection dying = trail.database.as("clinic_app").getConnection();
                Statement sql = dying.createStatement()) {
            dying.setAutoCommit(false);
            sql.execute("set local role clinic_system");
            sql.execute("select set_config('clinic.actor_id', '00000000-0000-0000-0000-000000000002', true)");
            sql.execute("select * from seal_audit_entries(1000)");

            assertThat(trail.sealer.sealWhatIsReady()).as("two at once").isZero();
            dying.rollback();
        }

        assertThat(trail.sealer.sealWhatIsReady()).isEqualTo(1);
        assertThat(trail.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void moreThanOneBatchIsSealedInOneGo() {
        trail.tampered("insert into audit_entry (actor_id, actor_role, action, kind, record_id, xid)"
                + " select gen_random_uuid(), 'ADMIN', 'INSERT', 'room', n, '0' from generate_series(1, 2500) n");

        assertThat(trail.sealer.sealWhatIsReady()).isEqualTo(2500);
        assertThat(trail.count("audit_checkpoint")).isEqualTo(3);
        assertThat(trail.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void entriesFromBeforeThereWereSealsAreSealedInTheirOrder() {
        TestDatabase before = TestDatabase.ofVersion("300");
        SealedTrail old = new SealedTrail(before, folder);
        old.tampered("insert into audit_entry (actor_id, actor_role, action, kind, record_id, at)"
                + " select gen_random_uuid(), 'ADMIN', 'INSERT', 'room', n, now() - interval '1 year' + n * interval '1 hour'"
                + " from generate_series(1, 3000) n");
        before.migrate();
        old.change();

        assertThat(old.sealer.sealWhatIsReady()).isEqualTo(old.count("audit_entry"));
        assertThat(old.entryAt(2999) - old.entryAt(0)).isEqualTo(2999);
        assertThat(old.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void whatWasWrittenOnAnotherServerComesBeforeWhatIsWrittenHere() {
        trail.livesThrough(2);
        trail.tampered("insert into audit_entry (actor_id, actor_role, action, kind, record_id, xid)"
                + " values (gen_random_uuid(), 'ADMIN', 'INSERT', 'room', 'elsewhere', '9999999999')");

        trail.database.migrate();
        trail.change();

        assertThat(trail.sealer.sealWhatIsReady()).isEqualTo(2);
        trail.database.migrate();
        trail.livesThrough(1);
        assertThat(trail.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(trail.count("audit_seal where era = 1")).isEqualTo(2);
    }

    @Test
    void nobodyChangesASealOrACheckpointNotEvenTheirOwner() {
        trail.livesThrough(1);

        for (String table : List.of("audit_seal", "audit_checkpoint")) {
            for (String change : List.of("delete from " + table, "truncate " + table)) {
                assertThatThrownBy(() ->
                                trail.database.behindTheWalls().sql(change).update())
                        .hasStackTraceContaining("append-only");
            }
        }
    }

    @Test
    void theSystemSignsNoMoreThanWasSealedAndReadsNoEntry() {
        trail.livesThrough(1);
        Actor system = Actor.system(UUID.randomUUID());

        assertThatThrownBy(() -> trail.transactions.as(
                        system,
                        () -> trail.jdbc
                                .sql(
                                        "insert into audit_checkpoint (size, at, frontier, note) values (2, now(), sha256(''), '')")
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> trail.transactions.as(
                        system,
                        () -> trail.jdbc
                                .sql("select id from audit_entry")
                                .query(Long.class)
                                .list()))
                .isInstanceOf(DataAccessException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
