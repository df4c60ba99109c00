package clinic.identity;

import clinic.shared.Actor;
import clinic.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows beside the password: codes of an app on the telephone (RFC 6238), and ten recovery codes for the day
 * on which the telephone is lost. Everybody keeps his own; the owner is told of each change by mail.
 */
public interface SecondFactors {

    /** For how long nobody is asked again after showing who he is. */
    Duration FRESH = Duration.ofMinutes(10);

    /** Whether the owner of this sign-in need not be asked again yet. */
    boolean isFresh(SignIn signIn);

    /** Whether accounts of this role do nothing before they have an app. */
    boolean isRequiredOf(Actor.Role role);

    /** What the owner has. */
    Factors of(Actor owner);

    /** A secret for the owner's app, which waits a quarter of an hour in place of any other that waited. */
    Enrolment enrolment(Actor owner);

    /**
     * The secret that was shown before, as long as it waits; a new one when another has taken its place. Nobody is shown the
     * secret of a browser that he does not sit at.
     */
    Enrolment enrolment(Actor owner, UUID shown);

    /**
     * The app that was shown this secret counts from now on, in place of an earlier one, and with it ten new recovery codes.
     *
     * @param shown the {@link Enrolment#id}
     * @param remote the network address of the caller, for throttling
     */
    Confirmation confirm(Actor owner, UUID shown, String code, String remote);

    /**
     * Ten new recovery codes; the earlier ones are worthless. In groups, as they are to be written down.
     *
     * @throws clinic.shared.Invalid (NO_APP) when there is no app that they could stand in for
     */
    List<String> renewRecoveryCodes(Actor owner);

    /**
     * Signs in without an app from now on; the recovery codes go with it.
     *
     * @throws clinic.shared.Invalid (REQUIRED) for doctors and admins where they must have one
     */
    void remove(Actor owner);

    /**
     * Takes app, recovery codes, passkeys and password from somebody who has lost them; all his sessions and tokens end. A link
     * for a new password goes by mail, so that nobody comes first who only knew the old one. Where his role must have an app,
     * he adds one at the next sign-in.
     *
     * @throws clinic.shared.Invalid (SELF) when admins would do it to themselves
     * @throws clinic.shared.NotFound when there is no such account
     */
    void forget(Actor admin, AccountId id);

    /**
     * @param appSince when the app was confirmed; absent without one
     * @param recoveryCodes how many are unused
     * @param required whether the owner must have an app
     */
    record Factors(@Nullable Instant appSince, int recoveryCodes, boolean required) {}

    /**
     * @param secret in Base32, for typing
     * @param uri {@code otpauth://totp/…}, for scanning
     */
    record Enrolment(UUID id, String secret, String uri) {

        /** Shows nothing of it. */
        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    sealed interface Confirmation permits Confirmed, WrongCode, TooManyCodes {}

    /** @param recoveryCodes to be shown once and written down */
    record Confirmed(List<String> recoveryCodes) implements Confirmation {

        /** Shows nothing of them. */
        @Override
        public String toString() {
            return "Confirmed[]";
        }
    }

    record WrongCode() implements Confirmation, Refusal {}

    /** The code was not looked at. */
    record TooManyCodes(Duration retryAfter) implements Confirmation, Refusal {}
}
