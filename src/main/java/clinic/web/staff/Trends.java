package clinic.web.staff;

import clinic.web.staff.Overview.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the key figures went over the parts of the period, each as a line; absent where fewer than two parts have a figure. */
public record Trends(
        List<Course> parts,
        @Nullable Line utilisation,
        @Nullable Line noShow,
        @Nullable Line waiting,
        @Nullable Line online,
        @Nullable Line late) {

    private static final double WIDTH = 160;
    private static final double HEIGHT = 30;
    private static final double EDGE = 3;

    /** @param points in a box of 160 by 30 */
    public record Line(String points, double least, double most, double last) {}

    static Trends of(List<Course> parts) {
        return new Trends(
                parts,
                line(parts, part -> part.figures().utilisation()),
                line(parts, part -> part.figures().counts().noShowRate()),
                line(parts, part -> (double) part.waiting()),
                line(parts, part -> part.figures().counts().onlineShare()),
                line(parts, part -> (double) part.figures().counts().cancelledLate()));
    }

    /** Parts without the figure, such as a Sunday, are passed over. */
    private static @Nullable Line line(List<Course> parts, Function<Course, @Nullable Double> figure) {
        List<@Nullable Double> values = parts.stream().map(figure).toList();
        List<Double> known = values.stream().filter(Objects::nonNull).toList();
        if (known.size() < 2) {
            return null;
        }
        double least = known.stream().reduce(Double::min).orElseThrow();
        double most = known.stream().reduce(Double::max).orElseThrow();
        var points = new ArrayList<String>();
        for (int n = 0; n < values.size(); n++) {
            Double value = values.get(n);
            if (value != null) {
                double part = most == least ? 0.5 : (value - least) / (most - least);
                double x = EDGE + (WIDTH - 2 * EDGE) * n / (values.size() - 1);
                double y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * part;
                points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
            }
        }
        return new Line(String.join(" ", points), least, most, known.getLast());
    }
}
