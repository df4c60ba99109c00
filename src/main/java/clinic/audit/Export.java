package clinic.audit;

import clinic.platform.Sql;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the whole trail as one moment has it, line by line: neither side holds more than a page of it at once. */
final class Export {

    private static final int AT_ONCE = 500;
    private static final String ENTRY =
            "e.id, e.era, e.xid::text as xid, e.at, e.actor_id, e.actor_role, e.request_id, e.action, e.kind, e.record_id,"
                    + " e.before::text as before, e.after::text as after";

    private Export() {}

    /**
     * @param admin a transaction that sees one moment, as an admin
     * @param progress told the number of entries from time to time
     */
    static long write(Connection admin, Writer to, LongConsumer progress) throws SQLException, IOException {
        long entries = 0;
        try (Statement sealedBy = cursor(admin);
                Statement checkpointsBy = cursor(admin);
                ResultSet sealed = sealedBy.executeQuery("select s.position, s.entry_id, s.salt, s.leaf, " + ENTRY
                        + " from audit_seal s left join audit_entry e on e.id = s.entry_id order by s.position");
                ResultSet checkpoints =
                        checkpointsBy.executeQuery("select size, note from audit_checkpoint order by size")) {
            boolean another = checkpoints.next();
            while (sealed.next()) {
                long position = sealed.getLong("position");
                for (; another && checkpoints.getLong("size") <= position; another = checkpoints.next()) {
                    put(to, new Exported.Signed(checkpoints.getString("note")));
                }
                put(
                        to,
                        new Exported.Sealed(
                                position,
                                sealed.getLong("entry_id"),
                                sealed.getBytes("salt"),
                                sealed.getBytes("leaf"),
                                sealed.getObject("id") == null ? null : entry(sealed)));
                told(progress, ++entries);
            }
            for (; another; another = checkpoints.next()) {
                put(to, new Exported.Signed(checkpoints.getString("note")));
            }
        }
        try (Statement unsealedBy = cursor(admin);
                ResultSet unsealed = unsealedBy.executeQuery("select " + ENTRY
                        + " from audit_entry e where not exists (select from audit_seal s where s.entry_id = e.id)"
                        + " order by e.era, e.xid, e.id")) {
            while (unsealed.next()) {
                put(to, new Exported.Unsealed(entry(unsealed)));
                told(progress, ++entries);
            }
        }
        put(to, new Exported.End(now(admin)));
        return entries;
    }

    /** By the clock that dates the entries. */
    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet now = statement.executeQuery("select clock_timestamp() as now")) {
            now.next();
            return Sql.instant(now, "now");
        }
    }

    private static Statement cursor(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(AT_ONCE);
        return statement;
    }

    private static void told(LongConsumer progress, long entries) {
        if (entries % 10_000 == 0) {
            progress.accept(entries);
        }
    }

    private static void put(Writer to, Exported line) throws IOException {
        to.write(line.line());
        to.write('\n');
    }

    private static Leaf.Fields entry(ResultSet row) throws SQLException {
        return new Leaf.Fields(
                row.getLong("id"),
                row.getInt("era"),
                Long.parseUnsignedLong(row.getString("xid")),
                Sql.instant(row, "at"),
                row.getString("actor_id"),
                row.getString("actor_role"),
                textOrNull(row, "request_id"),
                row.getString("action"),
                row.getString("kind"),
                row.getString("record_id"),
                textOrNull(row, "before"),
                textOrNull(row, "after"));
    }

    private static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
