package clinic.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the few kinds of text the contract knows, and says what would have been right. */
final class Texts {

    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final Pattern WITHOUT_OFFSET =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");
    private static final Pattern ID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    /** A text that is not of the kind it should be. */
    static final class Unreadable extends IllegalArgumentException {
        private final String code;

        Unreadable(String code, String detail) {
            super(detail);
            this.code = code;
        }

        String code() {
            return code;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    private Texts() {}

    static Instant instant(String text) {
        if (WITHOUT_OFFSET.matcher(text).matches()) {
            throw new Unreadable("OFFSET_REQUIRED", "A time needs its offset, as in 2026-12-01T09:00:00+01:00.");
        }
        if (!INSTANT.matcher(text).matches()) {
            throw new Unreadable("INVALID_FORMAT", "An instant is written as 2026-12-01T09:00:00+01:00.");
        }
        try {
            return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("INVALID_FORMAT", "There is no such date or time.");
        }
    }

    static LocalDate date(String text) {
        if (!DATE.matcher(text).matches()) {
            throw new Unreadable("INVALID_FORMAT", "A date is written as 2026-12-01.");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Unreadable("INVALID_FORMAT", "There is no such date.");
        }
    }

    static LocalTime time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new Unreadable("INVALID_FORMAT", "A time of day is written as 09:00.");
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new Unreadable("INVALID_FORMAT", "There is no such time of day.");
        }
    }

    static UUID id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new Unreadable("INVALID_FORMAT", "This is not an id of this clinic.");
        }
        return UUID.fromString(text);
    }

    /** Line breaks and tabs are text; other control characters and halves of characters are not. */
    static String plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
                throw new Unreadable("CONTROL_CHARACTER", "The text holds a character that cannot be shown.");
            }
        }
        return text;
    }
}
