package clinic.web.staff;

import clinic.audit.AuditTrail;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which entries of the audit trail an admin looks for. In an address it carries ids, words of ours and dates only.
 *
 * @param record the id of what the entries are about
 * @param actor the account that acted
 * @param from the first day, on the clock the page goes by
 * @param to the last day
 */
public record AuditFilter(
        @Nullable String kind,
        @Nullable String record,
        @Nullable UUID actor,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** The same of one who acted; of anybody without an id. */
    public AuditFilter by(@Nullable UUID account) {
        return new AuditFilter(kind, record, account, from, to);
    }

    /** The same of one record, of whatever kind. */
    public AuditFilter of(String oneRecord) {
        return new AuditFilter(null, oneRecord, actor, from, to);
    }

    AuditTrail.Filter filter(ZoneId zone, @Nullable Long before, int limit) {
        return new AuditTrail.Filter(
                Typed.text(kind),
                Typed.text(record),
                actor,
                start(from, zone),
                start(to == null ? null : to.plusDays(1), zone),
                before,
                limit);
    }

    private static @Nullable Instant start(@Nullable LocalDate date, ZoneId zone) {
        return date == null ? null : date.atStartOfDay(zone).toInstant();
    }

    /** The address of the list under this filter, on the page after this entry. */
    public String address(@Nullable Long before) {
        return address("/admin/audit", "before", before);
    }

    /** The address where all that the filter finds is fetched, in this form. */
    public String download(String form) {
        return address("/admin/audit/export", "form", form);
    }

    private String address(String path, String more, @Nullable Object value) {
        var address = UriComponentsBuilder.fromPath(path);
        add(address, "kind", Typed.text(kind));
        add(address, "record", Typed.text(record));
        add(address, "actor", actor);
        add(address, "from", from);
        add(address, "to", to);
        add(address, more, value);
        return address.build().encode().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }
}
