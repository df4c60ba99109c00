package clinic.web;

import clinic.identity.Identity.Throttled;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The answer to somebody who tries too often: 429, and when to come back. */
final class TooFast {

    private TooFast() {}

    /** @return the seconds to wait, at least one */
    static long answer(Throttled throttled, HttpServletResponse response) {
        long seconds = Math.max(1, throttled.retryAfter().plusMillis(999).toSeconds());
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return seconds;
    }
}
