package clinic.platform;

import clinic.shared.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kind of what is kept for a while only. Each module says of its own what has become too old, and takes it away; for how
 * long it is kept, the clinic says. Called inside acts of the system.
 */
public interface Retained {

    /** By which name the clinic sets for how long it is kept. */
    String kind();

    /** What would go now: told by the very condition by which it goes. */
    Due due(Instant now, Instant before);

    /**
     * Takes away the oldest that are due.
     *
     * @param before what is older is due
     * @return how many went; less than {@code atMost} when no more are due
     */
    int takeAway(Actor system, Instant now, Instant before, int atMost);

    /** @param oldest since when the oldest is kept; absent when none is due */
    record Due(int count, @Nullable Instant oldest) {}
}
