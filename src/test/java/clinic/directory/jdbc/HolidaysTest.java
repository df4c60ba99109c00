package clinic.directory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.directory.Directory.Holiday;
import clinic.shared.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolidaysTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aHolidayRunsFromTheStartOfItsDayToTheStartOfTheNextInTheZone() {
        Holiday easter = Holidays.of("DE", null, 2027, BERLIN).stream()
                .filter(day -> day.name().equals("Easter Monday"))
                .findAny()
                .orElseThrow();

        assertThat(easter.during().start()).isEqualTo(Instant.parse("2027-03-28T22:00:00Z"));
        assertThat(easter.during().length()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aHolidayOnTheDayOfAClockChangeIsAsLongAsThatDay() {
        Holiday easter = Holidays.of("de", "bb", 2024, BERLIN).stream()
                .filter(day -> day.name().equals("Easter"))
                .findAny()
                .orElseThrow();

        assertThat(easter.during().start()).isEqualTo(Instant.parse("2024-03-30T23:00:00Z"));
        assertThat(easter.during().length()).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void aPartOfACountryHasItsOwnDaysBesideThoseOfAll() {
        List<String> all = names(Holidays.of("de", null, 2027, BERLIN));
        List<String> bavaria = names(Holidays.of("de", "by", 2027, BERLIN));

        assertThat(all).contains("New Year's Day").doesNotContain("Epiphany");
        assertThat(bavaria).containsAll(all).contains("Epiphany");
    }

    @Test
    void aDayThatMovesFromTheWeekendIsTheDayThatIsFree() {
        assertThat(Holidays.of("us", null, 2027, ZoneId.of("America/New_York")))
                .filteredOn(day -> day.name().equals("Independence Day"))
                .singleElement()
                .satisfies(day -> assertThat(day.during().start()).isEqualTo(Instant.parse("2027-07-05T04:00:00Z")));
    }

    @Test
    void holidaysComeSoonestFirst() {
        assertThat(Holidays.of("nz", null, 2027, ZoneId.of("Pacific/Auckland")))
                .isSortedAccordingTo(
                        (a, b) -> a.during().start().compareTo(b.during().start()))
                .hasSizeGreaterThan(5);
    }

    @Test
    void aCountryOrPartWithoutACalendarIsRefused() {
        assertThatThrownBy(() -> Holidays.of("atlantis", null, 2027, BERLIN))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.field()).isEqualTo("country")));
        assertThatThrownBy(() -> Holidays.of("de", "zz", 2027, BERLIN))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.field()).isEqualTo("region")));
    }

    private static List<String> names(List<Holiday> days) {
        return days.stream().map(Holiday::name).toList();
    }
}
