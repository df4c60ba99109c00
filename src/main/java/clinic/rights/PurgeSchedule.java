package clinic.rights;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Clears away what is older than its period once a day, on one of all processes. Property {@code clinic.purge.enabled} turns
 * it off.
 */
@Component
@ConditionalOnProperty(name = "clinic.purge.enabled", matchIfMissing = true)
class PurgeSchedule implements SmartLifecycle {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final Duration POLL = Duration.ofMinutes(1);

    private final Purge purge;
    private final DataSource timetable;
    private @Nullable Scheduler scheduler;

    PurgeSchedule(Purge purge, @Qualifier("sessionsDataSource") DataSource timetable) {
        this.purge = purge;
        this.timetable = timetable;
    }

    @Override
    public synchronized void start() {
        RecurringTask<Void> days = Tasks.recurring("purge", FixedDelay.of(DAY))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE))
                .execute((instance, context) -> purge.purge());
        scheduler = Scheduler.create(timetable)
                .startTasks(days)
                .threads(1)
                .pollingInterval(POLL)
                .shutdownMaxWait(Duration.ofSeconds(8))
                .build();
        scheduler.start();
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
