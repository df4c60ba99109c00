package clinic.availability;

import clinic.directory.RoomId;
import clinic.shared.Refusal;
import clinic.shared.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Either the time is the owner's, or there is a reason why not. */
public sealed interface ClaimOutcome {

    /**
     * @param room the room that was claimed with it, where the type needs one
     * @param instant whether this visit books at once with this doctor, or waits for approval
     * @param lapsesAt when a claim that asks is over by itself; absent when it holds for good
     */
    record Claimed(
            TimeRange during,
            ZoneId zone,
            @Nullable RoomId room,
            boolean instant,
            @Nullable Instant lapsesAt) implements ClaimOutcome {}

    record Refused(NotBookable reason) implements ClaimOutcome, Refusal {}
}
