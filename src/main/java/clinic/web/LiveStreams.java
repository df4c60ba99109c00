package clinic.web;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.platform.Announcements;
import clinic.shared.Actor;
import clinic.web.LiveChanges.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The streams that this process keeps open to browsers. Each is a request on a virtual thread that waits for a ring; it
 * holds no database connection meanwhile. One ends when its session does, when its person opens one too many elsewhere,
 * and when the clinic shuts down, which waits for none of them.
 */
@Component
class LiveStreams implements Announcements.Listener, SmartLifecycle {

    /** A browser has one, or two while it goes from page to page; the rest is for a person's other devices. */
    private static final int OF_ONE_SESSION = 2;

    private static final int OF_ONE_PERSON = 6;

    /** What comes within so short a time is said at once. */
    private static final Duration GATHERED = Duration.ofMillis(50);

    private final int most;
    private final Set<Stream> open = new LinkedHashSet<>();
    /** From the first on, as the web server starts before this is started. */
    private boolean running = true;

    LiveStreams(@Value("${clinic.live.most:2000}") int most) {
        this.most = most;
    }

    /** Why a stream has ended. */
    enum End {
        /** Asking again is of no use: the session is over, or the person has newer streams. */
        FOR_GOOD,
        /** Whoever asks again finds the next server, or this one with what it has missed. */
        FOR_NOW
    }

    /**
     * @param about the doctors and places whose changes are to be heard
     * @return empty when there is room for no more
     */
    synchronized Optional<Stream> open(Account account, String session, Set<UUID> about) {
        makeRoom(stream -> stream.session.equals(session), OF_ONE_SESSION);
        makeRoom(stream -> stream.account.equals(account.id()), OF_ONE_PERSON);
        if (!running || open.size() >= most) {
            return Optional.empty();
        }
        var stream = new Stream(account, session, about);
        open.add(stream);
        return Optional.of(stream);
    }

    private void makeRoom(Predicate<Stream> which, int most) {
        List<Stream> theirs = open.stream().filter(which).toList();
        if (theirs.size() >= most) {
            theirs.getFirst().end(End.FOR_GOOD);
            open.remove(theirs.getFirst());
        }
    }

    synchronized void tell(Change change) {
        open.forEach(stream -> stream.tell(change));
    }

    @Override
    public String channel() {
        return "session_ended";
    }

    @Override
    public void heard(String payload) {
        end(stream -> stream.session.equals(payload), End.FOR_GOOD);
    }

    /** A session may have ended unheard; whoever asks again shows whether his lasts. */
    @Override
    public void mayHaveMissed() {
        end(stream -> true, End.FOR_NOW);
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    /** In the first phase of stopping, before the web server waits for the requests that are under way. */
    @Override
    public synchronized void stop() {
        running = false;
        end(stream -> true, End.FOR_NOW);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    private synchronized void end(Predicate<Stream> which, End how) {
        for (Stream stream : new ArrayList<>(open)) {
            if (which.test(stream)) {
                stream.end(how);
                open.remove(stream);
            }
        }
    }

    private synchronized void forget(Stream stream) {
        open.remove(stream);
    }

    /** One browser's. */
    final class Stream implements AutoCloseable {

        private final AccountId account;
        private final Actor.Role role;
        private final @Nullable UUID person;
        private final String session;
        private final Set<UUID> about;
        private final Set<UUID> changed = new LinkedHashSet<>();
        private final Semaphore rung = new Semaphore(1);
        private boolean news = true;
        private volatile @Nullable End end;

        private Stream(Account account, String session, Set<UUID> about) {
            this.account = account.id();
            this.role = account.role();
            this.person = account.person();
            this.session = session;
            this.about = about;
        }

        /** There is something to look at for this reader. Never waits. */
        synchronized void ring() {
            news = true;
            rung.release();
        }

        /** Passes on what the page has asked for and its reader may know. Never waits. */
        synchronized void tell(Change change) {
            if (change.visit() && !isOf(change.doctor())) {
                return;
            }
            for (UUID topic : List.of(change.doctor(), change.place())) {
                if (about.contains(topic) && changed.add(topic)) {
                    rung.release();
                }
            }
        }

        private boolean isOf(UUID doctor) {
            return role == Actor.Role.ADMIN || role == Actor.Role.DOCTOR && doctor.equals(person);
        }

        /** Whether this reader's own messages may have changed since this was last asked; at first they have. */
        synchronized boolean takeNews() {
            boolean some = news;
            news = false;
            return some;
        }

        /** The doctors and places of which something has changed since this was last asked. */
        synchronized Set<UUID> takeChanged() {
            Set<UUID> some = Set.copyOf(changed);
            changed.clear();
            return some;
        }

        /** @return false when nobody has rung for so long; the first time there is something at once */
        boolean await(Duration atMost) {
            try {
                boolean some = rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
                if (some) {
                    Thread.sleep(GATHERED);
                }
                rung.drainPermits();
                return some;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end(End.FOR_NOW);
                return false;
            }
        }

        /** Absent while it goes on. */
        @Nullable End ended() {
            return end;
        }

        void end(End how) {
            end = how;
            rung.release();
        }

        @Override
        public void close() {
            forget(this);
        }
    }
}
