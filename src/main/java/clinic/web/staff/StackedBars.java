package clinic.web.staff;

import clinic.booking.Status;
import clinic.web.staff.Overview.Stretch;
import clinic.web.staff.Period.Dates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A column for each stretch of days, cut by what became of its appointments. Coordinates in a box of 760 by 252.
 *
 * @param series those that occur, in the order of the legend
 * @param bar how wide a column is
 * @param weekdays whether they fit below it
 */
public record StackedBars(List<Series> series, List<Tick> ticks, List<Column> columns, int bar, boolean weekdays) {

    private static final int BASE = 222;
    private static final int TOP = 26;
    private static final int START = 44;
    private static final int WIDTH = 716;
    private static final int WIDEST = 46;
    private static final int LABEL = 56;
    private static final int LABEL_WITH_WEEKDAY = 72;

    /** What is told apart. */
    public enum Series {
        COMPLETED("c-att", Set.of(Status.COMPLETED)),
        CONFIRMED("c-due", Set.of(Status.APPROVED)),
        REQUESTED("c-warn", Set.of(Status.PENDING)),
        MOVED("c-moved", Set.of(Status.RESCHEDULED)),
        CANCELLED("c-can", Set.of(Status.CANCELLED, Status.REJECTED)),
        NO_SHOW("c-nos", Set.of(Status.NO_SHOW));

        private final String css;
        private final Set<Status> statuses;

        Series(String css, Set<Status> statuses) {
            this.css = css;
            this.statuses = statuses;
        }

        /** Gives bar and legend their colour. */
        public String css() {
            return css;
        }

        public Set<Status> statuses() {
            return statuses;
        }

        /** How many of these appointments belong to it. */
        public int of(Stretch stretch) {
            return stretch.in(statuses);
        }
    }

    /** A line across with its number. */
    public record Tick(int y, int value) {}

    /**
     * @param middle where the labels stand
     * @param labelled whether its date fits below it
     */
    public record Column(int x, int middle, int top, int total, boolean labelled, List<Part> parts, Stretch stretch) {

        public Dates dates() {
            return stretch.dates();
        }
    }

    public record Part(Series series, int count, int y, int height) {}

    /** How many there are of a series in all. */
    public int sum(Series of) {
        return columns.stream().mapToInt(column -> of.of(column.stretch())).sum();
    }

    static StackedBars of(List<Stretch> stretches) {
        int most = stretches.stream().mapToInt(StackedBars::total).max().orElse(0);
        int step = step(most);
        int ceiling = step * 4;
        var ticks = new ArrayList<Tick>();
        for (int value = 0; value <= ceiling; value += step) {
            ticks.add(new Tick(BASE - height(value, ceiling), value));
        }
        int pitch = WIDTH / Math.max(1, stretches.size());
        int bar = Math.min(WIDEST, pitch * 3 / 4);
        int each = Math.ceilDiv(LABEL, pitch);
        var columns = new ArrayList<Column>();
        for (int n = 0; n < stretches.size(); n++) {
            int middle = START + pitch * n + pitch / 2;
            // Counted from the last, whose date is asked for most.
            boolean labelled = (stretches.size() - 1 - n) % each == 0;
            columns.add(column(stretches.get(n), middle, bar, ceiling, labelled));
        }
        List<Series> series = List.of(Series.values()).stream()
                .filter(s -> stretches.stream().anyMatch(stretch -> s.of(stretch) > 0))
                .toList();
        return new StackedBars(series, ticks, columns, bar, pitch >= LABEL_WITH_WEEKDAY);
    }

    private static Column column(Stretch stretch, int middle, int bar, int ceiling, boolean labelled) {
        var parts = new ArrayList<Part>();
        int below = 0;
        int top = BASE;
        for (Series series : Series.values()) {
            int count = series.of(stretch);
            if (count > 0) {
                int from = BASE - height(below, ceiling);
                top = BASE - height(below + count, ceiling);
                parts.add(new Part(series, count, top, Math.max(1, from - top - 1)));
                below += count;
            }
        }
        return new Column(middle - bar / 2, middle, top, below, labelled, parts, stretch);
    }

    private static int total(Stretch stretch) {
        int total = 0;
        for (Series series : Series.values()) {
            total += series.of(stretch);
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
