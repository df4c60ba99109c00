package clinic.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.platform.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private final UUID owner = UUID.randomUUID();
    private final byte[] key = StoredVault.newKey();

    @TempDir
    private Path folder;

    private KeyFile file;

    @BeforeEach
    void aFileThatIsNotThereYet() {
        file = new KeyFile(folder.resolve("personal-data.keys"));
    }

    @Test
    void theFileIsForItsOwnerOnly() throws IOException {
        file.make();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whoComesSecondGetsTheKeysOfTheFirst() {
        Keyring first = new Keyring(file, file.make());
        Keyring second = new Keyring(file, file.make());

        assertThat(second.unwrap(owner, first.wrap(owner, key))).isEqualTo(key);
    }

    @Test
    void withoutTheFileNothingStarts() {
        assertThatThrownBy(() -> file.read())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("personal-data.keys");
    }

    @Test
    void aFileWithoutKeysIsRefused() throws IOException {
        for (String content : new String[] {"", "{}", "not keys", "{\"wrapping\":{},\"search\":{}}"}) {
            Files.writeString(file.path(), content);

            assertThatThrownBy(() -> file.read()).as(content).isInstanceOf(CannotStart.class);
        }
    }

    @Test
    void theKeysOfAnotherClinicOpenNothing() {
        byte[] wrapped = new Keyring(file, file.make()).wrap(owner, key);
        KeyFile other = new KeyFile(folder.resolve("other.keys"));
        Keyring others = new Keyring(other, other.make());

        assertThatThrownBy(() -> others.unwrap(owner, wrapped)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasWrappedBeforeARotationStillOpensAfterIt() {
        Keyring keyring = new Keyring(file, file.make());
        byte[] before = keyring.wrap(owner, key);
        byte[] token = keyring.blindIndex("account.email", "a@example.org");

        Keyring after = new Keyring(file, file.addPrimary());

        assertThat(after.unwrap(owner, before)).isEqualTo(key);
        assertThat(after.primary()).isNotEqualTo(keyring.primary());
        assertThat(after.blindIndex("account.email", "a@example.org")).isEqualTo(token);
    }

    @Test
    void aRunningServerOpensWhatWasWrappedByAKeyAddedSince() {
        Keyring running = new Keyring(file, file.make());
        byte[] wrapped = new Keyring(file, file.addPrimary()).wrap(owner, key);

        assertThat(running.unwrap(owner, wrapped)).isEqualTo(key);
    }

    @Test
    void aKeyAddedWithinOneTickOfTheFileSystemsClockIsSeen() throws IOException {
        Keyring running = new Keyring(file, file.make());
        FileTime before = Files.getLastModifiedTime(file.path());
        int added = file.addPrimary().primary();
        Files.setLastModifiedTime(file.path(), before);

        assertThat(Keyring.wrappedBy(running.wrap(owner, key))).isEqualTo(added);
    }

    @Test
    void aKeyAddedWhileTheFileWasBeingReadIsSeen() {
        KeyFile.Contents readBefore = file.make();
        int added = file.addPrimary().primary();
        Keyring running = new Keyring(file, readBefore);

        assertThat(Keyring.wrappedBy(running.wrap(owner, key))).isEqualTo(added);
    }

    @Test
    void aRunningServerWrapsByTheKeyAddedSince() {
        Keyring running = new Keyring(file, file.make());
        int added = file.addPrimary().primary();

        assertThat(Keyring.wrappedBy(running.wrap(owner, key))).isEqualTo(added);
    }
}
