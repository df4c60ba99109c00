package clinic.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the relay: at once when this process has committed something, and every second on one of all processes, for what
 * was left over by a failure, a restart or another process. The timetable is in the database. Property
 * {@code clinic.relay.enabled} turns it off.
 */
@Component
@ConditionalOnProperty(name = "clinic.relay.enabled", matchIfMissing = true)
class RelaySchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RelaySchedule.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration MORNINGS = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Relay relay;
    private final RelayBell bell;
    private final Digests digests;
    private final CheckpointMail checkpoints;
    private final DataSource timetable;
    private volatile boolean running;
    private @Nullable Scheduler scheduler;
    private @Nullable Thread atOnce;

    RelaySchedule(
            Relay relay,
            RelayBell bell,
            Digests digests,
            CheckpointMail checkpoints,
            @Qualifier("sessionsDataSource") DataSource timetable) {
        this.relay = relay;
        this.bell = bell;
        this.digests = digests;
        this.checkpoints = checkpoints;
        this.timetable = timetable;
    }

    @Override
    public synchronized void start() {
        if (!relay.canMail()) {
            log.warn("There is no mail server (spring.mail.host), so no mail is sent; what is to be sent waits");
        }
        running = true;
        RecurringTask<Void> rounds = Tasks.recurring("deliver-messages", FixedDelay.of(ROUND))
                .execute((instance, context) -> relay.deliverDueWhile(() -> running));
        RecurringTask<Void> mornings =
                Tasks.recurring("plan-digests", FixedDelay.of(MORNINGS)).execute((instance, context) -> digests.plan());
        RecurringTask<Void> days = Tasks.recurring("mail-checkpoint", FixedDelay.of(DAY))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE))
                .execute((instance, context) -> mailCheckpoint());
        scheduler = Scheduler.create(timetable)
                .startTasks(rounds, mornings, days)
                .threads(1)
                .pollingInterval(ROUND)
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(PATIENCE)
                .build();
        scheduler.start();
        atOnce = Thread.ofPlatform().daemon().name("relay").start(this::deliverWhenRung);
    }

    private void mailCheckpoint() {
        try {
            checkpoints.send();
        } catch (NotCarried e) {
            throw new IllegalStateException("The checkpoint was not mailed: " + e.why());
        }
    }

    private void deliverWhenRung() {
        while (running) {
            try {
                bell.await();
                relay.deliverDueWhile(() -> running);
            } catch (RuntimeException e) {
                // What was not delivered is still planned, and the next round comes within a second.
                log.warn(
                        "Messages could not be delivered just now: {}",
                        e.getClass().getName());
            }
        }
    }

    /** Lets the message under way be finished and written down; an interruption could lose that it was sent. */
    @Override
    public synchronized void stop() {
        running = false;
        bell.ring();
        if (atOnce != null) {
            try {
                atOnce.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce = null;
        }
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
