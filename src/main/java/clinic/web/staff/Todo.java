package clinic.web.staff;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for an admin.
 *
 * @param count how many; 0 where it is about something that cannot be counted
 * @param more whether there may be more than were counted
 * @param since how long it has waited, where that is the point
 * @param urgent whether it is late already
 */
public record Todo(
        Kind kind, int count, boolean more, @Nullable Duration since, boolean urgent) {

    /** In the order in which they are listed. */
    public enum Kind {
        EMERGENCIES("triangle-alert", "visit", "/admin/emergencies"),
        REQUESTS("hourglass", "noshow", "/admin/appointments?mark=WAITING_LONG&from="),
        OUTSIDE("calendar-days", "pending", "/admin/attention"),
        UNREACHED("user-x", "noshow", "/admin/unreached"),
        UNDELIVERED("mail", "info", "/admin/messages?state=DEAD"),
        ERASURES("ban", "pending", "/admin/erasures"),
        RELAY("timer", "noshow", "/admin/messages?state=PLANNED"),
        SEALING("shield-check", "noshow", "/admin/audit");

        private final String icon;
        private final String css;
        private final String href;

        Kind(String icon, String css, String href) {
            this.icon = icon;
            this.css = css;
            this.href = href;
        }

        public String icon() {
            return icon;
        }

        /** The status whose colours it has while it is not late. */
        public String css() {
            return css;
        }

        /** Where all of them are, and nothing else. */
        public String href() {
            return href;
        }
    }
}
