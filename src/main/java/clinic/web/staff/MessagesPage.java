package clinic.web.staff;

import clinic.notification.Notifications.Message;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the messages.
 *
 * @param filter which are shown
 * @param zone of the clinic's first place, whose clock the page goes by
 * @param next the message that the next page continues after; absent on the last
 */
public record MessagesPage(
        MessagesFilter filter,
        List<Message> messages,
        ZoneId zone,
        @Nullable UUID next) {

    /** The address of the page after this one; empty on the last. */
    public String nextAddress() {
        return next == null ? "" : filter.address(next);
    }
}
