package clinic.notification;

import clinic.platform.Announcements;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Who in this process waits for news, by the id of the person the news is for. */
@Component
class Watchers implements Announcements.Listener {

    private final Map<UUID, Set<Runnable>> watching = new ConcurrentHashMap<>();

    Notifications.Watch add(UUID recipient, Runnable changed) {
        watching.compute(recipient, (id, known) -> {
            Set<Runnable> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(changed);
            return all;
        });
        return () -> watching.computeIfPresent(recipient, (id, all) -> {
            all.remove(changed);
            return all.isEmpty() ? null : all;
        });
    }

    @Override
    public String channel() {
        return "told";
    }

    /** @param payload the id of whom it is for, and in how many milliseconds it is to be seen */
    @Override
    public void heard(String payload) {
        String[] said = payload.split(" ");
        UUID recipient = UUID.fromString(said[0]);
        long wait = Long.parseLong(said[1]);
        if (wait == 0) {
            tell(recipient);
        } else {
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(() -> tell(recipient));
        }
    }

    private void tell(UUID recipient) {
        watching.getOrDefault(recipient, Set.of()).forEach(Runnable::run);
    }

    @Override
    public void mayHaveMissed() {
        watching.values().forEach(all -> all.forEach(Runnable::run));
    }
}
