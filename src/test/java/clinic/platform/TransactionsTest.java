package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Actor;
import clinic.shared.Refusal;
import clinic.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one way to open a transaction. */
class TransactionsTest {

    private static TestDatabase database;

    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
    private Transactions transactions;
    private UUID closure;

    private record No() implements Refusal {}

    @BeforeAll
    static void aDatabase() {
        database = TestDatabase.fresh();
    }

    @BeforeEach
    void oneClosure() {
        transactions = database.transactions();
        closure = transactions.as(admin, () -> add("Stocktaking"));
    }

    @Test
    void aRefusalWritesNothing() {
        transactions.as(admin, () -> {
            rename(closure, "Another");
            return new No();
        });
        assertThat(name(closure)).isEqualTo("Stocktaking");
    }

    @Test
    void anExceptionWritesNothing() {
        assertThatThrownBy(() -> transactions.as(admin, () -> {
                    rename(closure, "Another");
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(name(closure)).isEqualTo("Stocktaking");
    }

    @Test
    void aDryRunWritesNothingAndTellsWhatItWouldDo() {
        String seen = transactions.dryRun(admin, () -> {
            rename(closure, "Another");
            return name(closure);
        });
        assertThat(seen).isEqualTo("Another");
        assertThat(name(closure)).isEqualTo("Stocktaking");
    }

    @Test
    void nobodyActsInsideTheActOfSomebodyElse() {
        Actor other = Actor.visitor(UUID.randomUUID());
        assertThatThrownBy(() -> transactions.as(admin, () -> transactions.as(other, () -> "reached")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions.as(admin, () -> transactions.dryRun(admin, () -> "reached")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theRoleEndsWithTheAct() {
        transactions.as(admin, () -> name(closure));
        assertThatThrownBy(() -> database.jdbc()
                        .sql("select count(*) from closure")
                        .query(Integer.class)
                        .single())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void whoLosesADeadlockTriesAgainAndBothSucceed() throws Exception {
        UUID other = transactions.as(admin, () -> add("Painting"));
        CyclicBarrier bothHaveTheirFirst = new CyclicBarrier(2);
        AtomicInteger tries = new AtomicInteger();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> both = threads.invokeAll(List.of(
                    inOrder(closure, other, "first", bothHaveTheirFirst, tries),
                    inOrder(other, closure, "second", bothHaveTheirFirst, tries)));
            for (Future<Boolean> one : both) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        // Who lost may have the first lock again before the other has woken up, and lose once more.
        assertThat(tries.get()).isBetween(3, 5);
        assertThat(name(closure)).isEqualTo(name(other));
    }

    private Callable<Boolean> inOrder(
            UUID first, UUID second, String name, CyclicBarrier bothHaveTheirFirst, AtomicInteger tries) {
        return () -> transactions.as(admin, () -> {
            boolean firstTry = tries.incrementAndGet() <= 2;
            rename(first, name);
            if (firstTry) {
                await(bothHaveTheirFirst);
            }
            rename(second, name);
            return true;
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID add(String name) {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql(
                        "insert into closure (id, start_at, end_at, name) values (:id, now(), now() + interval '1 day', :name)")
                .param("id", id)
                .param("name", name)
                .update();
        return id;
    }

    private void rename(UUID id, String name) {
        database.jdbc()
                .sql("update closure set name = :name where id = :id")
                .param("name", name)
                .param("id", id)
                .update();
    }

    private String name(UUID id) {
        return transactions.as(
                admin,
                () -> database.jdbc()
                        .sql("select name from closure where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single());
    }
}
