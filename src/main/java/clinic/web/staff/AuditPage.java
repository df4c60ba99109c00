package clinic.web.staff;

import clinic.audit.AuditTrail;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of the audit trail.
 *
 * @param names of the accounts that acted, by id
 * @param next the entry that the next page continues after; absent on the last
 */
public record AuditPage(
        @Nullable String kind,
        @Nullable String record,
        @Nullable UUID actor,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<AuditTrail.Entry> entries,
        Map<UUID, String> names,
        ZoneId zone,
        @Nullable Long next) {

    /** What entries are about, as the database calls it. */
    public static final List<String> KINDS = List.of(
            "appointment",
            "transition",
            "attention",
            "attendance",
            "confirmation",
            "told_by_hand",
            "appointment_note",
            "account",
            "authenticator",
            "recovery_code",
            "passkey",
            "data_key",
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
            "policy_setting");

    /** The address of the page after this one. */
    public String nextAddress() {
        var address = UriComponentsBuilder.fromPath("/admin/audit");
        add(address, "kind", kind);
        add(address, "record", record);
        add(address, "actor", actor);
        add(address, "from", from);
        add(address, "to", to);
        add(address, "before", next);
        return address.build().encode().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }
}
