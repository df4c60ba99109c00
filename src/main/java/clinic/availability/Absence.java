package clinic.availability;

import clinic.directory.DoctorId;
import clinic.shared.TimeRange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which a doctor is away.
 *
 * @param reason for the doctor and admins only
 */
public record Absence(
        UUID id,
        DoctorId doctor,
        TimeRange during,
        @Nullable String reason) {}
