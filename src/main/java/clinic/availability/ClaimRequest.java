package clinic.availability;

import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a doctor's time, the patient's with it, and a room's where the type needs one.
 *
 * @param duration absent means the usual one of the type with that doctor
 * @param askedAt since when it waits for an answer where the visit does not book at once, and lapses without one; absent for
 *     what needs none
 * @param override passes hours and policy, {@link NotBookable#canBeOverridden}; for admins
 */
public record ClaimRequest(
        ClaimId claim,
        PatientId patient,
        DoctorId doctor,
        LocationId location,
        TypeId type,
        Instant start,
        @Nullable Duration duration,
        @Nullable Instant askedAt,
        boolean override) {}
