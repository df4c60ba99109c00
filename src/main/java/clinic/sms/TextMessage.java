package clinic.sms;

import java.util.UUID;

/**
 * A text message, ready to go.
 *
 * @param id names it, so that a gateway knows a message that is sent twice
 * @param to in E.164, such as {@code +447700900123}
 */
public record TextMessage(UUID id, String to, String text) {

    /** Shows no person. */
    @Override
    public String toString() {
        return "TextMessage[" + id + "]";
    }
}
