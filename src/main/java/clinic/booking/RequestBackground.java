package clinic.booking;

import clinic.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What staff weigh a request by, besides its own time: of the patient's other visits no more than when they are.
 *
 * @param asked when it was made, or last moved
 * @param firstVisit whether the patient has had no visit at this clinic so far, with whomever
 * @param unmetBefore how many earlier requests of the patient to this doctor were declined or lapsed
 * @param nearby the patient's next other visit within {@link #NEARBY} before or after it, with whomever; absent when none
 */
public record RequestBackground(
        Instant asked,
        boolean firstVisit,
        int unmetBefore,
        @Nullable TimeRange nearby) {

    /** Two visits of one patient that are no further apart may be one journey, or too much of one. */
    public static final Duration NEARBY = Duration.ofHours(1);
}
