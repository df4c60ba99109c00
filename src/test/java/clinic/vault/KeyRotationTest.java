package clinic.vault;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are changed while the clinic works. */
class KeyRotationTest {

    private static final Place PLACE = Place.of("patient", "name", UUID.randomUUID());

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private TestDatabase database;
    private Transactions transactions;
    private KeyFile file;
    private Vault running;
    private KeyRotation rotation;

    @BeforeEach
    void aClinicThatIsRunning() {
        database = TestDatabase.fresh();
        transactions = database.transactions();
        file = new KeyFile(folder.resolve("personal-data.keys"));
        running = new StoredVault(transactions, database.jdbc(), new TestClock(), new Keyring(file, file.make()));
        rotation = new KeyRotation(transactions, database.jdbc(), file);
    }

    @Test
    void everyPersonsKeyIsWrappedAnewAndTheOldOneIsNoLongerUsed() {
        long old = primary();
        List<UUID> owners = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            UUID owner = UUID.randomUUID();
            owners.add(owner);
            sealed.add(system(() -> running.seal(owner, PLACE, "of " + owner)));
        }

        rotation.rotate(said::add);

        assertThat(primary()).isNotEqualTo(old);
        assertThat(wrappedBy()).containsExactly(primary());
        assertThat(said)
                .contains("  500 done", "  1000 done", "  1100 done")
                .anySatisfy(line -> assertThat(line).startsWith("  " + old).contains("no longer used"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("  " + primary()).contains("1100 owners"));
        for (int i = 0; i < owners.size(); i++) {
            UUID owner = owners.get(i);
            byte[] one = sealed.get(i);
            assertThat(system(() -> running.open(owner, PLACE, one))).isEqualTo("of " + owner);
        }
    }

    @Test
    void theClinicWorksOnMeanwhile() throws Exception {
        List<UUID> owners = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            UUID owner = UUID.randomUUID();
            system(() -> running.key(owner));
        }
        AtomicBoolean rotated = new AtomicBoolean();
        Thread rotating = Thread.ofVirtual().start(() -> {
            rotation.rotate(said::add);
            rotated.set(true);
        });
        do {
            UUID owner = UUID.randomUUID();
            byte[] sealed = system(() -> running.seal(owner, PLACE, "meanwhile"));
            assertThat(system(() -> running.open(owner, PLACE, sealed))).isEqualTo("meanwhile");
            owners.add(owner);
        } while (rotating.isAlive());
        rotating.join();

        assertThat(rotated).isTrue();
        byte[] after = system(() -> running.seal(UUID.randomUUID(), PLACE, "after"));
        assertThat(after).isNotEmpty();
        assertThat(system(() -> running.keys(owners).of(owners.getLast()).isDestroyed()))
                .isFalse();
    }

    @Test
    void oneThatWasCutShortGoesOnWithTheSameKey() {
        UUID first = UUID.randomUUID();
        system(() -> running.key(first));
        file.addPrimary();
        UUID second = UUID.randomUUID();
        system(() -> running.key(second));
        long added = primary();

        rotation.rotate(said::add);

        assertThat(primary()).isEqualTo(added);
        assertThat(wrappedBy()).containsExactly(added);
    }

    @Test
    void aDestroyedKeyStaysDestroyed() {
        UUID owner = UUID.randomUUID();
        byte[] sealed = system(() -> running.seal(owner, PLACE, "gone"));
        system(() -> {
            running.destroy(owner);
            return true;
        });

        rotation.rotate(said::add);

        assertThat(system(() -> running.open(owner, PLACE, sealed))).isEqualTo(Vault.ERASED);
    }

    private long primary() {
        return Integer.toUnsignedLong(file.read().primary());
    }

    private List<Long> wrappedBy() {
        return database.behindTheWalls()
                .sql("select distinct wrapped_by from data_key where wrapped is not null")
                .query(Long.class)
                .list();
    }

    private <T> T system(Supplier<T> work) {
        return transactions.as(Actor.system(UUID.randomUUID()), work);
    }
}
