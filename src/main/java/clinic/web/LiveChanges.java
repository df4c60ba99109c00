package clinic.web;

import clinic.platform.Announcements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Hears that a doctor's free time or a visit has changed, and passes it on to the streams. What was heard within the last
 * seconds is kept, for a page that was drawn before its stream was open.
 */
@Component
class LiveChanges implements Announcements.Listener {

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LiveStreams streams;
    private final Map<Change, Long> heard = new LinkedHashMap<>();

    LiveChanges(LiveStreams streams) {
        this.streams = streams;
    }

    /**
     * Something of a doctor's at a place.
     *
     * @param visit whether it is a visit that changed, which staff alone may know, and not the time, which everybody may
     */
    record Change(boolean visit, UUID doctor, UUID place) {}

    /** What was heard in the last ten seconds. */
    synchronized List<Change> lately() {
        forget(System.nanoTime());
        return List.copyOf(heard.keySet());
    }

    private void forget(long now) {
        heard.values().removeIf(at -> now - at > KEPT_NANOS);
    }

    @Override
    public String channel() {
        return "changed";
    }

    /** @param payload what changed, whose, where, and in how many milliseconds it is so */
    @Override
    public void heard(String payload) {
        String[] said = payload.split(" ");
        var change = new Change(said[0].equals("visit"), UUID.fromString(said[1]), UUID.fromString(said[2]));
        long wait = Long.parseLong(said[3]);
        if (wait == 0) {
            tell(change);
        } else {
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(() -> tell(change));
        }
    }

    private void tell(Change change) {
        synchronized (this) {
            long now = System.nanoTime();
            forget(now);
            heard.put(change, now);
        }
        streams.tell(change);
    }

    /** All streams end then, and whoever asks again draws its page again. */
    @Override
    public void mayHaveMissed() {}
}
