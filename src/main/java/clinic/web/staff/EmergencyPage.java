package clinic.web.staff;

import clinic.emergency.EmergencyAccess.Open;
import clinic.emergency.EmergencyAccess.OpenRecord;
import clinic.emergency.EmergencyAccess.Visit;
import java.time.ZoneId;
import java.util.List;

/** What a doctor sees of emergencies. */
public final class EmergencyPage {

    private EmergencyPage() {}

    /**
     * The form, and what is open already.
     *
     * @param nobody whether the reader has just looked for somebody in vain
     * @param zone on whose clock it ends
     */
    public record Door(EmergencyForm form, boolean nobody, List<Open> open, ZoneId zone) {}

    /** An open record. @param minutesLeft rounded up */
    public record Record(OpenRecord record, long minutesLeft, ZoneId zone, List<Line> visits) {}

    /** A visit, with what its parts are called. */
    public record Line(Visit visit, String doctor, String type, String location) {}
}
