package clinic.platform;

import java.util.IllformedLocaleException;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The language of pages and messages for whoever has not chosen one: property {@code clinic.language}, as "en" or "de-CH". */
@Component
public class ClinicLanguage {

    private final String tag;

    ClinicLanguage(@Value("${clinic.language:en}") String tag) {
        try {
            this.tag = new Locale.Builder().setLanguageTag(tag.strip()).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new CannotStart(
                    "clinic.language is no language tag: " + tag + ".",
                    "Set clinic.language to one such as en or de-CH.");
        }
    }

    /** As a BCP 47 language tag. */
    public String tag() {
        return tag;
    }
}
