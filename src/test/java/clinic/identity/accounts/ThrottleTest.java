package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity.Throttled;
import clinic.identity.accounts.Throttle.Bucket;
import clinic.platform.Secret;
import clinic.shared.Actor;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.TestVault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final TestClock clock = new TestClock();
    private final Throttle throttle = throttle("on");
    private final String here = "192.0.2." + NETWORKS.incrementAndGet();
    private final String email = UUID.randomUUID() + "@mail.example";

    @Test
    void tenTriesFromOneNetworkAreLookedAtThenOneInThirtySeconds() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(here)).isEmpty();
        }
        assertThat(attempt(here)).contains(new Throttled(Duration.ofSeconds(30)));

        clock.advance(Duration.ofSeconds(29));
        assertThat(attempt(here)).contains(new Throttled(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(attempt(here)).isEmpty();
        assertThat(attempt(here)).isPresent();
    }

    @Test
    void tryingOnWhileRefusedDoesNotMakeTheWaitLonger() {
        for (int i = 0; i < 200; i++) {
            attempt(here);
        }

        clock.advance(Duration.ofSeconds(30));
        assertThat(attempt(here)).isEmpty();
    }

    @Test
    void theOwnerElsewhereIsNotKeptOutByAGuesser() {
        for (int i = 0; i < 500; i++) {
            attempt(here);
        }

        assertThat(attempt("203.0.113.1")).isEmpty();
    }

    @Test
    void guessingFromEverywhereIsSlowedDownToo() {
        int looked = 0;
        for (int i = 0; i < 200; i++) {
            looked += attempt("198.51.100." + i).isEmpty() ? 1 : 0;
        }

        assertThat(looked).isEqualTo(60);
    }

    @Test
    void addressesOfOneNetworkCountTogether() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempt("2001:db8:1:2::" + i)).isEmpty();
        }

        assertThat(attempt("2001:db8:1:2:ffff::1")).isPresent();
        assertThat(attempt("2001:db8:1:3::1")).isEmpty();
    }

    @Test
    void oneNetworkTriesNotAHundredAddressesAtOnce() {
        int looked = 0;
        for (int i = 0; i < 200; i++) {
            looked +=
                    throttle.refusal(system(), Throttle.signIn(i + email, here)).isEmpty() ? 1 : 0;
        }

        assertThat(looked).isEqualTo(100);
    }

    @Test
    void whatTurnsOutToBeTheOwnersIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(attempt(here)).isEmpty();
            throttle.forgive(system(), Throttle.signIn(email, here));
        }
    }

    @Test
    void aRestartForgetsNothingAndSeveralServersCountTogether() throws Exception {
        List<Throttle> servers = List.of(throttle("on"), throttle("on"), throttle("on"));
        List<Future<Optional<Throttled>>> attempts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                Throttle server = servers.get(i % 3);
                attempts.add(threads.submit(() -> server.refusal(system(), Throttle.signIn(email, here))));
            }
        }

        int looked = 0;
        for (Future<Optional<Throttled>> attempt : attempts) {
            looked += attempt.get().isEmpty() ? 1 : 0;
        }
        assertThat(looked).isEqualTo(10);
        assertThat(throttle("on").refusal(system(), Throttle.signIn(email, here)))
                .isPresent();
    }

    @Test
    void theLimitsCanBeSwitchedOff() {
        Throttle off = throttle("off");
        for (int i = 0; i < 100; i++) {
            assertThat(off.refusal(system(), Throttle.signIn(email, here))).isEmpty();
        }
    }

    @Test
    void nothingPersonalIsKept() {
        attempt("192.0.2.77");

        assertThat(DATABASE.behindTheWalls()
                        .sql("select row_to_json(t)::text from throttle t")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(email) || row.contains("192.0.2.77"));
        // Nor a hash that whoever knows the address could make.
        assertThat(DATABASE.behindTheWalls()
                        .sql("select encode(key, 'hex') from throttle")
                        .query(String.class)
                        .list())
                .noneMatch(key -> plainHashes("192.0.2.77").anyMatch(hash -> hash.startsWith(key)));
    }

    private Stream<String> plainHashes(String remote) {
        return Throttle.signIn(email, remote).stream()
                .map(Bucket::name)
                .map(name -> HexFormat.of().formatHex(Secret.hashOf(name)));
    }

    private Optional<Throttled> attempt(String remote) {
        return throttle.refusal(system(), Throttle.signIn(email, remote));
    }

    private Throttle throttle(String limits) {
        return new Throttle(limits, DATABASE.transactions(), DATABASE.jdbc(), clock, TestVault.of(DATABASE));
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
