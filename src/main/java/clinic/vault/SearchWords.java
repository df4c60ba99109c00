package clinic.vault;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody is found: the words of the name, the address and the digits of the phone number, without case and
 * accents. There is a token of the first three to twelve letters of each, of shorter words as they are, and of the whole date
 * of birth.
 */
final class SearchWords {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 12;
    private static final String BORN = "born ";
    private static final Pattern NUMBER = Pattern.compile("[0-9+()./-]*[0-9][0-9+()./-]*");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})");
    private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-./](\\d{1,2})[-./](\\d{4})");

    private SearchWords() {}

    /** What there is a token of. */
    static Set<String> of(String name, @Nullable String email, @Nullable String phone, @Nullable LocalDate birth) {
        Set<String> found = new LinkedHashSet<>();
        for (String word : words(name, email, phone)) {
            int[] letters = word.codePoints().limit(LONGEST).toArray();
            for (int length = Math.min(SHORTEST, letters.length); length <= letters.length; length++) {
                found.add(new String(letters, 0, length));
            }
        }
        if (birth != null) {
            found.add(born(birth));
        }
        return found;
    }

    private static Set<String> words(String name, @Nullable String email, @Nullable String phone) {
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
        return words;
    }

    /** Whether each of these begins a word of the record. */
    static boolean begin(List<String> beginnings, String name, @Nullable String email, @Nullable String phone) {
        Set<String> words = words(name, email, phone);
        return beginnings.stream().allMatch(beginning -> words.stream().anyMatch(word -> word.startsWith(beginning)));
    }

    /** As much of a word as there can be a token of. */
    static String shortened(String word) {
        int[] letters = word.codePoints().limit(LONGEST).toArray();
        return new String(letters, 0, letters.length);
    }

    /** Whether there can be a token of no more than its beginning. */
    static boolean isLong(String word) {
        return !word.startsWith(BORN) && word.codePointCount(0, word.length()) > LONGEST;
    }

    /**
     * Terms that must all be met, each by one of its words. A phone number is one term, however it is written, and a date
     * beside it is one of its own.
     */
    static List<Set<String>> sought(String query) {
        List<Set<String>> terms = new ArrayList<>();
        StringBuilder number = new StringBuilder();
        for (String word : plain(query).split(" (?:[-/] )?")) {
            Set<String> dates = dates(word);
            if (!dates.isEmpty()) {
                dates.add(digits(word));
                terms.add(dates);
            } else if (NUMBER.matcher(word).matches()) {
                number.append(digits(word));
            } else if (!word.isEmpty()) {
                terms.add(Set.of(word));
            }
        }
        if (!number.isEmpty()) {
            terms.add(Set.of(number.toString()));
        }
        return terms;
    }

    private static Set<String> dates(String written) {
        Set<String> dates = new LinkedHashSet<>();
        Matcher yearFirst = YEAR_FIRST.matcher(written);
        Matcher yearLast = YEAR_LAST.matcher(written);
        if (yearFirst.matches()) {
            addDate(dates, yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        } else if (yearLast.matches()) {
            addDate(dates, yearLast.group(3), yearLast.group(2), yearLast.group(1));
            if (written.contains("/")) {
                addDate(dates, yearLast.group(3), yearLast.group(1), yearLast.group(2));
            }
        }
        return dates;
    }

    private static void addDate(Set<String> dates, String year, String month, String day) {
        try {
            dates.add(born(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))));
        } catch (DateTimeException noSuchDay) {
            // Then it is a number only.
        }
    }

    private static String born(LocalDate date) {
        return BORN + date;
    }

    private static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
