package clinic.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The words of messages in one language, from {@code letters.properties}, and times as that language writes them. A
 * language without a file of its own is answered in English.
 */
class Words {

    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;
    private final Locale locale;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
        this.locale = bundle.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : bundle.getLocale();
    }

    /** @param languageTag such as "en" or "pt-BR" */
    static Words in(@Nullable String languageTag) {
        Locale wanted = languageTag == null ? Locale.ENGLISH : Locale.forLanguageTag(languageTag);
        return new Words(ResourceBundle.getBundle("clinic.notification.letters", wanted, NO_OTHER_LANGUAGE));
    }

    Locale locale() {
        return locale;
    }

    /** The words under a key, with each {@code {name}} in them replaced by its value. */
    String say(String key, Map<String, String> values) {
        String words = bundle.getString(key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            words = words.replace("{" + value.getKey() + "}", value.getValue());
        }
        return words;
    }

    String say(String key) {
        return say(key, Map.of());
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
                        "which", occursTwice ? " " + format("time.zone-name", local) : "",
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
