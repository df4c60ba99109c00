package clinic.platform;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.stereotype.Component;

/**
 * When each job of the clockwork ran last: those of all processes together, as the timetable has them, and those that each
 * process does for itself, as this one did. One that failed last is worth a look and no reason to take the clinic out of
 * service, so it is "FAILING", which leaves the health of the whole as it is.
 */
@Component("jobs")
class JobsHealth extends AbstractHealthIndicator {

    private static final Status FAILING = new Status("FAILING");

    private final JdbcClient timetable;
    private final List<ScheduledTaskHolder> ownJobs;

    JobsHealth(@Qualifier("sessionsDataSource") DataSource timetable, List<ScheduledTaskHolder> ownJobs) {
        super("The jobs cannot be read");
        this.timetable = JdbcClient.create(timetable);
        this.ownJobs = ownJobs;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        timetable
                .sql(
                        "select task_name, last_success, last_failure, consecutive_failures from scheduled_tasks order by 1")
                .query((row, n) -> new Shared(
                        row.getString("task_name"),
                        said(Sql.instantOrNull(row, "last_success")),
                        said(Sql.instantOrNull(row, "last_failure")),
                        row.getInt("consecutive_failures")))
                .list()
                .forEach(job -> {
                    health.withDetail(job.name(), job.details());
                    if (job.failures() > 0) {
                        health.status(FAILING);
                    }
                });
        ownJobs.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(scheduled -> scheduled.getTask())
                .forEach(task -> {
                    TaskExecutionOutcome last = task.getLastExecutionOutcome();
                    health.withDetail(
                            inShort(task.toString()),
                            Map.of("lastRun", said(last.executionTime()), "outcome", last.status()));
                    if (last.status() == TaskExecutionOutcome.Status.ERROR) {
                        health.status(FAILING);
                    }
                });
    }

    private record Shared(String name, String lastSuccess, String lastFailure, int failures) {

        Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("lastSuccess", lastSuccess);
            details.put("lastFailure", lastFailure);
            details.put("failuresInARow", failures);
            return details;
        }
    }

    private static String said(@Nullable Instant moment) {
        return moment == null ? "never" : moment.toString();
    }

    /** The class and the method, without the package. */
    private static String inShort(String task) {
        int method = task.lastIndexOf('.');
        return task.substring(task.lastIndexOf('.', method - 1) + 1);
    }
}
