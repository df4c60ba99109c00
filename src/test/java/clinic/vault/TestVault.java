package clinic.vault;

import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.flywaydb.core.api.migration.JavaMigration;

/** The product's own vault on a database without Spring, with keys that last as long as the test run. */
public final class TestVault {

    private static final Keyring KEYRING = made();

    private TestVault() {}

    /** For use inside the acts of {@link TestDatabase#transactions()}. */
    public static Vault of(TestDatabase database) {
        return new StoredVault(database.transactions(), database.jdbc(), new TestClock(), KEYRING);
    }

    /** What the application's own start adds to the scripts that bring a database forward. */
    public static JavaMigration migration() {
        return new SealPersonalData(KEYRING);
    }

    private static Keyring made() {
        try {
            KeyFile file = new KeyFile(Files.createTempDirectory("keys").resolve("personal-data.keys"));
            return new Keyring(file, file.make());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
