package clinic.directory;

import clinic.identity.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A treating person.
 *
 * @param account absent until an invitation was accepted, or for a doctor who never signs in
 */
public record Doctor(
        DoctorId id,
        String name,
        List<String> specialties,
        @Nullable AccountId account) {}
