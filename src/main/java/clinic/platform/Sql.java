package clinic.platform;

import clinic.shared.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** How values cross into SQL and back, in one place: instants as timestamptz, ids as uuid arrays, tables as they were. */
public final class Sql {

    private Sql() {}

    /** A parameter of type timestamptz. */
    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** As {@link #at}, for what may be absent. */
    public static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    /**
     * A parameter to write as {@code any(:ids)}: one statement text whatever the number of ids. An array, and no text to be
     * cast to one, which the database would read anew for every row that it compares.
     */
    public static SqlArrayValue ids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }

    /** As {@link #ids}, of type text[]. */
    public static SqlArrayValue texts(Collection<String> texts) {
        return new SqlArrayValue("text", texts.toArray());
    }

    /**
     * A table to select these columns from, as it was at the instant {@code :asOf} where one is given: what stands since
     * then, and what has gone or was changed only later.
     *
     * @param whose which rows that have gone are looked at, by their {@code doctor_id}, null for what is no doctor's
     */
    public static String asOf(@Nullable Instant asOf, String table, String columns, String whose) {
        return asOf == null ? table : """
                (select %2$s from %1$s where since <= :asOf
                 union all
                 select %2$s from (select record from schedule_past
                   where kind = '%1$s' and since <= :asOf and until > :asOf and (%3$s)) past
                   cross join lateral jsonb_populate_record(null::%1$s, record) it) as %1$s""".formatted(table, columns, whose);
    }

    public static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static @Nullable UUID idOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** The columns start_at and end_at. */
    public static TimeRange range(ResultSet row) throws SQLException {
        return new TimeRange(instant(row, "start_at"), instant(row, "end_at"));
    }

    /** A column of whole minutes that may be null. */
    public static @Nullable Duration minutesOrNull(ResultSet row, String column) throws SQLException {
        int minutes = row.getInt(column);
        return row.wasNull() ? null : Duration.ofMinutes(minutes);
    }
}
