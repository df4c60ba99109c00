package clinic.identity.accounts;

import clinic.shared.Invalid;
import java.util.IllformedLocaleException;
import java.util.Locale;

/** In which language somebody is written to, as a BCP 47 tag. Whether there are words in it is not asked here. */
final class LanguageTag {

    private static final int LONGEST = 35;

    private LanguageTag() {}

    /** @throws Invalid when it is no tag */
    static String parse(String field, String said) {
        try {
            String tag =
                    new Locale.Builder().setLanguageTag(said.strip()).build().toLanguageTag();
            if (tag.length() <= LONGEST && !tag.equals("und")) {
                return tag;
            }
        } catch (IllformedLocaleException e) {
            throw invalid(field);
        }
        throw invalid(field);
    }

    private static Invalid invalid(String field) {
        return new Invalid(field, "INVALID_FORMAT", "Give a language tag such as en or de-CH.");
    }
}
