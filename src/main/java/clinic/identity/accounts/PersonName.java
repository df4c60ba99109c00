package clinic.identity.accounts;

import clinic.shared.Invalid;
import java.text.Normalizer;

/** What an account's owner is called: one line, any script. */
class PersonName {

    private static final int LONGEST = 120;

    private PersonName() {}

    /** @throws Invalid when nobody could be greeted by it */
    static String parse(String field, String written) {
        var check = new Invalid.Check();
        String name = check.text(field, Normalizer.normalize(written, Normalizer.Form.NFC), LONGEST);
        check.done();
        return name;
    }
}
