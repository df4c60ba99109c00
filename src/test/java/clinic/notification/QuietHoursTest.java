package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.platform.CannotStart;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When no telephone is to ring, on whose clock, and when a reminder goes that is due then. */
class QuietHoursTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T20:59:59Z,",
        "2026-11-23T21:00:00Z, 2026-11-24T08:00:00Z",
        "2026-11-24T00:00:00Z, 2026-11-24T08:00:00Z",
        "2026-11-24T07:59:59Z, 2026-11-24T08:00:00Z",
        "2026-11-24T08:00:00Z,"
    })
    void aNightIsQuietFromTheEveningToTheMorning(Instant moment, Instant until) {
        assertThat(night.until(moment, LONDON).orElse(null)).isEqualTo(until);
    }

    @Test
    void theClockIsThatOfThePlace() {
        Instant noonInLondon = Instant.parse("2026-11-23T12:00:00Z");

        assertThat(night.until(noonInLondon, LONDON)).isEmpty();
        assertThat(night.until(noonInLondon, ZoneId.of("Pacific/Auckland")))
                .hasValue(Instant.parse("2026-11-23T19:00:00Z"));
    }

    @Test
    void quietHoursMayLieWithinADay() {
        QuietHours siesta = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0));

        assertThat(siesta.until(Instant.parse("2026-11-23T14:00:00Z"), LONDON))
                .hasValue(Instant.parse("2026-11-23T15:00:00Z"));
        assertThat(siesta.until(Instant.parse("2026-11-23T15:00:00Z"), LONDON)).isEmpty();
    }

    @Test
    void fromAndToTheSameMeansNever() {
        QuietHours never = new QuietHours(LocalTime.NOON, LocalTime.NOON);

        assertThat(never.until(Instant.parse("2026-11-23T12:00:00Z"), LONDON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // an hour is skipped on 29 March, and one is repeated on 25 October
        "2026-03-28T22:00:00Z, 2026-03-29T07:00:00Z",
        "2026-10-24T21:30:00Z, 2026-10-25T08:00:00Z"
    })
    void aNightInWhichTheClockChangesEndsAtEightAllTheSame(Instant moment, Instant until) {
        assertThat(night.until(moment, LONDON)).hasValue(until);
    }

    @ParameterizedTest
    @CsvSource({
        // 01:30 occurs twice: quiet from the first on, and until the last
        "01:30, 05:00, 2026-10-25T00:29:00Z, false",
        "01:30, 05:00, 2026-10-25T00:30:00Z, true",
        "01:30, 05:00, 2026-10-25T01:10:00Z, true",
        "21:00, 01:30, 2026-10-25T01:29:00Z, true",
        "21:00, 01:30, 2026-10-25T01:30:00Z, false",
        // 01:30 is skipped: it is quiet an hour less, and never for ever
        "21:00, 01:30, 2026-03-29T01:29:00Z, true",
        "21:00, 01:30, 2026-03-29T01:30:00Z, false"
    })
    void anEdgeThatTheClockRepeatsOrSkipsIsOne(LocalTime from, LocalTime to, Instant moment, boolean quiet) {
        assertThat(new QuietHours(from, to).until(moment, LONDON).isPresent()).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        // in the day: at its moment
        "2026-11-24T10:40:00Z, 2026-11-24T12:40:00Z, 2026-11-24T10:40:00Z",
        // at night, and the visit begins after it: in the morning
        "2026-11-24T06:30:00Z, 2026-11-24T08:30:00Z, 2026-11-24T08:00:00Z",
        // at night, and the visit begins before it ends, or as it ends: the evening before
        "2026-11-24T06:00:00Z, 2026-11-24T08:00:00Z, 2026-11-23T20:30:00Z",
        "2026-11-24T05:30:00Z, 2026-11-24T07:30:00Z, 2026-11-23T20:30:00Z"
    })
    void aReminderGoesWhenItIsNotQuiet(Instant due, Instant start, Instant goes) {
        assertThat(night.toRemind(due, start, LONDON)).isEqualTo(goes);
    }

    @ParameterizedTest
    @CsvSource({"9pm, 08:00, quiet-from", "21:00, 24:30, quiet-to", "'', 08:00, quiet-from", "21, 08:00, quiet-from"})
    void hoursThatAreNoneStopTheStart(String from, String to, String property) {
        assertThatThrownBy(() -> new QuietHours(from, to, null))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("clinic.sms." + property);
    }
}
