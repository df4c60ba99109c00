package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a time to be held.
 *
 * @param patient for admins, who must name one; a patient holds for himself
 * @param duration absent means the usual one of the type with that doctor
 */
public record HoldRequest(
        @Nullable PatientId patient,
        DoctorId doctor,
        LocationId location,
        TypeId type,
        Instant start,
        @Nullable Duration duration) {}
