package clinic.web;

import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/sign-in} shows, as {@code view}. Its form posts {@code email}, {@code password} and, when present,
 * {@code continue} to {@code /sign-in}.
 *
 * @param email as typed before, else empty
 * @param continueTo the local path to go on to, for the hidden field {@code continue}
 * @param problem why the last try failed
 * @param retrySeconds how long to wait, when {@code problem} is THROTTLED, else 0
 * @param notice what brought the reader here
 */
public record SignInView(String email, @Nullable String continueTo, Problem problem, long retrySeconds, Notice notice) {

    /** WRONG says the same for a wrong password and for an unknown, unproved or blocked account; so does PASSKEY of one. */
    public enum Problem {
        NONE,
        WRONG,
        PASSKEY,
        THROTTLED
    }

    /** EXPIRED: a form outlived its session; nothing was changed. */
    public enum Notice {
        NONE,
        SIGNED_OUT,
        EXPIRED,
        ADDRESS_PROVED,
        PASSWORD_SET
    }
}
