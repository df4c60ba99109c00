package clinic.notification;

import clinic.platform.CannotStart;
import clinic.sms.SmsGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The hours in which no telephone is to ring, on the clock of the visit's location: properties {@code clinic.sms.quiet-from}
 * and {@code clinic.sms.quiet-to}, from nine in the evening to eight in the morning unless they say otherwise, and none when both
 * are the same. The demo mailbox wakes nobody, so it has none.
 */
@Component
class QuietHours {

    /** So that a reminder that cannot wait still has time for a second try. */
    static final Duration BEFORE = Duration.ofMinutes(30);

    private final LocalTime from;
    private final LocalTime to;

    @Autowired
    QuietHours(
            @Value("${clinic.sms.quiet-from:21:00}") String from,
            @Value("${clinic.sms.quiet-to:08:00}") String to,
            @Nullable SmsGateway gateway) {
        this(
                time("clinic.sms.quiet-from", from),
                gateway instanceof DemoCarrier ? time("clinic.sms.quiet-from", from) : time("clinic.sms.quiet-to", to));
    }

    QuietHours(LocalTime from, LocalTime to) {
        this.from = from;
        this.to = to;
    }

    private static LocalTime time(String property, String written) {
        try {
            return LocalTime.parse(written.strip());
        } catch (DateTimeParseException e) {
            throw new CannotStart(
                    property + " is no time of day: " + written + ".",
                    "Set " + property + " to hours and minutes, such as 08:00.");
        }
    }

    /** @param end exclusive */
    private record Stretch(Instant begin, Instant end) {

        boolean has(Instant moment) {
            return !moment.isBefore(begin) && moment.isBefore(end);
        }
    }

    /** Until when it is quiet; empty when it is not. */
    Optional<Instant> until(Instant moment, ZoneId zone) {
        return around(moment, zone).map(Stretch::end);
    }

    /** When a reminder goes that is due at a moment: when it is no longer quiet, or if the visit has begun by then, before. */
    Instant toRemind(Instant due, Instant start, ZoneId zone) {
        return around(due, zone)
                .map(quiet -> quiet.end().isBefore(start)
                        ? quiet.end()
                        : quiet.begin().minus(BEFORE))
                .orElse(due);
    }

    private Optional<Stretch> around(Instant moment, ZoneId zone) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        LocalDate day = moment.atZone(zone).toLocalDate();
        return Stream.of(day.minusDays(1), day)
                .map(evening -> stretch(evening, zone))
                .filter(stretch -> stretch.has(moment))
                .findFirst();
    }

    /** A time that a clock change repeats begins the quiet when it is first, and ends it when it is last. */
    private Stretch stretch(LocalDate day, ZoneId zone) {
        LocalDate ending = to.isAfter(from) ? day : day.plusDays(1);
        return new Stretch(
                day.atTime(from).atZone(zone).withEarlierOffsetAtOverlap().toInstant(),
                ending.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant());
    }
}
