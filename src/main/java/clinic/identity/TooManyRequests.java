package clinic.identity;

import java.time.Duration;

/** Somebody asks for more than anybody needs; each face answers 429 and says when to come back. */
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyRequests(Duration retryAfter) {
        super("Too many requests");
        this.retryAfter = retryAfter;
    }

    /** How long to wait, in whole seconds and at least one. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
