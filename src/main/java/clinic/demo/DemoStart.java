package clinic.demo;

import clinic.booking.Appointments;
import clinic.demo.DemoClinic.Staffed;
import clinic.directory.Directory;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Notification;
import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Builds the demo clinic when the database is empty, before the server takes its first request. */
@Component
@ConditionalOnBooleanProperty("clinic.demo")
class DemoStart implements SmartLifecycle {

    /** Before the web server and everything else that serves. */
    static final int PHASE = DEFAULT_PHASE - 8192;

    private static final Logger log = LoggerFactory.getLogger(DemoStart.class);
    private static final int REPORT_EVERY = 300;
    private static final int NEWS_AT_ONCE = 100;
    private static final Duration STAYS_NEW = Duration.ofDays(2);

    private final Clock clock;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Directory directory;
    private final Appointments appointments;
    private final Notifications notifications;
    private final DemoClinic clinic;
    private volatile boolean running;

    DemoStart(
            Clock clock,
            Transactions transactions,
            JdbcClient jdbc,
            Directory directory,
            Appointments appointments,
            Notifications notifications,
            DemoClinic clinic) {
        this.clock = clock;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.directory = directory;
        this.appointments = appointments;
        this.notifications = notifications;
        this.clinic = clinic;
    }

    @Override
    public void start() {
        if (directory.locations(Actor.visitor(UUID.randomUUID())).isEmpty()) {
            note("insert into demo_build (id, began_at) values ('demo', :at)");
            build(clock.instant().truncatedTo(ChronoUnit.SECONDS));
            note("update demo_build set finished_at = :at where id = 'demo'");
        }
        running = true;
    }

    /** How far it came, for {@link UnfinishedDemo}. */
    private void note(String sql) {
        transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql(sql).param("at", Sql.at(clock.instant())).update());
    }

    private void build(Instant now) {
        long began = System.nanoTime();
        log.info("Building the demo clinic …");
        Staffed staffed = clinic.setUp(now);
        List<List<Visit>> diaries = diaries(staffed, now);
        int whole = diaries.stream().mapToInt(List::size).sum();
        AtomicInteger done = new AtomicInteger();
        playAll(staffed, diaries, some -> {
            int before = done.getAndAdd(some);
            if (before / REPORT_EVERY != (before + some) / REPORT_EVERY) {
                log.info(
                        "Building the demo clinic … {} of {} appointments",
                        "%,d".formatted(before + some),
                        "%,d".formatted(whole));
            }
        });
        readOldNews(staffed, now);
        clinic.leaveSomethingToDo(staffed, now);
        log.info(
                "The demo clinic is built: {} appointments in {} s",
                "%,d".formatted(whole),
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    /** Those who have a demo sign-in find the news of the last days, not of weeks. */
    private void readOldNews(Staffed staffed, Instant now) {
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            readOldNews(staffed.doctorAccounts().get(Premises.demoDoctor(place)), now);
            readOldNews(Objects.requireNonNull(staffed.patientAccounts().get(place * Diary.PATIENTS_PER_PLACE)), now);
        }
    }

    private void readOldNews(Actor actor, Instant now) {
        transactions.as(actor, () -> {
            List<Notification> page = notifications.mine(actor, NEWS_AT_ONCE, null);
            while (!page.isEmpty()) {
                page.stream()
                        .filter(news -> news.at().isBefore(now.minus(STAYS_NEW)))
                        .forEach(news -> notifications.markRead(actor, news.id()));
                page = notifications.mine(actor, NEWS_AT_ONCE, page.getLast().id());
            }
            return true;
        });
    }

    private static List<List<Visit>> diaries(Staffed staffed, Instant now) {
        List<List<Visit>> diaries = new ArrayList<>();
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            diaries.add(new Diary(place, staffed.closed().get(place), now, DemoClinic.SEED).visits());
        }
        return diaries;
    }

    /** The places share no doctor, room or patient, so each has a thread of its own. */
    private void playAll(Staffed staffed, List<List<Visit>> diaries, IntConsumer progress) {
        try (ExecutorService threads = Executors.newFixedThreadPool(diaries.size())) {
            List<Future<?>> places = new ArrayList<>();
            for (List<Visit> diary : diaries) {
                places.add(threads.submit(
                        () -> new Playback(transactions, jdbc, appointments, staffed, progress).play(diary)));
            }
            for (Future<?> place : places) {
                place.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The demo clinic could not be built", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo clinic was interrupted", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
