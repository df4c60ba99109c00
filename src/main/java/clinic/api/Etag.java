package clinic.api;

import clinic.shared.Invalid;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record's version as an HTTP entity tag. */
final class Etag {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");
    private static final Pattern TAGS = Pattern.compile(TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*");
    private static final Pattern OURS = Pattern.compile("\"(\\d{1,9})\"");

    private Etag() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The versions an {@code If-Match} names. A weak tag never matches, as RFC 9110 has it, and a tag that is not one of
     * ours is no version that ever was; neither is among them.
     *
     * @return absent when any version will do
     * @throws Invalid for a header that is no list of entity tags
     */
    static @Nullable Set<Integer> versions(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.trim().equals("*")) {
            return null;
        }
        if (!TAGS.matcher(ifMatch.trim()).matches()) {
            throw new Invalid("If-Match", "INVALID_FORMAT", "Send the ETag as it came, quotes included, or *.");
        }
        return TAG.matcher(ifMatch)
                .results()
                .map(tag -> OURS.matcher(tag.group()))
                .filter(Matcher::matches)
                .map(ours -> Integer.valueOf(ours.group(1)))
                .collect(Collectors.toSet());
    }
}
