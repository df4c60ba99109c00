package clinic.web;

import clinic.availability.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long a picked time is kept, above what is confirmed.
 *
 * @param id of the hold; absent when nothing is held (any more), which takes nothing away: confirming still tries
 * @param time what was picked, as a button sends it
 * @param seconds until it ends
 * @param extendable whether it can be kept longer
 */
public record HoldBar(@Nullable UUID id, String time, long seconds, boolean extendable) {

    static HoldBar of(Hold hold, PickedTime picked, Instant now) {
        return new HoldBar(
                hold.id().value(),
                picked.toString(),
                Duration.between(now, hold.expiresAt()).toSeconds(),
                !hold.isExtended());
    }

    static HoldBar none(PickedTime picked) {
        return new HoldBar(null, picked.toString(), 0, false);
    }

    /** Begun minutes. */
    public long minutes() {
        return Math.ceilDiv(seconds, 60);
    }
}
