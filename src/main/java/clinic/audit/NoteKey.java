package clinic.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs checkpoints, as C2SP's signed notes write it: a name, the beginning of a hash, and an
 * Ed25519 key.
 */
record NoteKey(String name, byte[] id, PublicKey key) {

    static final String DASH = "\u2014 ";
    private static final byte ED25519 = 1;
    private static final int KEY = 32;
    private static final int ID = 4;
    private static final byte[] X509_BEFORE_THE_KEY = HexFormat.of().parseHex("302a300506032b6570032100");

    /** A key of this clinic; its name tells it from those of other servers and clinics. */
    static NoteKey of(PublicKey key) {
        byte[] hash = Leaf.sha256().digest(raw(key));
        String name = "clinic-audit-" + HexFormat.of().formatHex(hash, 0, 8);
        return new NoteKey(name, id(name, raw(key)), key);
    }

    /** @throws IllegalArgumentException when the words are no key */
    static NoteKey parse(String words) {
        String[] parts = words.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("No public key: " + words.strip());
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + KEY || typed[0] != ED25519) {
            throw new IllegalArgumentException("No Ed25519 key: " + words.strip());
        }
        byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
        byte[] id = id(parts[0], raw);
        if (!HexFormat.of().formatHex(id).equals(parts[1])) {
            throw new IllegalArgumentException("The public key was not copied to the letter: " + words.strip());
        }
        byte[] encoded = Arrays.copyOf(X509_BEFORE_THE_KEY, X509_BEFORE_THE_KEY.length + KEY);
        System.arraycopy(raw, 0, encoded, X509_BEFORE_THE_KEY.length, KEY);
        try {
            return new NoteKey(
                    parts[0], id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("No public key: " + words.strip(), e);
        }
    }

    /** One line, for a file that an auditor takes away. */
    String words() {
        byte[] raw = raw(key);
        byte[] typed = new byte[1 + raw.length];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** Whether the line is this key's signature under the text. */
    boolean signed(String text, String line) {
        String start = DASH + name + " ";
        if (!line.startsWith(start)) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(line.substring(start.length()));
            if (bytes.length <= ID || !Arrays.equals(bytes, 0, ID, id, 0, ID)) {
                return false;
            }
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(bytes, ID, bytes.length - ID);
        } catch (IllegalArgumentException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] id(String name, byte[] raw) {
        MessageDigest digest = Leaf.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(raw), ID);
    }

    private static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length);
    }
}
