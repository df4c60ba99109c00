package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.OpenTime;
import clinic.availability.OpenTime.Part;
import clinic.booking.AppointmentFigures.Busy;
import clinic.shared.TimeRange;
import clinic.web.staff.FullHours.Cell;
import clinic.web.staff.FullHours.Row;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How open time and visits fall into the hours of the week. */
class FullHoursTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Test
    void hoursFromHalfPastAreCutAtTheHour() {
        FullHours full = FullHours.of(
                List.of(busy(DayOfWeek.MONDAY, 9, 45)), open(LONDON, "2026-11-23T08:30:00Z", "2026-11-23T10:15:00Z"));

        assertThat(full.hours()).containsExactly(8, 9, 10);
        assertThat(full.rows()).extracting(Row::day).containsExactly(DayOfWeek.MONDAY);
        assertThat(full.rows().getFirst().cells())
                .extracting(Cell::open)
                .containsExactly(Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(15));
        assertThat(full.rows().getFirst().cells()).extracting(Cell::percent).containsExactly(0, 75, 0);
    }

    @Test
    void anHourThatTheClockRepeatsIsOpenTwice() {
        FullHours full = FullHours.of(List.of(), open(LONDON, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"));

        assertThat(full.rows().getFirst().cells())
                .as("from midnight to three, with one o'clock twice")
                .extracting(Cell::open)
                .containsExactly(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(1));
    }

    @Test
    void whereNobodyCanBeSeenNothingIsFull() {
        FullHours full = FullHours.of(
                List.of(busy(DayOfWeek.MONDAY, 9, 20), busy(DayOfWeek.SUNDAY, 9, 20)),
                List.of(new OpenTime(List.of(
                        part(LONDON, "2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"),
                        part(LONDON, "2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z")))));

        assertThat(full.rows()).as("a visit on a free Sunday").hasSize(1);
        assertThat(full.rows().getFirst().cells())
                .as("a visit in the break")
                .extracting(Cell::percent)
                .containsExactly(0, null, 0);
    }

    @Test
    void aColourChangesWhereItsStepBegins() {
        assertThat(List.of(level(24), level(25), level(49), level(50), level(70), level(85), level(94), level(95)))
                .containsExactly(0, 1, 1, 2, 3, 4, 4, 5);
        assertThat(level(120)).as("with visits outside the hours").isEqualTo(5);
    }

    private static int level(int minutesOfHundred) {
        return new Cell(DayOfWeek.MONDAY, 9, Duration.ofMinutes(minutesOfHundred), Duration.ofMinutes(100)).level();
    }

    private static Busy busy(DayOfWeek day, int hour, int minutes) {
        return new Busy(day, hour, Duration.ofMinutes(minutes));
    }

    private static List<OpenTime> open(ZoneId zone, String from, String to) {
        return List.of(new OpenTime(List.of(part(zone, from, to))));
    }

    private static Part part(ZoneId zone, String from, String to) {
        return new Part(zone, new TimeRange(Instant.parse(from), Instant.parse(to)));
    }
}
