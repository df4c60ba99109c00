package clinic.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A written mail, ready to go.
 *
 * @param message the message it came from; names the mail, so that a copy sent twice is recognised as the same
 */
record Mail(UUID message, String to, String subject, String text, String html, Instant at) {

    /** Shows no person. */
    @Override
    public String toString() {
        return "Mail[" + message + "]";
    }
}
