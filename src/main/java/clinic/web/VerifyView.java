package clinic.web;

/**
 * What {@code identity/verified} shows, as {@code view}. In state ASK its form posts {@code token} to {@code /verify}:
 * opening a link proves nothing, since mail scanners do that too; pressing the button does, and leads to the sign-in page.
 *
 * @param token for the hidden field; empty in the other states
 * @param name of the account's owner, empty unless ASK
 * @param retrySeconds how long to wait when THROTTLED, else 0
 */
public record VerifyView(State state, String token, String name, long retrySeconds) {

    /** INVALID: unknown, used before, or too old. */
    public enum State {
        ASK,
        INVALID,
        THROTTLED
    }
}
