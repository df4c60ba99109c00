package clinic.web.staff;

import java.time.LocalDate;

/** The whole days before today that figures are about. */
public enum Period {
    WEEK(7, 1),
    FOUR_WEEKS(28, 1),
    NINETY_DAYS(90, 7);

    private final int days;
    private final int step;

    Period(int days, int step) {
        this.days = days;
        this.step = step;
    }

    public int days() {
        return days;
    }

    /** How many days a column of a chart is about; the first has what is left over. */
    public int step() {
        return step;
    }

    /** As it was so many periods ago. */
    Dates before(LocalDate today, int periods) {
        LocalDate end = today.minusDays((long) days * periods);
        return new Dates(end.minusDays(days), end.minusDays(1));
    }

    /** Both dates belong to it. */
    public record Dates(LocalDate first, LocalDate last) {}
}
