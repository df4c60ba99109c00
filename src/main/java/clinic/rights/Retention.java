package clinic.rights;

import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For how long the clinic keeps what, and what would go if it were cleared away now. The audit trail itself stays, because a
 * trail from which something can be taken vouches for nothing; what it holds of persons is unreadable without their keys.
 */
public interface Retention {

    /** Each kind with its period and what is due; for admins. Nothing is changed by asking. */
    List<Held> held(Actor admin);

    /**
     * Sets periods, in months.
     *
     * @throws clinic.shared.Invalid (OUT_OF_RANGE) for one below or above what the kind allows; fields are the kinds' names
     */
    List<Held> change(Actor admin, Map<Kind, Integer> months);

    /**
     * Takes away all that is due now, in batches that are each whole; what an interruption leaves goes the next time. The
     * clock does it every day.
     *
     * @return how much of each kind went
     */
    Map<Kind, Integer> purge(Actor admin);

    /**
     * What is kept for a while only.
     *
     * <p>The first two are bound by the law: § 630f (3) BGB has records of treatment kept for ten years after it ended, so that
     * neither is less than 120 months. Where another law holds, property {@code clinic.retention.least-medical-months} sets
     * another least, of a year or more. The log of reads is kept until claims have lapsed (§§ 195, 199 BGB), the others as long as the clinic's work needs them.
     */
    enum Kind {
        /** What is kept of visits that took place, of somebody who was erased; counted from the last one. */
        MEDICAL_RECORDS(120, 12, 360),
        /** Everything of a patient who has not been seen; counted from the last visit. Never less than the law's period. */
        IDLE_RECORDS(120, 12, 360),
        /** Accounts whose address nobody has proved. */
        UNUSED_ACCOUNTS(1, 1, 12),
        /** What people were told of visits that are over. */
        MESSAGES(12, 1, 120),
        /** Who opened whose record. */
        READS(36, 12, 120),
        /** By which a request that is repeated is known. */
        REPEATED_REQUESTS(1, 1, 12);

        private final int usual;
        private final int least;
        private final int most;

        Kind(int usual, int least, int most) {
            this.usual = usual;
            this.least = least;
            this.most = most;
        }

        /** In months, where nobody has set another. */
        public int usual() {
            return usual;
        }

        int least() {
            return least;
        }

        int most() {
            return most;
        }
    }

    /**
     * @param months for how long it is kept
     * @param least for how long it has to be kept, and {@code most}, for how long it may
     * @param due how many are older
     * @param oldest since when the oldest of them is kept
     */
    record Held(
            Kind kind,
            int months,
            int least,
            int most,
            int due,
            @Nullable Instant oldest) {}
}
