package clinic.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo clinic's mails go when it has no mail server, and its text messages when it has no gateway, so that whoever
 * tries it out can read them. Open to everybody; there is none outside the demo.
 */
public interface DemoMailbox {

    /**
     * Newest first.
     *
     * @param to only what went to this address, upper and lower case alike, or to this telephone number
     * @param limit 1 to 200
     */
    List<DemoMail> mails(@Nullable String to, int limit);

    /** A mail as it would have been sent; a text message has the subject "SMS" and no HTML. */
    record DemoMail(String to, String subject, Instant sentAt, String text, String html, List<Part> parts) {}

    /** One part of a mail. @param contentType such as {@code text/plain}, for a calendar's with its method */
    record Part(String contentType, String content) {}
}
