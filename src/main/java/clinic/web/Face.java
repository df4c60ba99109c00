package clinic.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The round mark beside a name.
 *
 * @param initials one or two letters
 * @param hue 0 to 359, always the same for the same name; a decoration, it means nothing
 */
public record Face(String initials, int hue) {

    private static final Set<String> TITLES = Set.of("dr", "dr.", "prof", "prof.");

    public static Face of(String name) {
        List<String> words = Arrays.stream(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty() && !TITLES.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        if (words.isEmpty()) {
            return new Face("?", 170);
        }
        String first = firstLetter(words.getFirst());
        String initials = words.size() == 1 ? first : first + firstLetter(words.getLast());
        return new Face(initials, Math.floorMod(name.hashCode() * 31, 360));
    }

    private static String firstLetter(String word) {
        return new String(Character.toChars(Character.toUpperCase(word.codePointAt(0))));
    }
}
