package clinic.web.staff;

import java.util.ArrayList;
import java.util.List;

/** A bar for each doctor: how much of today's hours is taken. Coordinates in a box 348 wide and {@code height} high. */
public record LoadBars(int height, List<Bar> bars) {

    private static final int PITCH = 28;
    private static final int FULL = 150;

    /** @param length of the bar; the whole of the doctor's hours is 150 */
    public record Bar(int y, int length, boolean over, Overview.Load load) {}

    static LoadBars of(List<Overview.Load> loads) {
        var bars = new ArrayList<Bar>();
        for (Overview.Load load : loads) {
            Integer percent = load.percent();
            int part = percent == null ? 0 : Math.min(100, percent);
            bars.add(new Bar(bars.size() * PITCH, FULL * part / 100, percent != null && percent > 90, load));
        }
        return new LoadBars(Math.max(1, bars.size()) * PITCH, bars);
    }
}
