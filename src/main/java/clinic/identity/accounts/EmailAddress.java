package clinic.identity.accounts;

import clinic.shared.Invalid;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as its owner wrote it, and the key by which it is found again: two spellings of one address have the
 * same key.
 */
record EmailAddress(String shown, String key) {

    private static final int LONGEST = 254;

    private static final Pattern FORM = Pattern.compile(
            "[^\\s\\p{Cntrl}\\p{Cf}@<>\"(),:;\\\\\\[\\]]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?\\.)+[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*");

    /** @throws Invalid when no mail could be sent there */
    static EmailAddress parse(String field, String written) {
        String shown = normalised(written);
        if (shown.isEmpty()) {
            throw new Invalid(field, "REQUIRED", "Give an e-mail address.");
        }
        if (shown.length() > LONGEST) {
            throw new Invalid(field, "TOO_LONG", "An e-mail address has at most 254 characters.");
        }
        if (!FORM.matcher(shown).matches()) {
            throw new Invalid(field, "MALFORMED", "Give an e-mail address such as name@example.org.");
        }
        return new EmailAddress(shown, key(shown));
    }

    /** The key of whatever somebody wrote, address or not: for looking up, which finds nothing for nonsense. */
    static String key(String written) {
        return normalised(written).toLowerCase(Locale.ROOT);
    }

    String localPart() {
        return key.substring(0, key.lastIndexOf('@'));
    }

    private static String normalised(String written) {
        return Normalizer.normalize(written.strip(), Normalizer.Form.NFC);
    }
}
