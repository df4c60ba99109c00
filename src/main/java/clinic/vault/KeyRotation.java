package clinic.vault;

import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import com.google.crypto.tink.KeysetHandle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A new key wraps the keys of all persons anew, beside clinics that are running; what is sealed under those keys stays as it
 * is. Cut short, it has done part of its work, and goes on with the rest when it is run again.
 */
final class KeyRotation {

    private static final int BATCH = 500;

    private record Wrapped(UUID owner, byte[] key) {}

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final KeyFile file;

    KeyRotation(Transactions transactions, JdbcClient jdbc, KeyFile file) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.file = file;
    }

    /** Each key of the file: how many persons' keys it wraps. */
    void status(Consumer<String> says) {
        KeysetHandle keys = file.read().wrapping();
        Map<Long, Long> used = used();
        says.accept("Keys in " + file.path() + ":");
        for (int i = 0; i < keys.size(); i++) {
            long id = Integer.toUnsignedLong(keys.getAt(i).getId());
            long count = used.getOrDefault(id, 0L);
            used.remove(id);
            says.accept("  %d  %s%s"
                    .formatted(
                            id,
                            count == 0 ? "wraps none, no longer used" : "wraps the keys of " + count + " owners",
                            keys.getAt(i).isPrimary() ? ", in use for new ones" : ""));
        }
        used.forEach((id, count) ->
                says.accept("  %d  is NOT in the file and wraps the keys of %d owners".formatted(id, count)));
    }

    private Map<Long, Long> used() {
        Map<Long, Long> used = new TreeMap<>();
        transactions.as(SystemAct.actor(), () -> {
            jdbc.sql(
                            "select wrapped_by, count(*) as number from data_key where wrapped is not null group by wrapped_by")
                    .query(row -> {
                        used.put(row.getLong("wrapped_by"), row.getLong("number"));
                    });
            return used;
        });
        return used;
    }

    /** Adds a key, unless the last one was added by a rotation that has work left, and wraps everything by it. */
    void rotate(Consumer<String> says) {
        KeyFile.Contents contents = isUnfinished() ? file.read() : file.addPrimary();
        Keyring keyring = new Keyring(file, contents);
        long primary = Integer.toUnsignedLong(contents.primary());
        says.accept("Wrapping by key " + primary + "; copy the file to the clinic's other servers and to the backup.");
        long done = 0;
        int batch;
        do {
            batch = transactions.as(SystemAct.actor(), () -> wrapSome(keyring, primary));
            done += batch;
            if (batch > 0) {
                says.accept("  " + done + " done");
            }
        } while (batch > 0);
        status(says);
    }

    /** Whether some are wrapped by the newest key and some are not. */
    private boolean isUnfinished() {
        Map<Long, Long> used = used();
        return used.size() > 1
                && used.containsKey(Integer.toUnsignedLong(file.read().primary()));
    }

    private int wrapSome(Keyring keyring, long primary) {
        List<Wrapped> some = jdbc.sql("""
                        select owner_id, wrapped from data_key where wrapped_by <> :primary
                        order by owner_id limit :limit for no key update
                        """)
                .param("primary", primary)
                .param("limit", BATCH)
                .query((row, n) -> new Wrapped(Sql.id(row, "owner_id"), row.getBytes("wrapped")))
                .list();
        for (Wrapped one : some) {
            byte[] anew = keyring.wrap(one.owner(), keyring.unwrap(one.owner(), one.key()));
            jdbc.sql("update data_key set wrapped = :wrapped, wrapped_by = :by where owner_id = :owner")
                    .param("wrapped", anew)
                    .param("by", Integer.toUnsignedLong(Keyring.wrappedBy(anew)))
                    .param("owner", one.owner())
                    .update();
        }
        return some.size();
    }
}
