package clinic.web.staff;

import clinic.notification.Notifications.Message;
import clinic.notification.Notifications.State;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the messages.
 *
 * @param state only those; absent means all
 * @param zone of the clinic's first place, whose clock the page goes by
 * @param next the message that the next page continues after; absent on the last
 */
public record MessagesPage(
        @Nullable State state,
        List<Message> messages,
        ZoneId zone,
        @Nullable UUID next) {

    /** The address of the page after this one. */
    public String nextAddress() {
        return "/admin/messages?" + (state == null ? "" : "state=" + state + "&") + "before=" + next;
    }
}
