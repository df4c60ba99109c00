package clinic.web.staff;

import clinic.booking.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A column for each day, cut by what became of its appointments. Coordinates in a box of 760 by 250.
 *
 * @param series those that occur, in the order of the legend
 */
public record StackedBars(List<Series> series, List<Tick> ticks, List<Column> columns) {

    private static final int BASE = 222;
    private static final int TOP = 26;
    private static final int LEFT = 44;
    private static final int WIDTH = 716;
    private static final int BAR = 46;

    /** What is told apart. */
    public enum Series {
        CONFIRMED("c-att", "var(--confirmed-bar)", Status.APPROVED),
        REQUESTED("c-warn", "var(--pending-bar)", Status.PENDING),
        MOVED("c-moved", "var(--visit-bar)", Status.RESCHEDULED),
        COMPLETED("c-done", "var(--info-bar)", Status.COMPLETED),
        CANCELLED("c-can", "var(--done-bar)", Status.CANCELLED, Status.REJECTED),
        NO_SHOW("c-nos", "var(--noshow-bar)", Status.NO_SHOW);

        private final String css;
        private final String colour;
        private final List<Status> statuses;

        Series(String css, String colour, Status... statuses) {
            this.css = css;
            this.colour = colour;
            this.statuses = List.of(statuses);
        }

        public String css() {
            return css;
        }

        public String colour() {
            return colour;
        }

        /** How many of the day's appointments belong to it. */
        public int of(Overview.Day day) {
            return day.in(statuses.toArray(Status[]::new));
        }
    }

    /** A line across with its number. */
    public record Tick(int y, int value) {}

    /** @param middle where the labels stand */
    public record Column(LocalDate date, int x, int middle, int top, int total, List<Part> parts, Overview.Day day) {}

    public record Part(Series series, int count, int y, int height) {}

    static StackedBars of(List<Overview.Day> days) {
        int most = days.stream().mapToInt(StackedBars::total).max().orElse(0);
        int step = step(most);
        int ceiling = step * 4;
        var ticks = new ArrayList<Tick>();
        for (int value = 0; value <= ceiling; value += step) {
            ticks.add(new Tick(BASE - height(value, ceiling), value));
        }
        var columns = new ArrayList<Column>();
        int pitch = WIDTH / Math.max(1, days.size());
        for (int n = 0; n < days.size(); n++) {
            int middle = LEFT + pitch * n + pitch / 2;
            columns.add(column(days.get(n), middle, ceiling));
        }
        List<Series> series = List.of(Series.values()).stream()
                .filter(s -> days.stream().anyMatch(d -> s.of(d) > 0))
                .toList();
        return new StackedBars(series, ticks, columns);
    }

    private static Column column(Overview.Day day, int middle, int ceiling) {
        var parts = new ArrayList<Part>();
        int below = 0;
        int top = BASE;
        for (Series series : Series.values()) {
            int count = series.of(day);
            if (count > 0) {
                int from = BASE - height(below, ceiling);
                top = BASE - height(below + count, ceiling);
                parts.add(new Part(series, count, top, Math.max(1, from - top - 1)));
                below += count;
            }
        }
        return new Column(day.date(), middle - BAR / 2, middle, top, below, parts, day);
    }

    private static int total(Overview.Day day) {
        int total = 0;
        for (Series series : Series.values()) {
            total += series.of(day);
        }
        return total;
    }

    private static int height(int value, int ceiling) {
        return Math.round((float) (BASE - TOP) * value / ceiling);
    }

    /** The smallest round step whose fourfold reaches this high. */
    private static int step(int most) {
        for (int size = 1; ; size *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (size * factor * 4 >= most) {
                    return size * factor;
                }
            }
        }
    }
}
