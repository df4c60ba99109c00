package clinic.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random 256-bit token that is handed out once; only its SHA-256 is ever stored. Having that much chance in it, the
 * token needs no salt and no slow hash.
 */
public record Secret(String token, byte[] hash) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A token that nobody has had. */
    public static Secret make() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Secret(token, hashOf(token));
    }

    /** What is stored of a token. */
    public static byte[] hashOf(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "Secret[]";
    }
}
