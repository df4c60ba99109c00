package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.identity.Account;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit trail.
 *
 * @param names of the accounts that acted, by id
 * @param next the entry that the next page continues after; absent on the last
 * @param searched the name that was looked for among those who act; absent when none was
 * @param found who has such a name, to be picked
 */
public record AuditPage(
        AuditFilter filter,
        List<AuditTrail.Entry> entries,
        Map<UUID, String> names,
        AuditTrail.Sealing sealing,
        ZoneId zone,
        @Nullable Long next,
        @Nullable String searched,
        List<Account> found) {

    /** What entries are about, as the database calls it. */
    public static final List<String> KINDS = List.of(
            "appointment",
            "transition",
            "attention",
            "attendance",
            "confirmation",
            "told_by_hand",
            "record_access",
            "emergency_access",
            "appointment_note",
            "account",
            "authenticator",
            "recovery_code",
            "passkey",
            "provider_link",
            "data_key",
            "erasure",
            "retention",
            "purge_run",
            "patient",
            "doctor",
            "offer",
            "working_pattern",
            "working_exception",
            "absence",
            "closure",
            "location",
            "room",
            "appointment_type",
            "notification_preference",
            "policy",
            "policy_setting",
            "token_key");
}
