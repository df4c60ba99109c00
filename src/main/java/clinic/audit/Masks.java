package clinic.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded encrypted is shown as there or changed and no more, as the triggers record what they may not record. In
 * the text of a record a value that is bytes is told by its form.
 */
final class Masks {

    private static final Pattern BYTES = Pattern.compile("\"([a-z_]+)\": \"(\\\\\\\\x[0-9a-f]*)\"");

    private Masks() {}

    static @Nullable String before(@Nullable String before) {
        return before == null ? null : BYTES.matcher(before).replaceAll("\"$1\": \"•••\"");
    }

    static @Nullable String after(@Nullable String before, @Nullable String after) {
        if (after == null) {
            return null;
        }
        Map<String, String> was = new HashMap<>();
        if (before != null) {
            BYTES.matcher(before).results().forEach(found -> was.put(found.group(1), found.group(2)));
        }
        Matcher now = BYTES.matcher(after);
        return now.replaceAll(found -> "\"%s\": \"%s\""
                .formatted(found.group(1), found.group(2).equals(was.get(found.group(1))) ? "•••" : "••• changed"));
    }
}
