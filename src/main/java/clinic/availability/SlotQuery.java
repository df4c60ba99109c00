package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
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
 * @param starting the times begin in this range; at most 92 days
 * @param limit at most this many, soonest first
 */
public record SlotQuery(
        TypeId type,
        @Nullable DoctorId doctor,
        @Nullable LocationId location,
        @Nullable Duration duration,
        @Nullable PatientId patient,
        TimeRange starting,
        int limit) {}
