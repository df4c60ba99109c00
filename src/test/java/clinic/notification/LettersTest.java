package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("zones")
class LettersTest {

    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Words english = Words.in("en");

    @Test
    void everyPurposeHasWordsForEverybodyWhoIsToldOfIt() {
        keys().forEach(key -> assertThat(List.of(
                        english.say(key + ".subject"), english.say(key + ".notice"), english.say(key + ".todo")))
                .as(key)
                .allSatisfy(words -> assertThat(words).isNotBlank().doesNotContain("!")));
        Arrays.stream(Purpose.values())
                .filter(LettersTest::isAboutAccount)
                .forEach(purpose -> assertThat(english.say("account." + purpose.key() + ".action"))
                        .isNotBlank());
    }

    @Test
    void subjectsAndNoticesTellOnlyTimes() {
        keys().forEach(key -> Stream.of(".subject", ".notice")
                .forEach(part -> assertThat(blanks(english.say(key + part)))
                        .as(key + part)
                        .isSubsetOf("when", "old")));
    }

    @Test
    void aTimeIsWrittenOnTheClockOfItsLocationWithTheZoneNamed() {
        Instant instant = Instant.parse("2026-11-24T10:40:00Z");

        assertThat(english.shortTime(instant, LONDON)).isEqualTo("Tue 24 Nov, 10:40 London time");
        assertThat(english.longTime(instant, LONDON)).isEqualTo("Tuesday 24 November 2026, 10:40, London time (GMT)");
        assertThat(english.longTime(instant, ZoneId.of("America/New_York")))
                .isEqualTo("Tuesday 24 November 2026, 05:40, New York time (EST)");
    }

    @Test
    void anHourThatOccursTwiceIsToldApart() {
        assertThat(english.shortTime(Instant.parse("2026-10-25T00:30:00Z"), LONDON))
                .isEqualTo("Sun 25 Oct, 01:30 BST London time");
        assertThat(english.shortTime(Instant.parse("2026-10-25T01:30:00Z"), LONDON))
                .isEqualTo("Sun 25 Oct, 01:30 GMT London time");
    }

    @Test
    void aLanguageWithoutWordsIsAnsweredInEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMAN);
            Words words = Words.in("ar");
            assertThat(words.locale()).isEqualTo(Locale.ENGLISH);
            assertThat(words.shortTime(Instant.parse("2026-12-01T10:40:00Z"), LONDON))
                    .isEqualTo("Tue 1 Dec, 10:40 London time");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLetterReadsWellAsPlainText() {
        Letter letter = new Letter(
                Locale.ENGLISH,
                "Subject",
                "Hello,",
                "Something happened.",
                Map.of("When", "Tuesday"),
                "Do this.",
                List.of(new Letter.Action("Open", "https://clinic.example/x")),
                List.of("Bye."));

        assertThat(letter.text()).isEqualTo("""
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
                case REMINDER, KEPT -> Stream.of("patient." + purpose.key());
                default -> Stream.of("patient." + purpose.key(), "doctor." + purpose.key());
            };
        });
    }

    private static boolean isAboutAccount(Purpose purpose) {
        return purpose.compareTo(Purpose.VERIFY_ADDRESS) >= 0;
    }

    private static Set<String> blanks(String words) {
        return BLANK.matcher(words).results().map(match -> match.group(1)).collect(java.util.stream.Collectors.toSet());
    }
}
