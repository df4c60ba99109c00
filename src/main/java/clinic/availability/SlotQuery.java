package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.TimeRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which free times are wanted.
 *
 * @param doctor absent means any who offers the type
 * @param location absent means any
 * @param duration absent means the usual one of the type with that doctor
 * @param patient leaves out what this patient could not book: their own other visits, and their limits
 * @param moving a visit of the patient's that would move there: its own time is in nobody's way and it counts against no
 *     limit, and where it is now is not listed
 * @param part absent means at any time of the day
 * @param starting the times begin in this range; at most 92 days
 * @param limit at most this many, soonest first
 */
public record SlotQuery(
        TypeId type,
        @Nullable DoctorId doctor,
        @Nullable LocationId location,
        @Nullable Duration duration,
        @Nullable PatientId patient,
        @Nullable Moving moving,
        @Nullable PartOfDay part,
        TimeRange starting,
        int limit) {

    /** For a visit that is not in the ledger yet. */
    public SlotQuery(
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable Duration duration,
            @Nullable PatientId patient,
            TimeRange starting,
            int limit) {
        this(type, doctor, location, duration, patient, null, null, starting, limit);
    }

    /** At any time of the day. */
    public SlotQuery(
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            @Nullable Duration duration,
            @Nullable PatientId patient,
            @Nullable Moving moving,
            TimeRange starting,
            int limit) {
        this(type, doctor, location, duration, patient, moving, null, starting, limit);
    }

    /**
     * Where a visit is now. Nobody else's can begin at the same instant with the same doctor, in the same room or of the
     * same patient, so that the public, who may not see which claim is whose, can leave it out.
     */
    public record Moving(
            DoctorId doctor, LocationId location, @Nullable RoomId room, TimeRange visit) {}
}
