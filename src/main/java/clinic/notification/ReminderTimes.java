package clinic.notification;

import clinic.directory.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.SortedSet;
import java.util.TreeSet;

/** When a patient is reminded of a visit: the day before at the same time of day, and shortly before it. */
final class ReminderTimes {

    private ReminderTimes() {}

    /** @param zone the location's */
    static SortedSet<Instant> before(Instant start, ZoneId zone, Policy policy) {
        SortedSet<Instant> moments = new TreeSet<>();
        if (policy.remindsDayBefore()) {
            moments.add(dayBefore(start, zone));
        }
        Duration shortly = policy.remindsBefore();
        if (shortly.isPositive()) {
            moments.add(start.minus(shortly));
        }
        return moments;
    }

    /** A time of day that a clock change skips is the first that follows; of one that it repeats, the earlier. */
    private static Instant dayBefore(Instant start, ZoneId zone) {
        LocalDateTime wanted = start.atZone(zone).toLocalDateTime().minusDays(1);
        ZoneOffsetTransition change = zone.getRules().getTransition(wanted);
        return change != null && change.isGap()
                ? change.getInstant()
                : wanted.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
