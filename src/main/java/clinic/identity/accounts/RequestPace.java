package clinic.identity.accounts;

import clinic.identity.Identity.Throttled;
import clinic.identity.accounts.Throttle.Bucket;
import clinic.platform.SystemAct;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much a person, and a network, may ask for: far more than anybody's hands can, so that only a program that has gone
 * wrong, or is meant to, meets it. A server lets a twentieth part of a bucket go by in ten seconds without asking anybody, so
 * that people cost no statement; whoever wants more fills the bucket of the {@link Throttle}, which holds for all servers of
 * the clinic together, by further parts.
 */
@Component
class RequestPace {

    private static final int PARTS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 20_000;

    private static final Size WRITES_OF_STAFF = new Size(2_000, Duration.ofMillis(50));
    private static final Size WRITES = new Size(120, Duration.ofSeconds(1));
    private static final Size READS_OF_STAFF = new Size(2_400, Duration.ofMillis(25));
    private static final Size READS = new Size(600, Duration.ofMillis(100));

    /** A hospital's whole staff and its waiting rooms may come from one address. */
    private static final Size OF_A_NETWORK = new Size(12_000, Duration.ofMillis(10));

    private final boolean limited;
    private final Throttle throttle;
    private final Clock clock;
    private final Map<String, Allowed> allowed = new ConcurrentHashMap<>();

    /** @param limits {@code on}; {@code sign-in} for the limits of signing in alone; {@code off} for none */
    RequestPace(@Value("${clinic.limits:on}") String limits, Throttle throttle, Clock clock) {
        this.limited = limits.equalsIgnoreCase("on") || limits.equalsIgnoreCase("true");
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * Present when this request is one too many. A visitor is known by the network alone, where others are who want to sign in:
     * he has all of its bucket.
     */
    Optional<Throttled> refusal(Actor actor, boolean writes, String remote) {
        if (!limited) {
            return Optional.empty();
        }
        boolean staff = actor.is(Role.DOCTOR) || actor.is(Role.ADMIN);
        Size size = writes ? (staff ? WRITES_OF_STAFF : WRITES) : staff ? READS_OF_STAFF : READS;
        String what = writes ? "write" : "read";
        Bucket network = new Bucket(
                Throttle.name("anything from", "", Throttle.network(remote)),
                OF_A_NETWORK.burst(),
                OF_A_NETWORK.step());
        List<Bucket> buckets = actor.is(Role.VISITOR)
                ? List.of(network)
                : List.of(
                        new Bucket(Throttle.name(what + " by", actor.id().toString(), ""), size.burst(), size.step()),
                        network);
        return buckets.stream().map(this::one).flatMap(Optional::stream).findFirst();
    }

    /** Present when the doctor has tried too often to open a record in an emergency. */
    Optional<Throttled> refusalOfEmergency(Actor doctor) {
        return throttle.refusal(SystemAct.actor(), Throttle.emergency(doctor.id()));
    }

    private Optional<Throttled> one(Bucket bucket) {
        String key = bucket.name();
        int part = bucket.burst() / PARTS;
        if (isBeyondMemory(key)) {
            return throttle.refusal(SystemAct.actor(), bucket, 1);
        }
        if (hasOne(key, part)) {
            return Optional.empty();
        }
        Optional<Throttled> full = throttle.refusal(SystemAct.actor(), bucket, part);
        if (full.isEmpty()) {
            allowed.computeIfPresent(key, (same, left) -> new Allowed(left.number() + part - 1, left.until()));
        }
        return full;
    }

    /** When too many callers come at once to be remembered here, each request of another is counted in the database. */
    private boolean isBeyondMemory(String key) {
        if (allowed.size() < MOST_REMEMBERED || allowed.containsKey(key)) {
            return false;
        }
        Instant now = clock.instant();
        allowed.values().removeIf(left -> !left.until().isAfter(now));
        return allowed.size() >= MOST_REMEMBERED;
    }

    private boolean hasOne(String key, int part) {
        Instant now = clock.instant();
        boolean[] had = {true};
        allowed.compute(key, (same, left) -> {
            if (left == null || !left.until().isAfter(now)) {
                return new Allowed(part - 1, now.plus(WINDOW));
            }
            had[0] = left.number() > 0;
            return had[0] ? new Allowed(left.number() - 1, left.until()) : left;
        });
        return had[0];
    }

    private record Size(int burst, Duration step) {}

    private record Allowed(int number, Instant until) {}
}
