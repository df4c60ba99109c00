package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of messages, looked through in every language. */
@Tag("zones")
class LettersTest {

    private static final Path FOLDER = Path.of("src/main/resources/clinic/notification");
    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant MORNING = Instant.parse("2026-11-24T10:40:00Z");

    /** Longer than that, a subject is cut off in most mailboxes (RFC 5322, 2.1.1). */
    private static final int LONGEST_SUBJECT = 78;

    /** What is no words and may well be the same in two languages. */
    private static final Set<String> MAY_BE_AS_IN_ENGLISH = Set.of(
            "language.direction",
            "letter.digest.visits",
            "time.day",
            "time.date",
            "time.clock",
            "time.which",
            "time.zone-name",
            "letter.colon",
            "letter.place");

    private final Words english = Words.in("en");

    static List<String> languages() {
        return Words.LANGUAGES;
    }

    @Test
    void aLanguageIsOfferedWhenAndOnlyWhenItHasAFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("letters")))
                    .containsExactlyInAnyOrderElementsOf(
                            Words.LANGUAGES.stream().map(LettersTest::file).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everybodyHasWordsForWhatHeIsToldOfAndForNothingElse(String language) throws IOException {
        assertThat(written(language).keySet().stream()
                        .filter(key ->
                                key.startsWith("patient.") || key.startsWith("doctor.") || key.startsWith("account.")))
                .containsExactlyInAnyOrderElementsOf(
                        keys().flatMap(LettersTest::parts).toList());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noKeyIsMissingAndNoneTooMany(String language) throws IOException {
        assertThat(written(language).keySet())
                .containsExactlyInAnyOrderElementsOf(written("en").keySet());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextLeavesTheSameBlanksAsTheEnglishOne(String language) throws IOException {
        Map<String, String> originals = written("en");

        written(language)
                .forEach((key, words) ->
                        assertThat(blanks(words)).as(key).isEqualTo(blanks(originals.getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void subjectsAndNoticesTellOnlyTimes(String language) throws IOException {
        Map<String, String> written = written(language);

        keys().forEach(key -> Stream.of(".subject", ".notice")
                .forEach(part -> assertThat(blanks(written.getOrDefault(key + part, "")))
                        .as(key + part)
                        .isSubsetOf("when", "old")));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noBlankIsLeftOpen(String language) throws IOException {
        Words words = Words.in(language);

        written(language)
                .keySet()
                .forEach(key -> assertThat(words.say(key, allValues(words)))
                        .as(key)
                        .isNotBlank()
                        .doesNotContain("{", "}"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theWordsAreSetWithCare(String language) throws IOException {
        written(language).forEach((key, words) -> {
            if (!key.startsWith("time.")) {
                assertThat(words)
                        .as(key)
                        .doesNotContain("'", "\"", "!", "...", "  ")
                        .isEqualTo(words.strip());
            }
            if (language.equals("fr")) {
                assertThat(words).as(key).doesNotContainPattern("[^\\u00A0\\w][:;?»]|[\\wéè][:;?»](?!mm)");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noEnglishIsLeftOver(String language) throws IOException {
        if (!language.equals("en")) {
            Map<String, String> originals = written("en");
            assertThat(written(language)).allSatisfy((key, words) -> {
                if (!MAY_BE_AS_IN_ENGLISH.contains(key)) {
                    assertThat(words).as(key).isNotEqualTo(originals.get(key));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theLongestSubjectIsReadToItsEnd(String language) throws IOException {
        Words words = Words.in(language);
        String longest = longestTime(words);

        keys().forEach(key -> assertThat(words.say(key + ".subject", Map.of("when", longest, "old", longest))
                        .replaceAll("\\p{Cf}", ""))
                .as(key)
                .hasSizeLessThanOrEqualTo(LONGEST_SUBJECT));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void whatIsWrittenFromTheRightBeginsThereAndItsValuesKeepToThemselves(String language) throws IOException {
        Words words = Words.in(language);
        boolean fromTheRight = language.equals("ar");

        assertThat(words.direction()).isEqualTo(fromTheRight ? "rtl" : "ltr");
        written(language).forEach((key, text) -> {
            if (!MAY_BE_AS_IN_ENGLISH.contains(key) && !key.startsWith("time.")) {
                assertThat(text.codePoints()
                                .mapToObj(Character::getDirectionality)
                                .filter(way -> way == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                                .findFirst())
                        .as(key)
                        .hasValue(
                                fromTheRight
                                        ? Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                                        : Character.DIRECTIONALITY_LEFT_TO_RIGHT);
            }
        });
        assertThat(words.say("letter.ring", Map.of("location", "Harbour", "phone", "+44 20 7946 0000")))
                .contains(
                        fromTheRight
                                ? List.of("\u2068Harbour\u2069", "\u2068+44 20 7946 0000\u2069")
                                : List.of("Harbour"));
        assertThat(words.say("letter.ring", Map.of("location", "عيادة الميناء", "phone", "0123 456")))
                .contains("\u2068عيادة الميناء\u2069");
    }

    @Test
    void wordsAndNamesFromTheLeftAreLeftAsTheyAre() {
        assertThat(english.say("letter.ring", Map.of("location", "Harbour", "phone", "0123 456")))
                .isEqualTo("Questions? Ring Harbour: 0123 456.");
    }

    @Test
    void aTimeIsWrittenOnTheClockOfItsLocationWithTheZoneNamed() {
        assertThat(english.shortTime(MORNING, LONDON)).isEqualTo("Tue 24 Nov, 10:40 London time");
        assertThat(english.longTime(MORNING, LONDON)).isEqualTo("Tuesday 24 November 2026, 10:40, London time (GMT)");
        assertThat(english.longTime(MORNING, ZoneId.of("America/New_York")))
                .isEqualTo("Tuesday 24 November 2026, 05:40, New York time (EST)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Di., 24. Nov., 11:40 Uhr (Ortszeit Berlin) | Dienstag, 24. November 2026, 11:40 Uhr, Ortszeit Berlin (Mitteleuropäische Normalzeit)
            fr | mar. 24 nov. à 11~h~40 (Berlin) | mardi 24 novembre 2026 à 11~h~40, heure locale à Berlin (heure normale d’Europe centrale)
            es | mar 24 nov, 11:40~h (hora de Berlin) | martes, 24 de noviembre de 2026, 11:40~h, hora de Berlin (hora estándar de Europa central)
            ar | الثلاثاء 24 نوفمبر، 11:40 بتوقيت Berlin | الثلاثاء 24 نوفمبر 2026، الساعة 11:40 بتوقيت Berlin (توقيت وسط أوروبا الرسمي)
            """)
    void eachLanguageWritesATimeInItsOwnWay(String language, String inShort, String atLength) {
        Words words = Words.in(language);
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(words.shortTime(MORNING, berlin).replaceAll("\\p{Cf}", "").replace('\u00A0', '~'))
                .isEqualTo(inShort);
        assertThat(words.longTime(MORNING, berlin).replaceAll("\\p{Cf}", "").replace('\u00A0', '~'))
                .isEqualTo(atLength);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void numbersAreWrittenInTheSameDigitsEverywhere(String language) {
        Words words = Words.in(language + "-EG");

        assertThat(words.shortTime(MORNING, LONDON) + words.longTime(MORNING, LONDON))
                .contains("24", "2026", "10")
                .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    @Test
    void anHourThatOccursTwiceIsToldApart() {
        assertThat(english.shortTime(Instant.parse("2026-10-25T00:30:00Z"), LONDON))
                .isEqualTo("Sun 25 Oct, 01:30 BST London time");
        assertThat(english.shortTime(Instant.parse("2026-10-25T01:30:00Z"), LONDON))
                .isEqualTo("Sun 25 Oct, 01:30 GMT London time");
        assertThat(Words.in("de").shortTime(Instant.parse("2026-10-25T00:30:00Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo("So., 25. Okt., 02:30 Uhr GMT+2 (Ortszeit Berlin)");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anHourThatOccursTwiceIsToldApartInEveryLanguageAndZone(String language) {
        Words words = Words.in(language);
        // To Java that station is in GMT all year; in English, where hours are told apart by name, it stays so.
        Stream<String> zones = ZoneId.getAvailableZoneIds().stream().filter(zone -> !zone.equals("Antarctica/Troll"));
        // The library that reads calendars adds ids of its own, which have no rules until it reads some.
        zones.map(ZoneId::of).filter(zone -> zone.getRules() != null).forEach(zone -> {
            ZoneOffsetTransition next = zone.getRules().nextTransition(MORNING);
            while (next != null && next.isGap()) {
                next = zone.getRules().nextTransition(next.getInstant());
            }
            if (next != null) {
                Instant second = next.getInstant();
                Instant first = second.plusSeconds(next.getDuration().toSeconds());
                assertThat(words.shortTime(first, zone)).as(zone.getId()).isNotEqualTo(words.shortTime(second, zone));
                assertThat(words.longTime(first, zone)).as(zone.getId()).isNotEqualTo(words.longTime(second, zone));
            }
        });
    }

    @Test
    void aLanguageWithoutWordsIsAnsweredInEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            Words words = Words.in("pl");
            assertThat(words.locale()).isEqualTo(Locale.ENGLISH);
            assertThat(words.shortTime(Instant.parse("2026-12-01T10:40:00Z"), LONDON))
                    .isEqualTo("Tue 1 Dec, 10:40 London time");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLanguageIsTheSameInEveryCountry() {
        assertThat(Words.in("de-AT").locale()).isEqualTo(Locale.GERMAN);
        assertThat(Words.isWritten("de-AT")).isTrue();
        assertThat(Words.isWritten("pl")).isFalse();
    }

    @Test
    void aLetterReadsWellAsPlainText() {
        Letter letter = new Letter(
                "Subject",
                "Hello,",
                "Something happened.",
                Map.of("When", "Tuesday"),
                "Do this.",
                List.of(new Letter.Action("Open", "https://clinic.example/x")),
                List.of("Bye."));

        assertThat(letter.text(":")).isEqualTo("""
                        Hello,

                        Something happened.

                        When:  Tuesday

                        Do this.

                        Open:
                        https://clinic.example/x

                        --
                        Bye.
                        """);
    }

    private static Stream<String> keys() {
        return Arrays.stream(Purpose.values()).flatMap(purpose -> {
            if (isAboutAccount(purpose)) {
                return Stream.of("account." + purpose.key());
            }
            return switch (purpose) {
                case TAKEN_BACK -> Stream.of();
                case HANDED_OVER -> Stream.of("doctor." + purpose.key());
                case REMINDER, KEPT, EMERGENCY_ACCESS -> Stream.of("patient." + purpose.key());
                default -> Stream.of("patient." + purpose.key(), "doctor." + purpose.key());
            };
        });
    }

    private static Stream<String> parts(String key) {
        Stream<String> always = Stream.of(key + ".subject", key + ".notice", key + ".todo");
        return key.startsWith("account.") ? Stream.concat(always, Stream.of(key + ".action")) : always;
    }

    private static boolean isAboutAccount(Purpose purpose) {
        return purpose.compareTo(Purpose.VERIFY_ADDRESS) >= 0;
    }

    private static Map<String, String> allValues(Words words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : List.of(
                "location",
                "phone",
                "address",
                "day",
                "date",
                "time",
                "which",
                "city",
                "zone",
                "visits",
                "first",
                "last")) {
            values.put(name, "x");
        }
        values.put("when", longestTime(words));
        values.put("old", longestTime(words));
        return values;
    }

    /** Of a year of days in a city with a long name, in the hour that its clocks show twice. */
    private static String longestTime(Words words) {
        ZoneId zone = ZoneId.of("America/Port-au-Prince");
        LocalDate sunday = LocalDate.of(2026, 11, 1);
        assertThat(sunday.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
        return Stream.iterate(sunday, day -> day.isBefore(sunday.plusYears(1)), day -> day.plusDays(1))
                .map(day -> words.shortTime(day.atTime(1, 30).atZone(zone).toInstant(), zone))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static Set<String> blanks(String words) {
        return BLANK.matcher(words).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** What stands in the file of this language itself, and not what it would borrow from the English one. */
    private static Map<String, String> written(String language) throws IOException {
        Properties file = new Properties();
        try (Reader in = Files.newBufferedReader(FOLDER.resolve(file(language)))) {
            file.load(in);
        }
        Map<String, String> written = new LinkedHashMap<>();
        file.stringPropertyNames().forEach(key -> written.put(key, file.getProperty(key)));
        return written;
    }

    private static String file(String language) {
        return language.equals("en") ? "letters.properties" : "letters_" + language + ".properties";
    }
}
