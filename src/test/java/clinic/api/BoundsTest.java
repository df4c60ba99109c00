package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What dates and instants in a query mean. */
class BoundsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId HAVANA = ZoneId.of("America/Havana");

    @Test
    void aDateIsTheWholeDayOnTheLocationsClock() {
        TimeRange day = Bounds.range(When.parse("2026-12-01"), When.parse("2026-12-01"), List.of(AUCKLAND));

        assertThat(day.start()).isEqualTo("2026-11-30T11:00:00Z");
        assertThat(day.end()).isEqualTo("2026-12-01T11:00:00Z");
    }

    @Test
    void aDayOnWhichClocksGoBackHasItsTwentyFiveHours() {
        TimeRange day = Bounds.range(When.parse("2026-10-25"), When.parse("2026-10-25"), List.of(BERLIN));

        assertThat(day.length()).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void aDateWithoutAMidnightBeginsWithItsFirstMoment() {
        TimeRange day = Bounds.range(When.parse("2026-03-08"), When.parse("2026-03-08"), List.of(HAVANA));

        assertThat(day.start()).isEqualTo("2026-03-08T05:00:00Z");
        assertThat(day.length()).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void aDateIsRefusedWhereItMeansSeveralStretches() {
        assertThatThrownBy(() ->
                        Bounds.range(When.parse("2026-12-01"), When.parse("2026-12-01"), List.of(BERLIN, AUCKLAND)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.field()).isEqualTo("from");
                                    assertThat(problem.code()).isEqualTo("OFFSET_REQUIRED");
                                }));
    }

    @Test
    void anInstantNeedsNoClock() {
        TimeRange range = Bounds.range(
                When.parse("2026-12-01T09:00:00+01:00"),
                When.parse("2026-12-01T10:00:00+01:00"),
                List.of(BERLIN, AUCKLAND));

        assertThat(range).isEqualTo(TimeRange.starting(Instant.parse("2026-12-01T08:00:00Z"), Duration.ofHours(1)));
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        assertThatThrownBy(() -> Bounds.range(When.parse("2026-12-02"), When.parse("2026-12-01"), List.of(BERLIN)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Invalid.Problem::field)
                                .containsExactly("to"));
    }

    @Test
    void theWidestStretchOfADateCoversItOnEveryClock() {
        assertThat(Bounds.earliest(When.parse("2026-12-01"), List.of(BERLIN, AUCKLAND)))
                .isEqualTo("2026-11-30T11:00:00Z");
        assertThat(Bounds.latest(When.parse("2026-12-01"), List.of(BERLIN, AUCKLAND)))
                .isEqualTo("2026-12-01T23:00:00Z");
        assertThat(Bounds.earliest(null, List.of(BERLIN))).isNull();
    }
}
