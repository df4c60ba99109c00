package clinic.availability.application;

import clinic.availability.application.CalendarFile.Event;
import clinic.availability.application.CalendarFile.Property;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates, times and lengths of a calendar file.
 *
 * @param floating the clock of whatever names none
 */
record CalendarTimes(CalendarFile file, ZoneRules floating) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern DURATION = Pattern.compile(
            "\\+?P(?=.)(?:(\\d{1,4})W)?(?:(\\d{1,4})D)?(?:T(?=.)(?:(\\d{1,5})H)?(?:(\\d{1,7})M)?(?:(\\d{1,9})S)?)?");

    /** A point on a clock. @param wholeDay a date without a time of day */
    record Time(LocalDateTime local, boolean wholeDay, ZoneRules clock) {

        Instant instant() {
            return at(local, clock);
        }

        /** A time that a clock change skips is the one that the clock would have shown; of two, the first is meant. */
        static Instant at(LocalDateTime local, ZoneRules clock) {
            return local.toInstant(clock.getOffset(local));
        }
    }

    /** Days are counted on the calendar, the rest on the stopwatch. */
    record Length(long days, Duration rest) {}

    /** One value of a property, on the clock that the property names. */
    Time time(Event event, Property property, String value) {
        try {
            if ("DATE".equalsIgnoreCase(property.parameters().get("VALUE")) || !value.contains("T")) {
                return new Time(LocalDate.parse(value, DATE).atStartOfDay(), true, floating);
            }
            if (value.endsWith("Z")) {
                return new Time(
                        LocalDateTime.parse(value.substring(0, value.length() - 1), DATE_AND_TIME),
                        false,
                        ZoneOffset.UTC.getRules());
            }
            String zone = property.parameters().get("TZID");
            return new Time(
                    LocalDateTime.parse(value, DATE_AND_TIME), false, zone == null ? floating : file.zone(event, zone));
        } catch (DateTimeException e) {
            throw event.unreadable();
        }
    }

    /** How long an event takes: a day, or nothing, where it does not say. */
    Length length(Event event, Time start) {
        if (event.first("DTEND").isPresent()) {
            Property property = event.first("DTEND").get();
            Time end = time(event, property, property.value());
            if (end.wholeDay() != start.wholeDay()) {
                throw event.unreadable();
            }
            if (!start.wholeDay()) {
                return new Length(0, Duration.between(start.instant(), end.instant()));
            }
            long days = ChronoUnit.DAYS.between(start.local(), end.local());
            return new Length(days == 0 ? 1 : days, Duration.ZERO);
        }
        return event.first("DURATION")
                .map(property -> duration(event, property.value()))
                .orElseGet(() -> new Length(start.wholeDay() ? 1 : 0, Duration.ZERO));
    }

    static Length duration(Event event, String text) {
        Matcher parts = DURATION.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw event.unreadable();
        }
        return new Length(
                7 * number(parts, 1) + number(parts, 2),
                Duration.ofHours(number(parts, 3)).plusMinutes(number(parts, 4)).plusSeconds(number(parts, 5)));
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
