package clinic.vault;

import clinic.shared.Erased;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One owner's key (AES-256-GCM), good for the act in which it was had. Shows nothing of itself. */
public final class PersonalKey {

    /** The first byte of what is sealed says how it was. */
    private static final byte FORM = 1;

    private final @Nullable Aead aead;

    private PersonalKey(@Nullable Aead aead) {
        this.aead = aead;
    }

    static PersonalKey of(byte[] key) {
        try {
            return new PersonalKey(new AesGcmJce(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key cannot be used", e);
        }
    }

    static PersonalKey destroyed() {
        return new PersonalKey(null);
    }

    /** Whether there is nothing left to open. */
    public boolean isDestroyed() {
        return aead == null;
    }

    /**
     * As {@link Vault#seal}.
     *
     * @throws Erased when the key was destroyed
     */
    public byte[] seal(Place place, String text) {
        if (aead == null) {
            throw new Erased();
        }
        try {
            byte[] encrypted = aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place.bound());
            return ByteBuffer.allocate(encrypted.length + 1)
                    .put(FORM)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value for " + place + " cannot be sealed", e);
        }
    }

    /** As {@link #seal}, for what may be absent. */
    public byte @Nullable [] sealOrNull(Place place, @Nullable String text) {
        return text == null ? null : seal(place, text);
    }

    /** What is to lie in a place where something lies already: the same bytes as long as it says the same. */
    public byte @Nullable [] sealAgain(Place place, byte @Nullable [] before, @Nullable String text) {
        return before != null && text != null && text.equals(open(place, before)) ? before : sealOrNull(place, text);
    }

    /** As {@link Vault#open}. */
    public String open(Place place, byte[] sealed) {
        if (aead == null) {
            return Vault.ERASED;
        }
        try {
            if (sealed.length == 0 || sealed[0] != FORM) {
                throw new GeneralSecurityException("Not sealed");
            }
            byte[] encrypted = Arrays.copyOfRange(sealed, 1, sealed.length);
            return new String(aead.decrypt(encrypted, place.bound()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What lies in " + place + " was not sealed for it", e);
        }
    }

    /** As {@link #open}, for what may be absent; what was erased is absent too. */
    public @Nullable String openOrNull(Place place, byte @Nullable [] sealed) {
        return sealed == null || aead == null ? null : open(place, sealed);
    }
}
