package clinic.api;

import java.io.IOException;

/** The body went past the limit while it was read. */
final class BodyTooLarge extends IOException {

    BodyTooLarge() {
        super("The body is larger than the limit");
    }
}
