package clinic.audit;

import clinic.shared.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one door to the audit trail: for admins, and for patients to what they may read of it. Entries are written and sealed elsewhere and only read here. */
public interface AuditTrail {

    /** Newest first; each part of the filter that is present narrows. */
    List<Entry> entries(Actor admin, Filter filter);

    /** @throws clinic.shared.NotFound when there is no entry of this id */
    Detail entry(Actor admin, long id);

    /**
     * How the patient's own record and choices of messages came to be what they are, newest first. Values are as they were
     * stored, so that only who has the key reads what is sealed.
     */
    List<Own> ownHistory(Actor patient);

    /** How far the trail is sealed; for admins and the system. */
    Sealing sealing(Actor adminOrSystem);

    /**
     * A change of a patient's own record or of a choice.
     *
     * @param kind patient or notification_preference
     * @param before as JSON; absent when it was new
     */
    record Own(
            Instant at,
            Actor.Role by,
            String kind,
            @Nullable String before,
            String after) {}

    /** @param position where it was sealed, counted from 0; absent while it is not */
    record Detail(Entry entry, @Nullable Long position) {}

    /**
     * @param last the checkpoint that was signed last; absent before the first
     * @param unsealedSince when the first entry was written that is not sealed yet; absent when all are
     */
    record Sealing(@Nullable Signed last, @Nullable Instant unsealedSince) {

        private static final Duration WORTH_A_LOOK = Duration.ofMinutes(2);

        /** Whether an entry has waited longer than it ever should. */
        public boolean isLate(Instant now) {
            return unsealedSince != null && Duration.between(unsealedSince, now).compareTo(WORTH_A_LOOK) > 0;
        }
    }

    /**
     * A signed checkpoint.
     *
     * @param size how many entries it vouches for
     * @param note in C2SP's format, to be kept outside; nobody's name is in it
     */
    record Signed(long size, Instant at, String note) {}

    /**
     * @param before the id of the last entry of the page before
     * @param limit 1 to 500
     */
    record Filter(
            @Nullable String kind,
            @Nullable String record,
            @Nullable UUID actor,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long before,
            int limit) {}

    /**
     * @param before the record as JSON, personal values masked; absent for an insert
     * @param after likewise; absent for a delete
     */
    record Entry(
            long id,
            Instant at,
            UUID actorId,
            String actorRole,
            String action,
            String kind,
            String record,
            @Nullable String before,
            @Nullable String after,
            @Nullable UUID request) {}
}
