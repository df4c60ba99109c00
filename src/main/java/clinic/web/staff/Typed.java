package clinic.web.staff;

import clinic.shared.Invalid;
import clinic.web.Days;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was typed into a form, field by field, and remembers everything that is wrong, so that one answer names it
 * all. Values asked for after a mistake are placeholders: call {@link #check} before using any of them.
 */
final class Typed {

    private final List<Invalid.Problem> problems = new ArrayList<>();

    /** @throws Invalid with every problem so far */
    void check() {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    void wrong(String field, String code, String detail) {
        problems.add(new Invalid.Problem(field, code, detail));
    }

    static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    String required(String field, @Nullable String value, String what) {
        String text = text(value);
        if (text == null) {
            wrong(field, "REQUIRED", "Enter " + what + ".");
            return "";
        }
        return text;
    }

    int number(String field, @Nullable String value, String what) {
        String text = required(field, value, what);
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            wrong(field, "MALFORMED", "Enter " + what + " as a whole number.");
            return 0;
        }
    }

    Duration minutes(String field, @Nullable String value, String what) {
        return Duration.ofMinutes(number(field, value, what));
    }

    @Nullable Duration optionalMinutes(String field, @Nullable String value, String what) {
        return text(value) == null ? null : minutes(field, value, what);
    }

    /** Minutes with commas between them, such as "20, 40". */
    List<Duration> lengths(String field, @Nullable String value, String what) {
        String text = required(field, value, what);
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> minutes(field, part, what))
                .toList();
    }

    @Nullable LocalDate optionalDate(String field, @Nullable String value) {
        String text = text(value);
        try {
            return text == null ? null : Days.parse(text);
        } catch (DateTimeException e) {
            wrong(field, "MALFORMED", "Enter the date as year-month-day, such as 2026-12-01.");
            return null;
        }
    }

    LocalDate date(String field, @Nullable String value, String what) {
        if (text(value) == null) {
            wrong(field, "REQUIRED", "Enter " + what + ".");
            return LocalDate.EPOCH;
        }
        LocalDate date = optionalDate(field, value);
        return date == null ? LocalDate.EPOCH : date;
    }

    LocalTime time(String field, @Nullable String value, String what) {
        String text = required(field, value, what);
        try {
            return text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            wrong(field, "MALFORMED", "Enter " + what + " as hours and minutes, such as 09:00.");
            return LocalTime.MIDNIGHT;
        }
    }

    ZoneId zone(String field, @Nullable String value) {
        String text = required(field, value, "a time zone");
        try {
            return text.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(text);
        } catch (DateTimeException e) {
            wrong(field, "MALFORMED", "Enter a time zone such as Europe/London.");
            return ZoneId.of("UTC");
        }
    }

    UUID id(String field, @Nullable String value, String what) {
        String text = required(field, value, what);
        try {
            return text.isEmpty() ? new UUID(0, 0) : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            wrong(field, "MALFORMED", "Choose " + what + ".");
            return new UUID(0, 0);
        }
    }
}
