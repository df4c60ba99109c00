package clinic.audit;

import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the triggers wrote; nothing here writes. */
@Component
class StoredAuditTrail implements AuditTrail {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Transactions transactions;
    private final JdbcClient jdbc;

    StoredAuditTrail(Transactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public List<Entry> entries(Actor admin, Filter filter) {
        new Invalid.Check().number("limit", filter.limit(), 1, 500).done();
        return transactions.as(
                admin,
                () -> jdbc.sql("""
                        select id, at, actor_id, actor_role, action, kind, record_id, before, after, request_id
                        from audit_entry
                        where (cast(:kind as text) is null or kind = :kind)
                          and (cast(:record as text) is null or record_id = :record)
                          and (cast(:actor as uuid) is null or actor_id = :actor)
                          and (cast(:from as timestamptz) is null or at >= :from)
                          and (cast(:to as timestamptz) is null or at < :to)
                          and (cast(:before as bigint) is null or id < :before)
                        order by id desc
                        limit :limit
                        """)
                        .param("kind", filter.kind())
                        .param("record", filter.record())
                        .param("actor", filter.actor())
                        .param("from", storable(filter.from()))
                        .param("to", storable(filter.to()))
                        .param("before", filter.before())
                        .param("limit", filter.limit())
                        .query(StoredAuditTrail::entry)
                        .list());
    }

    @Override
    public Detail entry(Actor admin, long id) {
        return transactions.as(
                admin,
                () -> jdbc.sql("""
                        select e.id, e.at, e.actor_id, e.actor_role, e.action, e.kind, e.record_id, e.before, e.after,
                          e.request_id, s.position
                        from audit_entry e left join audit_seal s on s.entry_id = e.id
                        where e.id = :id
                        """)
                        .param("id", id)
                        .query((row, n) -> new Detail(entry(row, n), row.getObject("position", Long.class)))
                        .optional()
                        .orElseThrow(() -> new NotFound("entry")));
    }

    @Override
    public List<Own> ownHistory(Actor patient) {
        return transactions.as(
                patient,
                () -> jdbc.sql("select at, actor_role, kind, before, after from own_history()")
                        .query((row, n) -> new Own(
                                Sql.instant(row, "at"),
                                Actor.Role.valueOf(row.getString("actor_role").toUpperCase(Locale.ROOT)),
                                row.getString("kind"),
                                row.getString("before"),
                                row.getString("after")))
                        .list());
    }

    @Override
    public Sealing sealing(Actor adminOrSystem) {
        return transactions.as(
                adminOrSystem,
                () -> jdbc.sql("""
                        select size, at, note, audit_unsealed_since() as since
                        from (values (1)) always
                        left join (select size, at, note from audit_checkpoint order by size desc limit 1) last on true
                        """).query(StoredAuditTrail::sealing).single());
    }

    private static Sealing sealing(ResultSet row, int number) throws SQLException {
        return new Sealing(row.getString("note") == null ? null : signed(row, number), Sql.instantOrNull(row, "since"));
    }

    static Signed signed(ResultSet row, int number) throws SQLException {
        return new Signed(row.getLong("size"), Sql.instant(row, "at"), row.getString("note"));
    }

    /** A filter may name a time that no entry can have. */
    private static @Nullable OffsetDateTime storable(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        Instant within = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
        return Sql.at(within);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        String before = row.getString("before");
        return new Entry(
                row.getLong("id"),
                Sql.instant(row, "at"),
                Sql.id(row, "actor_id"),
                row.getString("actor_role"),
                row.getString("action"),
                row.getString("kind"),
                row.getString("record_id"),
                Masks.before(before),
                Masks.after(before, row.getString("after")),
                Sql.id(row, "request_id"));
    }
}
