package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.Actor;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.TestVault;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pace of requests where the clinic runs on several servers. */
class RequestPaceTest {

    /** Reads of a patient at once, and the part that each server lets by in ten seconds without asking. */
    private static final int AT_ONCE = 600;

    private static final int UNASKED = 30;

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final TestClock clock = new TestClock();
    private final Throttle throttle =
            new Throttle("on", DATABASE.transactions(), DATABASE.jdbc(), clock, TestVault.of(DATABASE));

    @Test
    void twoServersTogetherLetNoMoreByThanOneAndThePartThatEachLetsByUnasked() {
        RequestPace one = server();
        RequestPace other = server();
        Actor patient = patient();

        long answered = IntStream.range(0, 2_000)
                .filter(i -> reads(i % 2 == 0 ? one : other, patient, "2001:db8:1::1"))
                .count();

        assertThat(answered).isEqualTo(AT_ONCE + 2 * UNASKED);
    }

    @Test
    void whoReadsAsPeopleDoCostsNoStatement() {
        RequestPace server = server();
        Actor patient = patient();
        int before = buckets();

        for (int i = 0; i < 300; i++) {
            assertThat(reads(server, patient, "2001:db8:2::1")).isTrue();
            clock.advance(Duration.ofMillis(500));
        }

        assertThat(buckets()).isEqualTo(before);
    }

    @Test
    void withTheLimitsOfSigningInAloneNobodyIsHeldUp() {
        RequestPace server = new RequestPace("sign-in", throttle, clock);
        Actor patient = patient();

        assertThat(IntStream.range(0, 2_000).allMatch(i -> reads(server, patient, "2001:db8:3::1")))
                .isTrue();
    }

    @Test
    void aVisitorWhoWritesInALoopKeepsNobodyOfTheSameNetworkFromSigningIn() {
        RequestPace server = server();
        Actor visitor = Actor.visitor(UUID.randomUUID());

        assertThat(IntStream.range(0, 5_000)
                        .allMatch(i ->
                                server.refusal(visitor, true, "2001:db8:4::1").isEmpty()))
                .isTrue();
    }

    @Test
    void moreCallersThanAServerRemembersAreCountedInTheDatabase() {
        RequestPace server = server();
        Actor visitor = Actor.visitor(UUID.randomUUID());
        int before = buckets();

        for (int i = 0; i < 20_020; i++) {
            assertThat(server.refusal(visitor, false, "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255)))
                    .isEmpty();
        }

        assertThat(buckets() - before).isEqualTo(20);
    }

    private RequestPace server() {
        return new RequestPace("on", throttle, clock);
    }

    private int buckets() {
        return DATABASE.behindTheWalls()
                .sql("select count(*) from throttle")
                .query(Integer.class)
                .single();
    }

    private static Actor patient() {
        return new Actor(Actor.Role.PATIENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    private static boolean reads(RequestPace server, Actor actor, String from) {
        return server.refusal(actor, false, from).isEmpty();
    }
}
