package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of the pages are complete in every language, and none was left in English. */
class LanguageFilesTest {

    private static final List<String> FILES = List.of("messages", "messages-staff");
    private static final List<String> LANGUAGES = List.of("de", "fr", "es", "ar");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    /** Words that a language shares with English. */
    private static final Map<String, Set<String>> SHARED = Map.of(
            "de", Set.of("Version", "Code", "Passkey", "Passkeys", "Name", "Region", "Esc"),
            "fr",
                    Set.of(
                            "Messages",
                            "Version",
                            "Licence",
                            "Licences",
                            "E-mail",
                            "Patient",
                            "patient",
                            "Pages",
                            "Code",
                            "Note",
                            "Total",
                            "Date",
                            "min",
                            "Invitation",
                            "Horizon",
                            "Absences"),
            "es", Set.of("min", "Esc"),
            "ar", Set.of());

    static Stream<Arguments> languages() {
        return LANGUAGES.stream().flatMap(language -> FILES.stream().map(file -> Arguments.of(language, file)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theSameKeysAreThereAsInEnglish(String language, String file) throws IOException {
        assertThat(read(file, language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(read(file, "").stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void eachMessageHasTheSamePlacesToFill(String language, String file) throws IOException {
        Properties english = read(file, "");
        Properties words = read(file, language);

        assertThat(words.stringPropertyNames())
                .allSatisfy(
                        key -> assertThat(places(words.getProperty(key))).isEqualTo(places(english.getProperty(key))));
    }

    /** A brace or a quote in the wrong place shows only when the message is drawn. */
    @ParameterizedTest
    @MethodSource("languages")
    void eachMessageCanBeDrawnWithAnyNumber(String language, String file) throws IOException {
        Properties words = read(file, language);
        for (String key : words.stringPropertyNames()) {
            String text = words.getProperty(key);
            if (!places(text).isEmpty()) {
                for (int number : new int[] {0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1440}) {
                    Object[] numbers = {number, number, number, number};
                    assertThat(new MessageFormat(text, Locale.of(language)).format(numbers))
                            .as(key)
                            .isNotBlank()
                            .doesNotContain("{", "}");
                }
                assertThat(text).as(key).doesNotContain("'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void nothingWasLeftInEnglish(String language, String file) throws IOException {
        Properties english = read(file, "");
        Properties words = read(file, language);

        assertThat(words.stringPropertyNames())
                .filteredOn(key -> !key.startsWith("format."))
                .filteredOn(key -> english.getProperty(key).equals(words.getProperty(key)))
                .filteredOn(key -> words.getProperty(key)
                        .replaceAll("\\{\\d[^}]*}", "")
                        .codePoints()
                        .anyMatch(Character::isLetter))
                .allSatisfy(key -> assertThat(words.getProperty(key))
                        .as(key)
                        .isIn(SHARED.getOrDefault(language, Set.of()).stream()
                                .flatMap(word -> Stream.of(word, "{0,number,integer} " + word))
                                .toList()));
    }

    @Test
    void arabicIsWrittenInArabicLetters() throws IOException {
        for (String file : FILES) {
            Properties words = read(file, "ar");
            assertThat(words.stringPropertyNames())
                    .filteredOn(key -> !key.startsWith("format."))
                    .filteredOn(key -> words.getProperty(key)
                            .replaceAll("\\{\\d[^}]*}", "")
                            .codePoints()
                            .anyMatch(Character::isLetter))
                    .allSatisfy(
                            key -> assertThat(words.getProperty(key)).as(key).matches("(?s).*\\p{IsArabic}.*"));
        }
    }

    /** None, one, two, three to ten, eleven to ninety-nine, a hundred. */
    @Test
    void arabicCountsInSixForms() throws IOException {
        var appointments =
                new MessageFormat(read("messages-staff", "ar").getProperty("appointments.total"), Locale.of("ar"));

        assertThat(Stream.of(0, 1, 2, 7, 11, 99, 100, 105, 115).map(n -> appointments.format(new Object[] {n})))
                .containsExactly(
                        "لا مواعيد",
                        "موعد واحد",
                        "موعدان",
                        "7 مواعيد",
                        "11 موعدًا",
                        "99 موعدًا",
                        "100 موعد",
                        "105 مواعيد",
                        "115 موعدًا");
    }

    @Test
    void timesAreWrittenAsTheLanguageWritesThemInTheDigitsOfTheClinic() throws IOException {
        Instant start = Instant.parse("2026-11-24T09:05:00Z");
        Map<String, String> days = Map.of(
                "de", "Dienstag, 24. November 2026",
                "fr", "mardi 24 novembre 2026",
                "es", "martes, 24 de noviembre de 2026",
                "ar", "الثلاثاء 24 نوفمبر 2026");
        for (String language : LANGUAGES) {
            String pattern = read("messages", language).getProperty("format.day-long");
            assertThat(DateTimeFormatter.ofPattern(pattern, Locale.of(language))
                            .format(start.atZone(ZoneId.of("Europe/Berlin"))))
                    .isEqualTo(days.get(language));
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String file, String language) throws IOException {
        var words = new Properties();
        Path path = Path.of("src/main/resources", file + (language.isEmpty() ? "" : "_" + language) + ".properties");
        try (BufferedReader in = Files.newBufferedReader(path)) {
            words.load(in);
        }
        return words;
    }
}
