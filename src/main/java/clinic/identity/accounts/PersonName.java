package clinic.identity.accounts;

import clinic.shared.Invalid;
import java.text.Normalizer;

/** What an account's owner is called: one line, any script. */
class PersonName {

    private static final int LONGEST = 120;

    private PersonName() {}

    /** @throws Invalid when nobody could be greeted by it */
    static String parse(String field, String written) {
        String name = Normalizer.normalize(written.strip(), Normalizer.Form.NFC);
        if (name.isEmpty()) {
            throw new Invalid(field, "REQUIRED", "Give a name.");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw new Invalid(field, "TOO_LONG", "A name has at most 120 characters.");
        }
        if (name.codePoints().anyMatch(PersonName::isNoText)) {
            throw new Invalid(field, "MALFORMED", "A name is one line of text.");
        }
        return name;
    }

    private static boolean isNoText(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
