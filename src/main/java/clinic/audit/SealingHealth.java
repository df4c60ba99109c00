package clinic.audit;

import clinic.platform.SystemAct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * How long the oldest entry of the audit trail has waited to be sealed, and whether the checkpoints are kept outside. Neither is
 * a reason to take the clinic out of service, so what is worth a look leaves the health of the whole as it is.
 */
@Component("audit")
class SealingHealth extends AbstractHealthIndicator {

    private static final Status DELAYED = new Status("DELAYED");

    private final AuditTrail trail;
    private final CheckpointFile outside;
    private final Clock clock;

    SealingHealth(AuditTrail trail, CheckpointFile outside, Clock clock) {
        super("The audit trail cannot be read");
        this.trail = trail;
        this.outside = outside;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Instant now = clock.instant();
        AuditTrail.Sealing sealing = trail.sealing(SystemAct.actor());
        Instant since = sealing.unsealedSince();
        Duration waiting = since == null ? Duration.ZERO : Duration.between(since, now);
        CheckpointFile.Standing standing = outside.standing();
        Status status = standing != CheckpointFile.Standing.KEPT
                ? new Status(standing.name())
                : sealing.isLate(now) ? DELAYED : Status.UP;
        health.status(status)
                .withDetail("oldestUnsealedSeconds", Math.max(0, waiting.toSeconds()))
                .withDetail("checkpoints", standing.name());
    }
}
