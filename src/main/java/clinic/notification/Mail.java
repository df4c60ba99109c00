package clinic.notification;

import clinic.ical.CalendarObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A written mail, ready to go.
 *
 * @param message the message it came from; names the mail, so that a copy sent twice is recognised as the same
 * @param calendar what its reader's calendar is told; absent where there is nothing to tell
 */
record Mail(
        UUID message,
        String to,
        String subject,
        String text,
        String html,
        @Nullable CalendarObject calendar,
        Instant at) {

    /** Shows no person. */
    @Override
    public String toString() {
        return "Mail[" + message + "]";
    }
}
