package clinic.notification;

import java.time.Clock;
import java.time.Duration;
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

    private final Outbox outbox;
    private final Clock clock;

    OldestUnsentHealth(Outbox outbox, Clock clock) {
        super("The messages cannot be counted");
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Duration waiting = outbox.delay(clock.instant()).orElse(Duration.ZERO);
        health.status(Outbox.isWorthALook(waiting) ? DELAYED : Status.UP)
                .withDetail("oldestUnsentSeconds", waiting.toSeconds());
    }
}
