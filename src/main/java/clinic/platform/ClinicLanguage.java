package clinic.platform;

import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The language in which the clinic writes to whoever has not chosen one: property {@code clinic.language}, as "en" or "de-CH". */
@Component
public class ClinicLanguage {

    private final String tag;

    ClinicLanguage(@Value("${clinic.language:en}") String tag) {
        this.tag = new Locale.Builder().setLanguageTag(tag.strip()).build().toLanguageTag();
    }

    /** As a BCP 47 language tag. */
    public String tag() {
        return tag;
    }
}
