package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentFigures.Counts;
import clinic.web.staff.Overview.Course;
import clinic.web.staff.Overview.Figures;
import clinic.web.staff.Period.Dates;
import clinic.web.staff.Trends.Line;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lines of the key figures tell. */
class TrendsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Counts QUIET = new Counts(4, 4, Duration.ofHours(1), 4, 0, 1, 2);
    private static final Counts BUSY = new Counts(10, 8, Duration.ofHours(6), 8, 1, 7, 3);

    @Test
    void eachFigureHasItsOwnLine() {
        Trends trends = Trends.of(List.of(part(0, QUIET, 8, 5), part(1, BUSY, 8, 9)));

        assertThat(trends.utilisation()).isEqualTo(new Line("3.0,27.0 157.0,3.0", 12.5, 75.0, 75.0));
        assertThat(trends.noShow()).isEqualTo(new Line("3.0,27.0 157.0,3.0", 0.0, 12.5, 12.5));
        assertThat(trends.waiting()).isEqualTo(new Line("3.0,27.0 157.0,3.0", 5.0, 9.0, 9.0));
        assertThat(trends.online()).isEqualTo(new Line("3.0,27.0 157.0,3.0", 25.0, 70.0, 70.0));
        assertThat(trends.late()).isEqualTo(new Line("3.0,27.0 157.0,3.0", 2.0, 3.0, 3.0));
    }

    @Test
    void aDayWithoutVisitsIsPassedOver() {
        Trends trends = Trends.of(List.of(part(0, BUSY, 8, 0), part(1, Counts.NONE, 0, 0), part(2, QUIET, 8, 0)));

        assertThat(trends.utilisation()).isEqualTo(new Line("3.0,3.0 157.0,27.0", 12.5, 75.0, 12.5));
        assertThat(trends.waiting())
                .as("the same all the time")
                .isEqualTo(new Line("3.0,15.0 80.0,15.0 157.0,15.0", 0.0, 0.0, 0.0));
    }

    @Test
    void ofOneDayThereIsNoLine() {
        assertThat(Trends.of(List.of(part(0, BUSY, 8, 0), part(1, Counts.NONE, 0, 0)))
                        .utilisation())
                .isNull();
    }

    private static Course part(int day, Counts counts, int open, int waiting) {
        LocalDate date = MONDAY.plusDays(day);
        return new Course(new Dates(date, date), new Figures(counts, Duration.ofHours(open)), waiting);
    }
}
