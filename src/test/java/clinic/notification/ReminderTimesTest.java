package clinic.notification;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.directory.Policy;
import clinic.directory.PolicyRule;
import clinic.testing.SamplePolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("zones")
class ReminderTimesTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Policy DAY_BEFORE = SamplePolicy.policy(Map.of(PolicyRule.REMINDER_BEFORE, 0));

    @Test
    void aVisitIsRemindedOfTheDayBeforeAndTwoHoursBefore() {
        assertThat(ReminderTimes.before(Instant.parse("2026-11-24T10:40:00Z"), LONDON, SamplePolicy.policy(Map.of())))
                .containsExactly(Instant.parse("2026-11-23T10:40:00Z"), Instant.parse("2026-11-24T08:40:00Z"));
    }

    @Test
    void aDayOf23HoursIsStillADay() {
        assertThat(dayBefore("2026-03-29T09:00:00Z", LONDON)).containsExactly(Instant.parse("2026-03-28T10:00:00Z"));
    }

    @Test
    void aDayOf25HoursIsStillADay() {
        assertThat(dayBefore("2026-10-25T10:00:00Z", LONDON)).containsExactly(Instant.parse("2026-10-24T09:00:00Z"));
    }

    @Test
    void aTimeThatTheClocksSkippedTheDayBeforeIsTheNextThatThereIs() {
        assertThat(dayBefore("2026-03-30T00:30:00Z", LONDON)).containsExactly(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void aMidnightThatThereWasNotIsTheNextTimeThatThereIs() {
        assertThat(dayBefore("2026-09-07T03:15:00Z", ZoneId.of("America/Santiago")))
                .containsExactly(Instant.parse("2026-09-06T04:00:00Z"));
    }

    @Test
    void aTimeThatOccurredTwiceTheDayBeforeIsTheEarlier() {
        assertThat(dayBefore("2026-10-26T01:30:00Z", LONDON)).containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void twoRemindersAtOneMomentAreOne() {
        assertThat(ReminderTimes.before(
                        Instant.parse("2026-11-24T10:40:00Z"),
                        LONDON,
                        SamplePolicy.policy(Map.of(PolicyRule.REMINDER_BEFORE, 1440))))
                .containsExactly(Instant.parse("2026-11-23T10:40:00Z"));
    }

    @Test
    void aPolicyWithoutRemindersHasNone() {
        Policy none = SamplePolicy.policy(Map.of(PolicyRule.REMINDER_DAY_BEFORE, 0, PolicyRule.REMINDER_BEFORE, 0));

        assertThat(ReminderTimes.before(Instant.parse("2026-11-24T10:40:00Z"), LONDON, none))
                .isEmpty();
    }

    private static List<Instant> dayBefore(String start, ZoneId zone) {
        return List.copyOf(ReminderTimes.before(Instant.parse(start), zone, DAY_BEFORE));
    }
}
