package clinic.availability.domain;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Policy;
import clinic.directory.RoomId;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the rule book needs to know to judge wishes within a stretch of time, read once.
 *
 * @param patient absent when nobody in particular asks
 */
public record Facts(
        Instant now,
        Map<LocationId, Place> places,
        Map<DoctorId, DoctorFacts> doctors,
        @Nullable PatientFacts patient) {

    /** A place that is known to be among the facts. */
    public Place place(LocationId id) {
        return Objects.requireNonNull(places.get(id));
    }

    /** A doctor who is known to be among the facts. */
    public DoctorFacts doctor(DoctorId id) {
        return Objects.requireNonNull(doctors.get(id));
    }

    /**
     * @param closed when this location is shut, the whole clinic's closures included
     * @param rooms in the order in which they are given out
     */
    public record Place(LocationId id, ZoneId zone, Spans closed, List<RoomFacts> rooms) {}

    public record RoomFacts(RoomId id, Spans taken) {}

    /**
     * @param terms by location; a location without terms is one where the doctor does not give the type
     * @param policy as it holds for the type with this doctor
     * @param shifts at all locations
     * @param visits when and where this doctor sees somebody
     * @param buffers what lies around the visits; buffers may overlap each other, never a visit
     */
    public record DoctorFacts(
            Map<LocationId, Terms> terms,
            Policy policy,
            List<Shift> shifts,
            Spans absent,
            List<Visit> visits,
            Spans buffers) {}

    /** Somebody is seen, whoever it is. */
    public record Visit(LocationId location, TimeRange during) {}

    /**
     * @param visits the patient's own within the stretch, with any doctor, and those of the days it begins and ends on
     * @param open how many of all the patient's visits still lie ahead
     * @param blocked whether an admin keeps the patient from booking
     */
    public record PatientFacts(List<TimeRange> visits, int open, boolean blocked) {}
}
