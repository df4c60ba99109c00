package clinic.vault;

import clinic.platform.CannotStart;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file with the keys that never lie in the database, readable by its owner only: a JSON object of two Tink keysets,
 * "wrapping" (AES-256-GCM, the newest first in use), which wraps the keys of persons, and "search" (HMAC-SHA256), which
 * makes the tokens. Changed whole or not at all.
 */
final class KeyFile {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String BRING =
            "Bring the file from the clinic's other server, or from the backup of the keys that goes with this database;"
                    + " without it nobody reads the personal data in it. docs/running.md tells more.";

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Tells one state of the file from the next. The time alone does not: two changes within one tick of the file
     * system's clock, some milliseconds, have the same.
     */
    record State(FileTime written, @Nullable Object inode, long size) {}

    /** What the file held when it was read, and its state from just before, so that a change meanwhile is seen later. */
    record Contents(KeysetHandle wrapping, KeysetHandle search, State state) {

        Aead aead() {
            try {
                return wrapping.getPrimitive(RegistryConfiguration.get(), Aead.class);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The keys for personal data cannot be used", e);
            }
        }

        PrfSet prf() {
            try {
                return search.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The key for searching cannot be used", e);
            }
        }

        int primary() {
            return wrapping.getPrimary().getId();
        }

        boolean has(int id) {
            for (int i = 0; i < wrapping.size(); i++) {
                if (wrapping.getAt(i).getId() == id) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean isThere() {
        return Files.exists(path);
    }

    /** @throws CannotStart when it is missing or holds no keys */
    Contents read() {
        if (!isThere()) {
            throw new CannotStart("The database holds personal data, and its keys are not in " + path + ".", BRING);
        }
        try {
            State state = state();
            JsonNode file = JSON.readTree(Files.readString(path));
            return new Contents(keyset(file, "wrapping"), keyset(file, "search"), state);
        } catch (IOException | JacksonException | GeneralSecurityException e) {
            CannotStart failure = new CannotStart("The keys for personal data in " + path + " cannot be read.", BRING);
            failure.initCause(e);
            throw failure;
        }
    }

    /** @throws IOException when it is missing */
    State state() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return new State(now.lastModifiedTime(), now.fileKey(), now.size());
    }

    /** What to say when the keys are those of another database. */
    CannotStart unsuitable() {
        return new CannotStart("The keys in " + path + " are not those of this database.", BRING);
    }

    private static KeysetHandle keyset(JsonNode file, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(file.path(name).toString(), InsecureSecretKeyAccess.get());
    }

    /** Makes the file, unless somebody else was quicker. */
    Contents make() {
        try (FileChannel ignored = lock()) {
            if (!isThere()) {
                write(
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                        KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
            }
            return read();
        } catch (IOException | GeneralSecurityException e) {
            throw unwritable(e);
        }
    }

    /** Adds a wrapping key, which is used for what is wrapped from now on; the others stay, to open what they wrapped. */
    Contents addPrimary() {
        try (FileChannel ignored = lock()) {
            Contents before = read();
            KeysetHandle.Builder.Entry added = KeysetHandle.generateEntryFromParameters(
                            PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary();
            write(KeysetHandle.newBuilder(before.wrapping()).addEntry(added).build(), before.search());
            return read();
        } catch (IOException | GeneralSecurityException e) {
            throw unwritable(e);
        }
    }

    /** The lock is on a file beside it, because the file itself is replaced. */
    private FileChannel lock() throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolveSibling(path.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OWNER_ONLY);
        channel.lock();
        return channel;
    }

    private void write(KeysetHandle wrapping, KeysetHandle search) throws IOException, GeneralSecurityException {
        String whole = "{\"wrapping\":%s,\"search\":%s}"
                .formatted(
                        TinkJsonProtoKeysetFormat.serializeKeyset(wrapping, InsecureSecretKeyAccess.get()),
                        TinkJsonProtoKeysetFormat.serializeKeyset(search, InsecureSecretKeyAccess.get()));
        Path fresh = Files.createTempFile(
                path.toAbsolutePath().getParent(), path.getFileName().toString(), ".new", OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(whole.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private CannotStart unwritable(Exception e) {
        CannotStart failure = new CannotStart(
                "The keys for personal data cannot be kept in " + path + ": " + e.getMessage() + ".",
                "Let the account that runs the clinic write there, or name another file in CLINIC_KEYS.");
        failure.initCause(e);
        return failure;
    }
}
