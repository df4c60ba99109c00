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
    private static final Pattern NUMBER = Pattern.compile("[0-9+()./-]+");
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

    /** Whether a word of each of these terms begins a word of the record. */
    static boolean begin(List<Set<String>> terms, String name, @Nullable String email, @Nullable String phone) {
        Set<String> words = words(name, email, phone);
        return terms.stream()
                .allMatch(term -> term.stream()
                        .anyMatch(beginning -> words.stream().anyMatch(word -> word.startsWith(beginning))));
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
     * Terms that must all be met, each by one of its words: what was written, its digits, the date it may be, and the phone
     * number that it is a group of.
     */
    static List<Set<String>> sought(String query) {
        List<Set<String>> terms = new ArrayList<>();
        List<Set<String>> groups = new ArrayList<>();
        StringBuilder number = new StringBuilder();
        for (String word : plain(query).split(" ")) {
            if (word.isEmpty()) {
                continue;
            }
            Set<String> term = new LinkedHashSet<>(Set.of(word));
            terms.add(term);
            boolean isNumber = NUMBER.matcher(word).matches();
            if (isNumber && !digits(word).isEmpty()) {
                term.add(digits(word));
            }
            if (!addDates(term, word) && isNumber) {
                groups.add(term);
                number.append(digits(word));
            } else {
                join(groups, number);
            }
        }
        join(groups, number);
        return terms;
    }

    private static void join(List<Set<String>> groups, StringBuilder number) {
        if (!number.isEmpty()) {
            groups.forEach(group -> group.add(number.toString()));
        }
        groups.clear();
        number.setLength(0);
    }

    /** Whether it can be a date at all. */
    private static boolean addDates(Set<String> term, String written) {
        int before = term.size();
        Matcher yearFirst = YEAR_FIRST.matcher(written);
        Matcher yearLast = YEAR_LAST.matcher(written);
        if (yearFirst.matches()) {
            addDate(term, yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        } else if (yearLast.matches()) {
            addDate(term, yearLast.group(3), yearLast.group(2), yearLast.group(1));
            if (written.contains("/")) {
                addDate(term, yearLast.group(3), yearLast.group(1), yearLast.group(2));
            }
        }
        return term.size() > before;
    }

    private static void addDate(Set<String> term, String year, String month, String day) {
        try {
            term.add(born(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))));
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
