package clinic.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The keys of the file, in use. A wrapped key says by which key it was wrapped; one that is not known yet was added by a
 * rotation since, so the file is read again.
 */
final class Keyring {

    /** Tink's first byte of whatever a key with an id has written. */
    private static final byte WITH_ID = 1;

    private static final int TOKEN = 16;

    private record InUse(KeyFile.Contents contents, Aead aead, PrfSet prf) {}

    private final KeyFile file;
    private volatile InUse current;

    Keyring(KeyFile file, KeyFile.Contents contents) {
        this.file = file;
        this.current = inUse(contents);
    }

    /** Wraps a person's key for this person. */
    byte[] wrap(UUID owner, byte[] key) {
        followFile();
        try {
            return current.aead.encrypt(key, bound(owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key cannot be wrapped", e);
        }
    }

    /** @throws IllegalStateException when it was wrapped for somebody else or by a key that is not in the file */
    byte[] unwrap(UUID owner, byte[] wrapped) {
        if (!current.contents.has(wrappedBy(wrapped))) {
            read();
        }
        try {
            return current.aead.decrypt(wrapped, bound(owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The data key of " + owner + " does not open with the keys in " + file.path(), e);
        }
    }

    PersonalKey key(UUID owner, byte[] wrapped) {
        return PersonalKey.of(unwrap(owner, wrapped));
    }

    byte[] blindIndex(String domain, String value) {
        try {
            return current.prf.computePrimary((domain + "\n" + value).getBytes(StandardCharsets.UTF_8), TOKEN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token cannot be made", e);
        }
    }

    List<byte[]> tokens(String domain, Collection<String> words) {
        return words.stream().map(word -> blindIndex(domain, word)).toList();
    }

    /** Names the key that is used for wrapping now. */
    int primary() {
        return current.contents.primary();
    }

    /** Which key wrapped this; 0 for what no key of such a file has written. */
    static int wrappedBy(byte[] wrapped) {
        return wrapped.length > 5 && wrapped[0] == WITH_ID
                ? ByteBuffer.wrap(Arrays.copyOfRange(wrapped, 1, 5)).getInt()
                : 0;
    }

    KeyFile file() {
        return file;
    }

    /** What was added to the file beside this server is used from now on. */
    private void followFile() {
        try {
            if (!file.state().equals(current.contents.state())) {
                read();
            }
        } catch (IOException goneSince) {
            // The keys that are known still serve; the next start says what is missing.
        }
    }

    private void read() {
        current = inUse(file.read());
    }

    private static InUse inUse(KeyFile.Contents contents) {
        return new InUse(contents, contents.aead(), contents.prf());
    }

    private static byte[] bound(UUID owner) {
        return ("data_key\n" + owner).getBytes(StandardCharsets.UTF_8);
    }
}
