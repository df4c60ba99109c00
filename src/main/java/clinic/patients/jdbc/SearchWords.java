package clinic.patients.jdbc;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a patient is found by: the words of the name, the address and the digits of the phone number, without case and
 * accents, each with a space before it, so that the beginning of a word is a space and the letters after it.
 */
final class SearchWords {

    private SearchWords() {}

    /** The stored form; the name comes first, so that its order is the order of the names. */
    static String of(String name, @Nullable String email, @Nullable String phone) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : plain(name).split(" ")) {
            words.add(word);
            words.addAll(List.of(word.split("[-'’.]")));
        }
        if (email != null) {
            words.add(plain(email));
        }
        if (phone != null) {
            words.add(digits(phone));
        }
        words.remove("");
        return " " + String.join(" ", words);
    }

    /** Each must begin a word; a phone number is looked for as one word, however it is written. */
    static List<String> sought(String query) {
        String plain = plain(query);
        if (plain.matches("[0-9 +()./-]*[0-9][0-9 +()./-]*")) {
            return List.of(digits(plain));
        }
        return Stream.of(plain.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
