package clinic.api;

import clinic.shared.Invalid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record's version as an HTTP entity tag. */
final class Etag {

    private static final Pattern QUOTED = Pattern.compile("\"([\\x21\\x23-\\x7e]*)\"");

    private Etag() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The version an {@code If-Match} names. One tag or {@code *} is understood, no list and no weak tag.
     *
     * @return absent when any version will do; a version that never was when the tag is not one of ours
     * @throws Invalid for a header that is no entity tag
     */
    static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.trim().equals("*")) {
            return null;
        }
        Matcher tag = QUOTED.matcher(ifMatch.trim());
        if (!tag.matches()) {
            throw new Invalid("If-Match", "INVALID_FORMAT", "Send the ETag as it came, quotes included, or *.");
        }
        try {
            return Integer.valueOf(tag.group(1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
