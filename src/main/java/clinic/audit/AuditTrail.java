package clinic.audit;

import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one door to the audit trail, for admins. Entries are written by the database and only read here. */
public interface AuditTrail {

    /** Newest first; each part of the filter that is present narrows. */
    List<Entry> entries(Actor admin, Filter filter);

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
