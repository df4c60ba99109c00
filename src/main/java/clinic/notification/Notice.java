package clinic.notification;

import clinic.notification.Facts.Emergency;
import clinic.notification.Facts.Visit;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** The one sentence that says what happened: a notification in the clinic's own pages, and the head of a letter. */
class Notice {

    private Notice() {}

    /** @param zone the location's, or the clinic's where it is about no visit */
    static String of(Facts facts, ZoneId zone, Words words) {
        Visit visit = facts.visit();
        Emergency emergency = facts.emergency();
        return words.say(
                key(facts) + ".notice",
                visit != null
                        ? values(words, visit, zone)
                        : emergency != null ? Map.of("when", words.shortTime(emergency.at(), zone)) : Map.of());
    }

    /** Where the words for this recipient and purpose begin. */
    static String key(Facts facts) {
        return facts.recipient().key() + "." + facts.purpose().key();
    }

    /** What may stand in a subject or a notice: times, and nothing else. */
    static Map<String, String> values(Words words, Visit visit, ZoneId zone) {
        Instant before = visit.oldStart();
        return Map.of(
                "when",
                words.shortTime(visit.start(), zone),
                "old",
                before == null ? "" : words.shortTime(before, zone));
    }
}
