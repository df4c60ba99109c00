package clinic.web;

import clinic.shared.Invalid;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Finds what is wrong with one field of a form, in the reader's words. Modules say a problem as a field, a code and an
 * English sentence, which is what the JSON face answers. Pages look for words under {@code problem.FIELD.CODE}, where the
 * field is without its place in a list, and then under {@code problem.CODE}. The numbers in the sentence are their
 * arguments, and words for just so many numbers, under {@code problem.CODE.2}, go before. A problem without words in the
 * bundles is said in English.
 */
public final class FormProblems {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private FormProblems() {}

    /** The first problem of this field in words, or null. */
    public static @Nullable String of(Page page, List<Invalid.Problem> problems, String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(page::said)
                .findFirst()
                .orElse(null);
    }

    /** The keys under which there may be words, the closest first. */
    static List<String> keys(String field, String code, int numbers) {
        String path = field.replaceAll("\\[\\d*]", "");
        String last = path.substring(path.lastIndexOf('.') + 1);
        return Stream.of(path + ".", last + ".", "")
                .filter(name -> !name.equals("."))
                .distinct()
                .map(name -> "problem." + name + code)
                .flatMap(key -> Stream.of(key + "." + numbers, key))
                .toList();
    }

    static String said(Invalid.Problem problem, MessageSource words, Locale locale) {
        Object[] numbers = NUMBER.matcher(problem.detail())
                .results()
                .map(MatchResult::group)
                .toArray();
        return keys(problem.field(), problem.code(), numbers.length).stream()
                .map(key -> words.getMessage(key, numbers, null, locale))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(problem.detail());
    }
}
