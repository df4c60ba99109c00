package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import clinic.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.TaskExecutionOutcome;

/** When the clockwork ran last, and whether it did. */
class JobsHealthTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private final ScheduledTaskRegistrar own = new ScheduledTaskRegistrar();
    private final JobsHealth jobs = new JobsHealth(database.as("postgres"), List.of(own));

    @BeforeEach
    void aProcess() {
        own.setTaskScheduler(scheduler);
    }

    @AfterEach
    void endsWithIt() {
        scheduler.close();
    }

    @Test
    void ofAJobOfAllProcessesTheTimetableTells() {
        timetable(0);

        Health health = jobs.health();

        assertThat(health.getStatus().getCode()).isEqualTo("UP");
        assertThat(health.getDetails())
                .containsEntry(
                        "deliver-messages",
                        Map.of("lastSuccess", "2026-11-23T08:00:00Z", "lastFailure", "never", "failuresInARow", 0));
    }

    @Test
    void aJobThatFailedLastIsWorthALook() {
        timetable(3);

        assertThat(jobs.health().getStatus().getCode()).isEqualTo("FAILING");
    }

    @Test
    void ofItsOwnJobsAProcessTellsItselfAndNotWhatTheyChokedOn() {
        ran(new Job(() -> {
            throw new IllegalStateException("about Ruth Adeyemi");
        }));

        Health health = jobs.health();

        assertThat(health.getStatus().getCode()).isEqualTo("FAILING");
        assertThat(health.getDetails()).containsOnlyKeys("Job.work");
        assertThat(health.getDetails().toString())
                .contains("lastRun=2", "outcome=ERROR")
                .doesNotContain("Ruth");
    }

    @Test
    void whatHasRunWellIsUp() {
        ran(new Job(() -> {}));

        assertThat(jobs.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(jobs.health().getDetails().toString()).contains("outcome=SUCCESS");
    }

    private record Job(Runnable work) implements Runnable {

        @Override
        public void run() {
            work.run();
        }

        @Override
        public String toString() {
            return "clinic.somewhere.Job.work";
        }
    }

    private void ran(Job job) {
        own.addFixedDelayTask(new FixedDelayTask(job, Duration.ofHours(1), Duration.ZERO));
        own.afterPropertiesSet();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> own.getScheduledTasks().stream()
                        .allMatch(one -> one.getTask().getLastExecutionOutcome().status()
                                        != TaskExecutionOutcome.Status.NONE
                                && one.getTask().getLastExecutionOutcome().status()
                                        != TaskExecutionOutcome.Status.STARTED));
    }

    private void timetable(int failures) {
        database.behindTheWalls().sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, last_success,
                                                     consecutive_failures, version)
                        values ('deliver-messages', 'recurring', now(), false, '2026-11-23T08:00:00Z', :failures, 1)
                        """).param("failures", failures).update();
    }
}
