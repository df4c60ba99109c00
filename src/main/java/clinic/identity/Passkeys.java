package clinic.identity;

import clinic.identity.Identity.SignInOutcome;
import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in without a password (W3C Web Authentication, level 3): a device keeps a key and lets its owner use it after a
 * look, a finger or a PIN. The device is asked for that each time, so that a passkey is two factors by itself. Passkeys come
 * beside the password and never take the place of the app that staff must have.
 */
public interface Passkeys {

    /** What a browser is to ask its devices for; empty after too many questions from this network. */
    Optional<Question> toSignIn(String remote);

    /**
     * Signs in whoever the answer is from. Each question is answered once.
     *
     * @param challenge of the question that this browser was given
     * @return SignedIn or WrongCredentials
     */
    SignInOutcome signIn(String answer, String challenge);

    List<Passkey> of(Actor owner);

    /** What a browser is to ask for to make one. */
    Question toAdd(Actor owner);

    /**
     * @param name by which its owner knows it
     * @throws clinic.shared.Invalid for an unusable name, an answer that does not fit (UNUSABLE), or a passkey that is
     *     known (TAKEN)
     */
    void add(Actor owner, String name, String answer, String challenge);

    /** @throws clinic.shared.NotFound when it is not the owner's */
    void rename(Actor owner, UUID id, String name);

    /** @throws clinic.shared.NotFound when it is not the owner's */
    void remove(Actor owner, UUID id);

    /**
     * @param json as {@code navigator.credentials} takes it
     * @param challenge to be kept until the answer comes
     */
    record Question(String json, String challenge) {}

    /** @param usedAt when it last signed in; absent before the first time */
    record Passkey(
            UUID id, String name, Instant madeAt, @Nullable Instant usedAt) {}
}
