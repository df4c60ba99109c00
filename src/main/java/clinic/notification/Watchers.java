package clinic.notification;

import clinic.platform.Announcements;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

    @Override
    public void heard(String payload) {
        watching.getOrDefault(UUID.fromString(payload), Set.of()).forEach(Runnable::run);
    }

    @Override
    public void mayHaveMissed() {
        watching.values().forEach(all -> all.forEach(Runnable::run));
    }
}
