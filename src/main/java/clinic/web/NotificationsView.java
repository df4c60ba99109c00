package clinic.web;

import clinic.notification.Notifications.Notification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what the reader was told, by day.
 *
 * @param zone on whose clock it was told, one for the whole page
 * @param unread whether only what is not read yet is shown
 * @param continued whether newer messages stand on a page before
 * @param next what the next page continues after; absent on the last
 */
public record NotificationsView(
        List<Day> days,
        ZoneId zone,
        boolean unread,
        boolean continued,
        @Nullable Notification next) {

    /** What was told on one day. */
    public record Day(LocalDate date, List<Notification> told) {}

    static NotificationsView of(
            List<Notification> shown, ZoneId zone, boolean unread, boolean continued, boolean older) {
        List<Day> days = new ArrayList<>();
        for (Notification one : shown) {
            LocalDate date = LocalDate.ofInstant(one.at(), zone);
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(date, new ArrayList<>()));
            }
            days.getLast().told().add(one);
        }
        return new NotificationsView(days, zone, unread, continued, older ? shown.getLast() : null);
    }

    /** The address of the page after this one. */
    public String nextAddress() {
        return "/notifications?" + (unread ? "unread=true&" : "") + "before="
                + (next == null ? "" : next.id().toString());
    }

    /** How what happened looks. @param css of its colours */
    public record Look(String icon, String css) {}

    /** @param kind of a notification */
    public static Look look(String kind) {
        return switch (kind) {
            case "REQUESTED", "MOVE_REQUESTED" -> new Look("hourglass", "s-pending");
            case "BOOKED", "APPROVED", "MOVE_APPROVED", "KEPT" -> new Look("check", "s-confirmed");
            case "MOVED", "HANDED_OVER" -> new Look("repeat", "s-pending");
            case "REJECTED", "EXPIRED", "CANCELLED", "DELETED" -> new Look("ban", "s-noshow");
            case "COMPLETED" -> new Look("circle-check", "s-done");
            case "NO_SHOW" -> new Look("user-x", "s-noshow");
            case "EMERGENCY_ACCESS" -> new Look("triangle-alert", "s-pending");
            default -> new Look("bell", "s-info");
        };
    }
}
