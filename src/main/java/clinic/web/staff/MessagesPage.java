package clinic.web.staff;

import clinic.notification.Notifications.Message;
import clinic.patients.Patient;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the messages.
 *
 * @param filter which are shown
 * @param zone of the clinic's first place, whose clock the page goes by
 * @param patient whom they are about; absent when they are about anybody
 * @param next the message that the next page continues after; absent on the last
 * @param searched what was just looked for by name, address or number; absent otherwise
 * @param found the patients that answer to it
 */
public record MessagesPage(
        MessagesFilter filter,
        List<Message> messages,
        ZoneId zone,
        @Nullable Patient patient,
        @Nullable UUID next,
        @Nullable String searched,
        List<Patient> found) {

    /** The address of the page after this one; empty on the last. */
    public String nextAddress() {
        return next == null ? "" : filter.address(next);
    }
}
