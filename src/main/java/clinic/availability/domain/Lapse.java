package clinic.availability.domain;

import java.time.Instant;

/**
 * That a claim is over by itself, and when.
 *
 * @param of what it is that lapses
 */
public record Lapse(Kind of, Instant at) {

    /** Both stand in nobody's way any more, from that instant on. */
    public enum Kind {
        /** Cleared away by whoever wants the time next. */
        HOLD,
        /** Ended by whoever owns the claim, who is told when the time is wanted. */
        REQUEST
    }
}
