package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("zones")
class PartOfDayTest {

    /** Lisbon and Havana change their clocks in the night; Havana's day begins at 01:00, its midnight is skipped. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Europe/Lisbon  | 2027-03-28 | 11 | 12 | 2027-03-28T11:00:00Z
                    Europe/Lisbon  | 2027-10-31 | 13 | 12 | 2027-10-31T12:00:00Z
                    Europe/Lisbon  | 2027-12-25 | 12 | 12 | 2027-12-25T12:00:00Z
                    America/Havana | 2027-03-14 | 11 | 12 | 2027-03-14T16:00:00Z
                    """)
    void theMorningEndsAndTheAfternoonBeginsAtNoonHoweverLongTheyAre(
            ZoneId zone, LocalDate date, int morning, int afternoon, Instant noon) {
        var day = new TimeRange(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());

        assertThat(PartOfDay.WHOLE.of(day, zone)).isEqualTo(day);
        assertThat(PartOfDay.MORNING.of(day, zone)).isEqualTo(new TimeRange(day.start(), noon));
        assertThat(PartOfDay.MORNING.of(day, zone).length()).isEqualTo(Duration.ofHours(morning));
        assertThat(PartOfDay.AFTERNOON.of(day, zone)).isEqualTo(new TimeRange(noon, day.end()));
        assertThat(PartOfDay.AFTERNOON.of(day, zone).length()).isEqualTo(Duration.ofHours(afternoon));
    }
}
