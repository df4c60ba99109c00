package clinic.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From which side a language is written. A Latin name or address among Arabic words keeps its own order only when it is
 * set apart from them; from the left nothing is, so that what is copied from a page holds no characters unseen.
 */
enum Direction {
    LTR,
    RTL;

    private static final Set<String> WRITTEN_FROM_THE_RIGHT = Set.of("ar", "fa", "he", "ur");
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    static Direction of(Locale locale) {
        return WRITTEN_FROM_THE_RIGHT.contains(locale.getLanguage()) ? RTL : LTR;
    }

    /** The text in its own direction, whatever stands around it. */
    @Nullable String apart(@Nullable String text) {
        return this == LTR || text == null || text.isEmpty()
                ? text
                : FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE;
    }

    /** What fills the places of a message. */
    @Nullable Object[] apart(@Nullable Object[] args) {
        return this == LTR
                ? args
                : Arrays.stream(args)
                        .map(arg -> arg instanceof String text ? apart(text) : arg)
                        .toArray();
    }
}
