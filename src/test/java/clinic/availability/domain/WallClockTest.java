package clinic.availability.domain;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hours on a wall clock around clock changes, on dates that can be looked up in the time-zone database. */
@Tag("zones")
class WallClockTest {

    @Test
    void inBerlinTheNightTheClocksGoForwardIsAnHourShorter() {
        assertThat(length("Europe/Berlin", "2027-03-28", "01:00", "05:00")).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void inBerlinTheNightTheClocksGoBackIsAnHourLonger() {
        assertThat(length("Europe/Berlin", "2026-10-25", "01:00", "05:00")).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void hoursThatEndInARepeatedHourAreShownTwice() {
        assertThat(hours("Europe/Berlin", "2026-10-25", "01:00", "02:30").ranges())
                .containsExactly(
                        range("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"),
                        range("2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"));
    }

    @Test
    void hoursThatLieInASkippedHourAreNone() {
        assertThat(hours("Europe/Berlin", "2027-03-28", "02:10", "02:50").ranges())
                .isEmpty();
    }

    @Test
    void inNewYorkBothChangesOfTheYear() {
        assertThat(length("America/New_York", "2026-11-01", "00:00", "06:00")).isEqualTo(Duration.ofHours(7));
        assertThat(length("America/New_York", "2027-03-14", "00:00", "06:00")).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void onLordHoweTheClocksChangeByHalfAnHour() {
        assertThat(length("Australia/Lord_Howe", "2026-10-04", "00:00", "06:00"))
                .isEqualTo(Duration.ofMinutes(5 * 60 + 30));
    }

    @Test
    void inSantiagoAndHavanaThereIsADateWithoutMidnight() {
        assertThat(hours("America/Santiago", "2026-09-06", "00:00", "06:00").ranges())
                .containsExactly(range("2026-09-06T04:00:00Z", "2026-09-06T09:00:00Z"));
        assertThat(hours("America/Havana", "2026-03-08", "00:00", "06:00").ranges())
                .containsExactly(range("2026-03-08T05:00:00Z", "2026-03-08T10:00:00Z"));
    }

    @Test
    void offsetsNeedNotBeWholeHours() {
        assertThat(hours("Asia/Kolkata", "2026-11-24", "09:00", "10:00").ranges())
                .containsExactly(range("2026-11-24T03:30:00Z", "2026-11-24T04:30:00Z"));
        assertThat(hours("Asia/Kathmandu", "2026-11-24", "09:00", "10:00").ranges())
                .containsExactly(range("2026-11-24T03:15:00Z", "2026-11-24T04:15:00Z"));
    }

    @Test
    void nineOClockIsNineOClockBeforeAndAfterAChange() {
        for (String date : List.of("2026-10-24", "2026-10-25", "2026-10-26", "2027-03-27", "2027-03-28")) {
            Instant start = hours("Europe/Berlin", date, "09:00", "10:00")
                    .ranges()
                    .getFirst()
                    .start();
            assertThat(start.atZone(ZoneId.of("Europe/Berlin")).toLocalTime()).isEqualTo(LocalTime.of(9, 0));
        }
    }

    @Test
    void hoursMayCrossMidnight() {
        assertThat(hours("Pacific/Auckland", "2026-11-24", "22:00", "02:00").ranges())
                .containsExactly(range("2026-11-24T09:00:00Z", "2026-11-24T13:00:00Z"));
    }

    private static Duration length(String zone, String date, String from, String to) {
        return hours(zone, date, from, to).ranges().stream()
                .map(TimeRange::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Spans hours(String zone, String date, String from, String to) {
        return WallClock.hours(ZoneId.of(zone), LocalDate.parse(date), LocalTime.parse(from), LocalTime.parse(to));
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
