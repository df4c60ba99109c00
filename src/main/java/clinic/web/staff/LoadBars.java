package clinic.web.staff;

import clinic.web.staff.Overview.ByDoctor;
import java.util.ArrayList;
import java.util.List;

/** A bar for each doctor: how much of the hours is booked. Coordinates in a box 348 wide and {@code height} high. */
public record LoadBars(int height, List<Bar> bars) {

    private static final int PITCH = 28;
    private static final int FULL = 150;
    private static final int HOT = 90;

    /** @param length of the bar; the whole of the doctor's hours is 150 */
    public record Bar(int y, int length, boolean over, ByDoctor of) {}

    static LoadBars of(List<ByDoctor> doctors) {
        var bars = new ArrayList<Bar>();
        for (ByDoctor doctor : doctors) {
            Double percent = doctor.figures().utilisation();
            double part = percent == null ? 0 : Math.min(100, percent);
            bars.add(new Bar(
                    bars.size() * PITCH,
                    (int) Math.round(FULL * part / 100),
                    percent != null && percent > HOT,
                    doctor));
        }
        return new LoadBars(Math.max(1, bars.size()) * PITCH, bars);
    }
}
