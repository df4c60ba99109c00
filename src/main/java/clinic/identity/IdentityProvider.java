package clinic.identity;

import clinic.identity.Identity.SignInOutcome;
import clinic.shared.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the provider of the house (OpenID Connect), for doctors and admins. The provider says who somebody is and
 * nothing else: it makes no account and gives no role. Whose account it is says the link that its owner made on the page of
 * the account. There is none of this where no provider is configured.
 */
public interface IdentityProvider {

    /** Where the provider sends people back to. */
    String RETURN_PATH = "/sign-in/provider/answer";

    /** How long an answer is waited for. */
    Duration PATIENCE = Duration.ofMinutes(10);

    /** What people call it. */
    String name();

    /**
     * Asks who a visitor is.
     *
     * @param continueTo the local path to go on to, or empty
     * @param form what is to be sent to {@code continueTo} afterwards, encoded as forms are; kept encrypted
     */
    Asked toSignIn(String continueTo, String form, String remote);

    /** Asks by whom the provider knows this doctor or admin. */
    Asked toLink(Actor owner, String remote);

    /**
     * Asks that the provider let its owner sign in there again.
     *
     * @param form what is to be sent to {@code continueTo} afterwards, encoded as forms are; kept encrypted
     */
    Asked toProve(Actor owner, String continueTo, String form, String remote);

    /**
     * What comes of the answer that a browser brings back from the provider.
     *
     * @param kept the {@link Question#kept} that this browser's session held, and holds no more; null for none
     * @param here who is signed in in this browser; null for nobody
     */
    Answered answered(@Nullable String kept, Returned returned, @Nullable Actor here, String remote);

    /** Since when the owner is known to the provider; empty when he is not. */
    Optional<Instant> linkedSince(Actor owner);

    /** The provider does not open the account any more. Quiet when it never did. */
    void unlink(Actor owner);

    sealed interface Asked permits Question, Refused, Throttled {}

    /**
     * @param address of the provider, with the question
     * @param kept to be kept in the session until the answer comes
     */
    record Question(String address, String kept) implements Asked {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Question[]";
        }
    }

    /** What the browser brings back (RFC 6749, RFC 9207); each is null when it is not there. */
    record Returned(
            @Nullable String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error) {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Returned[]";
        }
    }

    sealed interface Answered permits Known, Linked, Proved, Refused, Throttled {}

    /**
     * The account behind the link.
     *
     * @param outcome SignedIn, or CodeWanted or EnrolmentWanted where the provider asked for one factor only
     * @param proved when the provider last saw its owner
     * @param continueTo the local path to go on to, or empty
     * @param form as it was given
     */
    record Known(SignInOutcome outcome, Instant proved, String continueTo, String form) implements Answered {}

    record Linked() implements Answered {}

    /** @param form as it was given */
    record Proved(String continueTo, String form) implements Answered {}

    /**
     * @param intent what it was about; SIGN_IN where that is not known
     * @param continueTo as it was given
     * @param form as it was given
     */
    record Refused(Intent intent, Reason reason, String continueTo, String form) implements Asked, Answered {}

    /** Too many tries; nothing was looked at. */
    record Throttled(Duration retryAfter) implements Asked, Answered {}

    /** What the provider is asked for. */
    enum Intent {
        SIGN_IN,
        LINK,
        PROVE
    }

    /** Why nothing came of it. */
    enum Reason {
        /** The provider cannot be reached, or is not what was configured. */
        AWAY,
        /** This browser asked nothing, or too long ago, or asked something else. */
        EXPIRED,
        /** The provider, or its owner there, said no. */
        DECLINED,
        /** What the provider said could not be believed. */
        NOT_BELIEVED,
        /** No account that may sign in is linked; told the same for a blocked one. */
        UNKNOWN,
        /** Another account is linked with it, or this one with another. */
        TAKEN
    }
}
