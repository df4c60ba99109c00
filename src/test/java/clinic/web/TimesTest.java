package clinic.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("zones")
class TimesTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:14:00Z"), ZoneOffset.UTC);
    private final Times times = new Times(clock, new WebConfiguration().messageSource(), Locale.ENGLISH);

    @Test
    void aTimeIsShownOnTheLocationsClockWithItsZoneNamed() {
        Instant start = Instant.parse("2026-11-24T10:40:00Z");

        assertThat(times.full(start, LONDON)).isEqualTo("Tue 24 Nov, 10:40, London time (GMT)");
        assertThat(times.full(start, KOLKATA)).isEqualTo("Tue 24 Nov, 16:10, Kolkata time (IST)");
    }

    @Test
    void aTimeThatOccursTwiceCarriesItsOffset() {
        assertThat(times.time(Instant.parse("2026-10-25T00:30:00Z"), LONDON)).isEqualTo("01:30 (GMT+01:00)");
        assertThat(times.time(Instant.parse("2026-10-25T01:30:00Z"), LONDON)).isEqualTo("01:30 (GMT)");
    }

    @Test
    void todayIsTheLocationsToday() {
        Instant lateInLondon = Instant.parse("2026-11-23T19:00:00Z");

        assertThat(times.nearby(lateInLondon, LONDON)).isEqualTo("Today at 19:00");
        assertThat(times.nearby(lateInLondon, KOLKATA)).isEqualTo("Tomorrow at 00:30");
    }

    @Test
    void aDateInAnotherYearSaysWhichYear() {
        assertThat(times.dateTime(Instant.parse("2027-01-04T09:00:00Z"), LONDON))
                .isEqualTo("Mon 4 Jan 2027, 09:00");
    }
}
