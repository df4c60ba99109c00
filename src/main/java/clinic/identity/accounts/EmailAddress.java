package clinic.identity.accounts;

import clinic.shared.Invalid;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address as its owner wrote it, and the key by which it is found again: two spellings of one address have the
 * same key.
 */
record EmailAddress(String shown, String key) {

    /** @throws Invalid when no mail could be sent there */
    static EmailAddress parse(String field, String written) {
        var check = new Invalid.Check();
        String shown = check.email(field, normalised(written));
        check.done();
        return new EmailAddress(shown, key(shown));
    }

    /** The key of whatever somebody wrote, address or not: for looking up, which finds nothing for nonsense. */
    static String key(String written) {
        return normalised(written).toLowerCase(Locale.ROOT);
    }

    private static String normalised(String written) {
        return Normalizer.normalize(written.strip(), Normalizer.Form.NFC);
    }
}
