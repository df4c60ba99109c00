package clinic.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a verifier found. */
sealed interface Verdict {

    /** In words, for whoever ran it. */
    String words();

    /**
     * Nothing speaks against the trail.
     *
     * @param until when the last checkpoint was signed; absent when there is none
     * @param since when the first entry was written that is not sealed yet; absent when all are
     */
    record Holds(
            long entries,
            long checkpoints,
            @Nullable Instant until,
            long unsealed,
            @Nullable Instant since) implements Verdict {

        @Override
        public String words() {
            String sealed = until == null
                    ? "%d entries, no checkpoint".formatted(entries)
                    : "%d entries, %d checkpoints, sealed until %s".formatted(entries, checkpoints, until);
            return unsealed == 0
                    ? sealed + ", all sealed."
                    : sealed + ", %d not yet sealed since %s.".formatted(unsealed, since);
        }
    }

    /**
     * The first thing that is not as it was sealed.
     *
     * @param words name the record
     */
    record Broken(Wrong wrong, String words) implements Verdict {}

    /** In which way it is not. */
    enum Wrong {
        CHANGED,
        REMOVED,
        REORDERED,
        SLIPPED_IN,
        MISDATED,
        /** The seals were written anew too, so that only the batch can be named. */
        BATCH,
        NOT_SIGNED,
        TAIL_GONE,
        /** The clinic has not sealed for longer than it takes. */
        NOT_SEALED,
        OTHER_HISTORY,
        UNREADABLE
    }
}
