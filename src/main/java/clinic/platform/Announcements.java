package clinic.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears what the database announces when a change is committed, by whichever process it was made: over one connection of
 * its own, outside every pool and every transaction, which is made again when it is lost.
 */
@Component
public class Announcements implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** After so long a silence the database is asked whether it is still there. */
    private static final int SILENCE_MILLIS = 15_000;

    private final Database database;
    private final List<Listener> listeners;
    private volatile boolean running;
    private volatile boolean away;
    private @Nullable Thread thread;

    Announcements(Database database, List<Listener> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    /** Somebody who wants to know. Called on one thread for all, so whoever is called only takes note. */
    public interface Listener {

        /** The PostgreSQL channel, a plain lower-case name. */
        String channel();

        void heard(String payload);

        /** The connection was made anew: whatever was announced before went unheard. */
        void mayHaveMissed();
    }

    /** Returns when announcements are heard, so that what starts later misses none; or when the database is away. */
    @Override
    public synchronized void start() {
        running = true;
        Connection first = null;
        try {
            first = connect();
        } catch (SQLException e) {
            notHeard(e);
        }
        Connection made = first;
        thread = Thread.ofVirtual().name("announcements").start(() -> listen(made));
    }

    private void listen(@Nullable Connection made) {
        Connection next = made;
        while (running) {
            try (Connection connection = next == null ? connect() : next) {
                hear(connection);
            } catch (SQLException e) {
                notHeard(e);
            }
            next = null;
            pause();
        }
    }

    private void notHeard(SQLException e) {
        if (running && !away) {
            log.warn("What the database announces is not heard just now: {}", e.getSQLState());
            away = true;
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), properties());
        try (Statement statement = connection.createStatement()) {
            for (Listener listener : listeners) {
                statement.execute("listen " + listener.channel());
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        if (away) {
            log.info("What the database announces is heard again");
            away = false;
        }
        listeners.forEach(Listener::mayHaveMissed);
        return connection;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", database.application().user());
        properties.setProperty("password", database.application().password());
        properties.setProperty("ApplicationName", "clinic announcements");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private void hear(Connection connection) throws SQLException {
        var announcing = connection.unwrap(PGConnection.class);
        while (running) {
            PGNotification[] heard = announcing.getNotifications(SILENCE_MILLIS);
            if (heard == null || heard.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select 1");
                }
                continue;
            }
            for (PGNotification one : heard) {
                for (Listener listener : listeners) {
                    if (listener.channel().equals(one.getName())) {
                        tell(listener, one.getParameter());
                    }
                }
            }
        }
    }

    /** What one listener makes of one payload ends no listening; a payload may name somebody, so it is not logged. */
    private static void tell(Listener listener, String payload) {
        try {
            listener.heard(payload);
        } catch (RuntimeException e) {
            log.warn(
                    "What was announced on {} could not be used: {}",
                    listener.channel(),
                    e.getClass().getName());
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interruption ends the wait for the next announcement at once, and the connection with it. */
    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
