package clinic.identity.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;

/**
 * The million passwords that have leaked most often, as a Bloom filter of two mebibytes: it knows each of them, and takes one
 * of some 4,000 others for one of them. {@code identity/known-passwords.txt} names the source; {@code bin/known-passwords}
 * builds it anew.
 */
final class KnownPasswords {

    static final int BITS = 1 << 24;
    static final int SHORTEST = 4;

    private static final int HASHES = 12;

    private final BitSet bits;

    private KnownPasswords(BitSet bits) {
        this.bits = bits;
    }

    static KnownPasswords none() {
        return new KnownPasswords(new BitSet(BITS));
    }

    static boolean contains(String password) {
        return Shipped.FILTER.knows(password);
    }

    /** Letters and digits only, in lower case: what is left of a password whichever way it was dressed up. */
    static String solid(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }

    boolean knows(String password) {
        String solid = solid(password);
        if (solid.length() < SHORTEST) {
            return false;
        }
        ByteBuffer hash = hash(solid);
        for (int i = 0; i < HASHES; i++) {
            if (!bits.get(position(hash, i))) {
                return false;
            }
        }
        return true;
    }

    void add(String password) {
        String solid = solid(password);
        if (solid.length() < SHORTEST) {
            return;
        }
        ByteBuffer hash = hash(solid);
        for (int i = 0; i < HASHES; i++) {
            bits.set(position(hash, i));
        }
    }

    /** As it is shipped. */
    byte[] bytes() {
        return ByteBuffer.allocate(BITS / 8).put(bits.toByteArray()).array();
    }

    private static int position(ByteBuffer hash, int i) {
        return (int) (hash.getLong(0) + i * hash.getLong(8)) & BITS - 1;
    }

    private static ByteBuffer hash(String solid) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(solid.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Read when it is first asked, and not by the command that makes it. */
    private static final class Shipped {
        static final KnownPasswords FILTER = read();
    }

    private static KnownPasswords read() {
        try (InputStream filter =
                Objects.requireNonNull(KnownPasswords.class.getResourceAsStream("/identity/known-passwords.bloom"))) {
            return new KnownPasswords(BitSet.valueOf(filter.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
