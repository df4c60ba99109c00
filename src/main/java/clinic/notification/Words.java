package clinic.notification;

import java.text.Bidi;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The words of messages in one language, from {@code letters.properties} and its sisters, and times as that language
 * writes them, in the digits 0 to 9 everywhere.
 */
class Words {

    /** In which there are words, English first. */
    static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ar");

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
        this.locale = bundle.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : bundle.getLocale();
    }

    /** @param languageTag such as "en" or "de-AT", which is written as "de" */
    static boolean isWritten(String languageTag) {
        return LANGUAGES.contains(Locale.forLanguageTag(languageTag).getLanguage());
    }

    /** A language without words is answered in English. */
    static Words in(String languageTag) {
        return new Words(ResourceBundle.getBundle(
                "clinic.notification.letters", Locale.forLanguageTag(languageTag), NO_OTHER_LANGUAGE));
    }

    Locale locale() {
        return locale;
    }

    /** {@code rtl} for a language that is written from the right, else {@code ltr}. */
    String direction() {
        return bundle.getString("language.direction");
    }

    /** The words under a key, with each {@code {name}} in them replaced by its value. */
    String say(String key, Map<String, String> values) {
        String words = bundle.getString(key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            words = words.replace("{" + value.getKey() + "}", isolated(value.getValue()));
        }
        return words;
    }

    String say(String key) {
        return say(key, Map.of());
    }

    /**
     * A value as it may stand among these words. Where one of the two is written from the right, it is told to keep to
     * itself; else names, numbers and the words around them would change places on the screen.
     */
    String isolated(String value) {
        boolean turns = direction().equals("rtl") || Bidi.requiresBidi(value.toCharArray(), 0, value.length());
        return turns && !value.isEmpty() ? FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE : value;
    }

    /** "5 (09:00 to 16:30)" */
    String say(Digests.Day day) {
        return day.first() == null || day.last() == null
                ? String.valueOf(day.visits())
                : say(
                        "letter.digest.visits",
                        Map.of(
                                "visits", String.valueOf(day.visits()),
                                "first", clock(day.first()),
                                "last", clock(day.last())));
    }

    private String clock(LocalTime time) {
        return DateTimeFormatter.ofPattern(bundle.getString("time.clock"), locale)
                .format(time);
    }

    /** "Tue 24 Nov, 10:40 London time" */
    String shortTime(Instant instant, ZoneId zone) {
        return written("time.short", instant, zone);
    }

    /** "Tuesday 24 November 2026, 10:40, London time (GMT)" */
    String longTime(Instant instant, ZoneId zone) {
        return written("time.long", instant, zone);
    }

    private String written(String key, Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        boolean occursTwice =
                zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return say(
                key,
                Map.of(
                        "day", format("time.day", local),
                        "date", format("time.date", local),
                        "time", format("time.clock", local),
                        "which", occursTwice ? " " + format("time.which", local) : "",
                        "city", city(zone),
                        "zone", format("time.zone-name", local)));
    }

    private String format(String key, ZonedDateTime local) {
        return DateTimeFormatter.ofPattern(bundle.getString(key), locale).format(local);
    }

    private static String city(ZoneId zone) {
        String id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
