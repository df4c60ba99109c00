package clinic.web;

import clinic.identity.IdentityProvider;
import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/sign-in} shows, as {@code view}. Its form posts {@code email}, {@code password} and, when present,
 * {@code continue} and {@code form} to {@code /sign-in}.
 *
 * @param email as typed before, else empty
 * @param continueTo the local path to go on to, for the hidden field {@code continue}
 * @param form what had been sent there, encoded as forms are, for the hidden field {@code form}; empty when it is a page
 * @param problem why the last try failed
 * @param retrySeconds how long to wait, when {@code problem} is THROTTLED, else 0
 * @param notice what brought the reader here
 * @param provider why the provider was of no use, when {@code problem} is PROVIDER
 */
public record SignInView(
        String email,
        @Nullable String continueTo,
        String form,
        Problem problem,
        long retrySeconds,
        Notice notice,
        IdentityProvider.@Nullable Reason provider) {

    SignInView(
            String email, @Nullable String continueTo, String form, Problem problem, long retrySeconds, Notice notice) {
        this(email, continueTo, form, problem, retrySeconds, notice, null);
    }

    /** WRONG says the same for a wrong password and for an unknown, unproved or blocked account; so does PASSKEY of one. */
    public enum Problem {
        NONE,
        WRONG,
        PASSKEY,
        THROTTLED,
        /** The provider of the house could not be used; the page says why. */
        PROVIDER
    }

    /** EXPIRED: a form outlived its session; nothing was changed. EXPIRED_FILE: it was one with a file, which is not kept. */
    public enum Notice {
        NONE,
        SIGNED_OUT,
        EXPIRED,
        EXPIRED_FILE,
        ADDRESS_PROVED,
        PASSWORD_SET
    }
}
