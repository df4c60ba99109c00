package clinic.web.staff;

import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentFigures.Waiting;
import clinic.web.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column for each group of requests that have waited about as long. Coordinates in a box of 348 by 196. */
public record AgeColumns(List<Column> columns) {

    private static final int BASE = 166;
    private static final int TOP = 22;
    private static final int WIDTH = 348;
    private static final int BAR = 38;

    /**
     * @param late whether they have waited too long
     * @param from they have waited as long, absent for the youngest
     * @param to they have waited less, absent for the oldest
     */
    public record Column(
            int x,
            int y,
            int height,
            int middle,
            int count,
            boolean late,
            @Nullable Duration from,
            @Nullable Duration to) {

        public String words(Page page) {
            if (from == null || to == null) {
                return from == null
                        ? page.msg("ages.youngest", Objects.requireNonNull(to).toHours())
                        : page.msg("ages.oldest", from.toHours());
            }
            return page.msg("ages.between", from.toHours(), to.toHours());
        }
    }

    static AgeColumns of(Waiting waiting) {
        List<Duration> ages = AppointmentFigures.AGES;
        int most = waiting.byAge().stream().reduce(1, Math::max);
        int pitch = WIDTH / waiting.byAge().size();
        var columns = new ArrayList<Column>();
        for (int n = 0; n < waiting.byAge().size(); n++) {
            int count = waiting.byAge().get(n);
            int height = Math.round((float) (BASE - TOP) * count / most);
            int middle = pitch * n + pitch / 2;
            Duration from = n == 0 ? null : ages.get(n - 1);
            columns.add(new Column(
                    middle - BAR / 2,
                    BASE - height,
                    height,
                    middle,
                    count,
                    from != null && from.compareTo(AppointmentFigures.LONG_WAIT) >= 0,
                    from,
                    n == ages.size() ? null : ages.get(n)));
        }
        return new AgeColumns(columns);
    }
}
