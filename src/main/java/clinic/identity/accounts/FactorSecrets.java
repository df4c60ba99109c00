package clinic.identity.accounts;

import clinic.platform.DataFolder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Seals the secrets of apps, each for its row only. */
@Component
class FactorSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    FactorSecrets(DataFolder data) {
        byte[] password = data.password("factors.key").getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(Arrays.copyOf(password, 32), "AES");
    }

    byte[] seal(UUID account, UUID row, byte[] secret) {
        byte[] nonce = new byte[12];
        RANDOM.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, account, row, secret);
        return ByteBuffer.allocate(12 + sealed.length).put(nonce).put(sealed).array();
    }

    byte[] open(UUID account, UUID row, byte[] sealed) {
        return cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, 12),
                account,
                row,
                Arrays.copyOfRange(sealed, 12, sealed.length));
    }

    private byte[] cipher(int mode, byte[] nonce, UUID account, UUID row, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD((account + " " + row).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
