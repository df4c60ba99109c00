package clinic.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * How long the oldest unsent message has waited. A long wait is worth a look and no reason to take the clinic out of
 * service, so it is "DELAYED", which leaves the health of the whole as it is.
 */
@Component("messages")
class OldestUnsentHealth extends AbstractHealthIndicator {

    private static final Status DELAYED = new Status("DELAYED");
    private static final Duration WORTH_A_LOOK = Duration.ofMinutes(15);

    private final Outbox outbox;
    private final Clock clock;

    OldestUnsentHealth(Outbox outbox, Clock clock) {
        super("The messages cannot be counted");
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant now = clock.instant();
        Duration waiting = outbox.oldestUnsent(now)
                .map(since -> Duration.between(since, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        health.status(waiting.compareTo(WORTH_A_LOOK) > 0 ? DELAYED : Status.UP)
                .withDetail("oldestUnsentSeconds", waiting.toSeconds());
    }
}
