package clinic.web;

import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;

/**
 * Writes times for people, always on the wall clock of the location, always with the weekday. A local time that occurs
 * twice on its date carries its offset, so that the two can be told apart.
 */
public final class Times {

    private final Clock clock;
    private final MessageSource words;
    private final Locale locale;
    private final Map<String, DateTimeFormatter> formats = new HashMap<>();
    private final Map<Long, String> lengths = new HashMap<>();

    Times(Clock clock, MessageSource words, Locale locale) {
        this.clock = clock;
        this.words = words;
        this.locale = locale;
    }

    /** "10:40" */
    public String time(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        String time = format("format.time").format(local);
        return occursTwice(local)
                ? words("format.time-twice", time, format("format.offset").format(local))
                : time;
    }

    /** "Tue 24 Nov", with the year when it is not this year's. */
    public String day(LocalDate date, ZoneId zone) {
        boolean thisYear = date.getYear() == today(zone).getYear();
        return format(thisYear ? "format.day" : "format.day-year").format(date);
    }

    /** "Tuesday 24 November 2026" */
    public String longDay(LocalDate date) {
        return format("format.day-long").format(date);
    }

    /** "Tue", or "Today" on the location's own date. */
    public String weekday(LocalDate date, ZoneId zone) {
        return date.equals(today(zone))
                ? words("time.today")
                : format("format.weekday").format(date);
    }

    /** "Tue" */
    public String weekday(DayOfWeek day) {
        return format("format.weekday").format(day);
    }

    /** "24 Nov 1984": for a date that is no appointment's. */
    public String date(LocalDate date) {
        return format("format.date").format(date);
    }

    /** "24 Nov" */
    public String dayOfMonth(LocalDate date) {
        return format("format.day-of-month").format(date);
    }

    /** "Tue 24 Nov, 10:40" */
    public String dateTime(Instant instant, ZoneId zone) {
        return words("format.day-and-time", day(instant.atZone(zone).toLocalDate(), zone), time(instant, zone));
    }

    /** "Today at 15:40", "Tomorrow at 09:20" or "Thu 3 Dec at 09:20". */
    public String nearby(Instant instant, ZoneId zone) {
        LocalDate date = instant.atZone(zone).toLocalDate();
        LocalDate today = today(zone);
        String day = date.equals(today)
                ? words("time.today")
                : date.equals(today.plusDays(1)) ? words("time.tomorrow") : day(date, zone);
        return words("format.day-at-time", day, time(instant, zone));
    }

    /** "Today", "Yesterday" or "Thu 19 Nov": of what has happened. */
    public String dayBack(LocalDate date, ZoneId zone) {
        LocalDate today = today(zone);
        return date.equals(today)
                ? words("time.today")
                : date.equals(today.minusDays(1)) ? words("time.yesterday") : day(date, zone);
    }

    /** "Tue 24 Nov, 10:40, London time (GMT)": for wherever a time stands alone. */
    public String full(Instant instant, ZoneId zone) {
        return words("format.time-and-zone", dateTime(instant, zone), zone(zone, instant));
    }

    /** "London time (GMT)": the location's clock as it is named at that instant. */
    public String zone(ZoneId zone, Instant at) {
        String id = zone.getId();
        String city = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
        return words("format.zone", city, format("format.zone-name").format(at.atZone(zone)));
    }

    /** "20 minutes" */
    public String length(TimeRange during) {
        return length(during.length());
    }

    public String length(Duration duration) {
        return lengths.computeIfAbsent(duration.toMinutes(), minutes -> words("format.minutes", minutes));
    }

    /** "2 minutes ago", "3 hours ago", and from two days on the day and time at that place. */
    public String ago(Instant instant, ZoneId zone) {
        return clock.instant().minus(Duration.ofHours(48)).isBefore(instant) ? ago(instant) : dateTime(instant, zone);
    }

    /** "2 minutes ago", "3 hours ago", "5 days ago": where no place's clock is meant. */
    public String ago(Instant instant) {
        long minutes = Math.max(0, Duration.between(instant, clock.instant()).toMinutes());
        if (minutes < 1) {
            return words("time.just-now");
        }
        if (minutes < 60) {
            return words("time.minutes-ago", minutes);
        }
        return minutes < 60 * 48 ? words("time.hours-ago", minutes / 60) : words("time.days-ago", minutes / (60 * 24));
    }

    /** For {@code <time datetime>}: with the location's offset. */
    public String iso(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    /** The date it is now at that place. */
    public LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    public Instant now() {
        return clock.instant();
    }

    private static boolean occursTwice(ZonedDateTime local) {
        List<ZoneOffset> offsets = local.getZone().getRules().getValidOffsets(local.toLocalDateTime());
        return offsets.size() > 1;
    }

    private DateTimeFormatter format(String key) {
        return formats.computeIfAbsent(key, any -> DateTimeFormatter.ofPattern(words(key), locale));
    }

    private String words(String key, Object... args) {
        return words.getMessage(key, Direction.of(locale).apart(args), locale);
    }
}
