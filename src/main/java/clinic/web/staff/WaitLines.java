package clinic.web.staff;

import clinic.web.staff.Overview.ByType;
import java.util.ArrayList;
import java.util.List;

/** A line for each kind of visit, as long as the days until it can be had. Coordinates in a box 348 wide. */
public record WaitLines(int height, List<Line> lines) {

    private static final int PITCH = 28;
    private static final int FULL = 130;
    private static final double SHORTEST_SCALE = 7;

    /** @param length in a box where the slowest is 130, or a week is */
    public record Line(int y, int length, ByType of) {}

    static WaitLines of(List<ByType> types) {
        double slowest = types.stream()
                .mapToDouble(of -> of.days() == null ? 0 : of.days())
                .reduce(SHORTEST_SCALE, Math::max);
        var lines = new ArrayList<Line>();
        for (ByType type : types) {
            Double days = type.days();
            lines.add(new Line(lines.size() * PITCH, days == null ? 0 : (int) Math.round(FULL * days / slowest), type));
        }
        return new WaitLines(Math.max(1, lines.size()) * PITCH, lines);
    }
}
