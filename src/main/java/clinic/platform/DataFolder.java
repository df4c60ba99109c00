package clinic.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the clinic keeps on this machine, outside any database: its own PostgreSQL if it runs one, and the secrets that
 * must not lie beside the data they protect. Nobody but the account that runs the clinic may look inside.
 */
@Component
public class DataFolder {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;

    DataFolder(@Value("${clinic.data}") String path) {
        this.path = Path.of(path).toAbsolutePath().normalize();
    }

    /** Absolute; may not exist yet. */
    public Path path() {
        return path;
    }

    /** The file of this name among the secrets, which may not exist yet. Its folder does, and is closed to others. */
    public synchronized Path secretFile(String name) {
        try {
            ownFolder(path);
            return ownFolder(path.resolve("secrets")).resolve(name);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The folder of this name, made if it is not there. Closed to others, like all that is here. */
    public synchronized Path folder(String name) {
        try {
            ownFolder(path);
            return ownFolder(path.resolve(name));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** A password of this name: made from 24 random bytes when first asked for, the same ever after. */
    public synchronized String password(String name) {
        Path file = secretFile(name);
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[24];
                RANDOM.nextBytes(bytes);
                Path whole = Files.createTempFile(file.getParent(), name, ".new");
                Files.writeString(whole, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Keeps every other clinic off this folder until the lock is released or the process ends, however it ends.
     *
     * @throws CannotStart when another one is here
     */
    FileLock lock() {
        try {
            ownFolder(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "Another clinic is already running on the data in " + path + ".",
                        "Stop that one first, or start this one with --data and another folder.");
            }
            return lock;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    static Path ownFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private CannotStart unusable(IOException e) {
        CannotStart failure = new CannotStart(
                "The data folder " + path + " cannot be used: " + e.getMessage() + ".",
                "Choose a folder that this account may write to with --data, and see that the disk is not full.");
        failure.initCause(e);
        return failure;
    }
}
