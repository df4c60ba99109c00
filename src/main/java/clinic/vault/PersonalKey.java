package clinic.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** One owner's key (AES-256-GCM), good for the act in which it was had. Shows nothing of itself. */
public final class PersonalKey {

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
     * @throws IllegalStateException when the key was destroyed
     */
    public byte[] seal(Place place, String text) {
        if (aead == null) {
            throw new IllegalStateException("Nothing is sealed under a key that was destroyed");
        }
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place.bound());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value for " + place + " cannot be sealed", e);
        }
    }

    /** As {@link #seal}, for what may be absent. */
    public byte @Nullable [] sealOrNull(Place place, @Nullable String text) {
        return text == null ? null : seal(place, text);
    }

    /** As {@link Vault#open}. */
    public String open(Place place, byte[] sealed) {
        if (aead == null) {
            return Vault.ERASED;
        }
        try {
            return new String(aead.decrypt(sealed, place.bound()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What lies in " + place + " was not sealed for it", e);
        }
    }

    /** As {@link #open}, for what may be absent; what was erased is absent too. */
    public @Nullable String openOrNull(Place place, byte @Nullable [] sealed) {
        return sealed == null || aead == null ? null : open(place, sealed);
    }
}
