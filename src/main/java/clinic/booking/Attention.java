package clinic.booking;

import clinic.availability.VisitsAffected.Cause;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a change of hours or offers left a visit outside, and whether somebody has decided that it stays; for staff.
 *
 * @param causes what still speaks against the visit; never empty
 * @param since when it was left outside, or again after it had been kept
 * @param kept absent as long as the visit needs somebody's attention
 * @param keepable whether this actor may decide that it stays
 */
public record Attention(
        Set<Cause> causes, Instant since, @Nullable Kept kept, boolean keepable) {

    /** An admin's decision that a visit stays where it is. @param byId the account that decided */
    public record Kept(Instant at, UUID byId, String reason) {}
}
