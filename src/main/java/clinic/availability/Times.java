package clinic.availability;

import clinic.directory.DoctorId;
import clinic.shared.TimeRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The free times of one kind of visit, to be looked at several ways within one act; not to be kept beyond it. */
public interface Times {

    /**
     * Those that begin in the range, soonest first; of doctors who are free at the same instant the one who is booked least
     * that day first.
     *
     * @param range within that of the query
     * @param limit 1 to 2000
     */
    List<Slot> starting(TimeRange range, int limit);

    /**
     * The soonest of each doctor that begins in the range; who has none is not among them.
     *
     * @param range within that of the query
     */
    Map<DoctorId, Slot> soonestOfEach(Collection<DoctorId> doctors, TimeRange range);
}
