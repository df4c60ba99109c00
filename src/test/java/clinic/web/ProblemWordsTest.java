package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.Invalid.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/** What is wrong with a field is said in the reader's language. */
class ProblemWordsTest {

    /** The code of a problem between a field and the beginning of its sentence. */
    private static final Pattern THROWN = Pattern.compile(
            "(?:\"([\\w.\\[\\]-]*)\"|[\\w.()]+|\"[^\"]*\")\\s*,\\s*\"([A-Z][A-Z_]{3,})\"\\s*,\\s*\"[^\"]* [^\"]*\"");

    /** Fields that a class names once, or is given. */
    private static final List<String> OFTEN_BY_A_CONSTANT = List.of("field", "password", "file");

    private static final List<Locale> LANGUAGES =
            Stream.of("en", "de", "fr", "es", "ar").map(Locale::of).toList();

    private final MessageSource words = new WebConfiguration().messageSource();

    /** The JSON face answers the English sentence itself, so its own problems need no words. */
    @Test
    void everyProblemThatAPageCanShowHasWords() throws IOException {
        Set<String> without = new TreeSet<>();
        int seen = 0;
        for (Path source : sources()) {
            var thrown = THROWN.matcher(Files.readString(source));
            while (thrown.find()) {
                seen++;
                String field = thrown.group(1);
                boolean said = (field == null ? OFTEN_BY_A_CONSTANT : List.of(field))
                        .stream()
                                .flatMap(name -> FormProblems.keys(name, thrown.group(2), 0).stream())
                                .flatMap(key -> Stream.of(key, key + ".1", key + ".2"))
                                .anyMatch(key -> words.getMessage(key, null, null, Locale.ENGLISH) != null);
                if (!said) {
                    without.add(field + " " + thrown.group(2) + " in " + source.getFileName());
                }
            }
        }
        assertThat(seen).as("problems found in the sources").isGreaterThan(80);
        assertThat(without).as("problems without words").isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/clinic"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith("src/main/java/clinic/api"))
                    .toList();
        }
    }

    @Test
    void theNumbersOfTheSentenceStandInTheWords() {
        var problem = new Problem("step", "OUT_OF_RANGE", "Give a whole number from 5 to 240.");

        assertThat(LANGUAGES)
                .allSatisfy(language -> assertThat(FormProblems.said(problem, words, language))
                        .contains("5", "240")
                        .doesNotContain("{"));
        assertThat(FormProblems.said(problem, words, Locale.GERMAN))
                .isEqualTo("Geben Sie eine ganze Zahl von 5 bis 240 ein.");
    }

    @Test
    void theFieldHasItsOwnWordsBeforeTheCode() {
        assertThat(said("email", "REQUIRED", Locale.FRENCH)).isEqualTo("Donnez une adresse e-mail.");
        assertThat(said("rows[3].breaks", "MALFORMED", Locale.FRENCH)).startsWith("Entrez les pauses");
        assertThat(said("kinds[0].email", "REQUIRED", Locale.FRENCH)).startsWith("Laissez les e-mails");
        assertThat(said("anything", "REQUIRED", Locale.FRENCH)).isEqualTo("Merci de remplir ce champ.");
    }

    @Test
    void aNumberedSentenceGoesBeforeTheOneWithout() {
        assertThat(FormProblems.said(
                        new Problem("file", "MALFORMED", "Event 3 of the file cannot be read."), words, Locale.GERMAN))
                .startsWith("Ereignis 3 der Datei ist nicht lesbar.");
        assertThat(said("file", "MALFORMED", Locale.GERMAN)).startsWith("Das ist kein Kalender.");
    }

    @Test
    void aProblemWithoutWordsIsSaidInEnglish() {
        assertThat(said("field", "NEVER_HEARD_OF", Locale.GERMAN)).isEqualTo("As it was said.");
    }

    private String said(String field, String code, Locale language) {
        return FormProblems.said(new Problem(field, code, "As it was said."), words, language);
    }
}
