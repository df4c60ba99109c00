package clinic.platform;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clinic's own PostgreSQL, kept in the data folder between starts. It lives and dies with the clinic: what a killed
 * clinic left running is stopped at the next start, and a postmaster that dies meanwhile is started again on its port.
 */
final class EmbeddedDatabase implements Database {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int WATCH_EVERY_MILLIS = 500;

    private final Postmaster postmaster;
    private final FileLock lock;
    private final int port;
    private final Login superuser;
    private final Login owner;
    private final Login application;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watch;

    private EmbeddedDatabase(DataFolder data, FileLock lock) throws IOException, SQLException {
        this.lock = lock;
        this.superuser = new Login("postgres", data.password("postgres"));
        this.owner = new Login("clinic_owner", data.password("clinic_owner"));
        this.application = new Login("clinic_app", data.password("clinic_app"));
        this.postmaster = new Postmaster(
                PostgresBinaries.under(data.path().resolve("postgres-programs")),
                data.path().resolve("postgres"));
        postmaster.stop();
        if (!postmaster.isInitialized()) {
            log.info("Making a database in {}", data.path());
            postmaster.initialize(data.secretFile("postgres"));
        }
        this.port = startOnAFreePort();
        try {
            Preparation.run(url("clinic"), superuser, owner.password(), application.password());
        } catch (SQLException | RuntimeException e) {
            postmaster.stop();
            throw e;
        }
        this.watch = Thread.ofVirtual().name("postmaster-watch").unstarted(this::keepRunning);
    }

    /** @throws CannotStart when it cannot be had, with the reason */
    static EmbeddedDatabase open(DataFolder data) {
        FileLock lock = data.lock();
        try {
            EmbeddedDatabase database = new EmbeddedDatabase(data, lock);
            database.watch.start();
            return database;
        } catch (IOException | SQLException e) {
            release(lock);
            CannotStart failure = new CannotStart(
                    "The database in " + data.path() + " did not start. " + e.getMessage(),
                    "See that the disk is not full and that this account owns the folder; its own log is in "
                            + data.path().resolve(Path.of("postgres", "log"))
                            + ". PostgreSQL does not run as root where user namespaces are switched off: there, start"
                            + " the clinic as another user, or name another PostgreSQL in CLINIC_DATABASE_URL.");
            failure.initCause(e);
            throw failure;
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private int startOnAFreePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int free = Postmaster.freePort();
            try {
                postmaster.start(free);
                return free;
            } catch (IOException e) {
                // Somebody may have been quicker to the port.
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    private void keepRunning() {
        try {
            while (!closing.await(WATCH_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!postmaster.isRunning()) {
                    log.warn("The database has stopped; starting it again");
                    startAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() {
        try {
            postmaster.start(port);
            log.warn("The database is running again");
        } catch (IOException e) {
            log.error("The database could not be started again, trying on: {}", e.getMessage());
        }
    }

    @Override
    public String url() {
        return url("clinic");
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public Login owner() {
        return owner;
    }

    @Override
    public Login application() {
        return application;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            watch.join();
            postmaster.stop();
        } catch (IOException e) {
            log.error("The database did not stop: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release(lock);
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            log.warn("The lock on the data folder could not be released: {}", e.getMessage());
        }
    }
}
