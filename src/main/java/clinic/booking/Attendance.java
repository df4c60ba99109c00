package clinic.booking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That the patient is there: facts about an appointment that stands, beside its state.
 *
 * @param visit that the visit has begun; absent while the patient waits
 */
public record Attendance(Noted arrival, @Nullable Noted visit) {

    /** @param byId the account that noted it */
    public record Noted(Instant at, UUID byId) {}
}
