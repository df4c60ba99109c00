package clinic.directory.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How values of the directory look in a column: durations as whole minutes, lists as arrays. */
final class Columns {

    private Columns() {}

    static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static @Nullable UUID optionalId(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Duration minutes(ResultSet row, String column) throws SQLException {
        return Duration.ofMinutes(row.getInt(column));
    }

    static @Nullable Duration optionalMinutes(ResultSet row, String column) throws SQLException {
        Integer minutes = row.getObject(column, Integer.class);
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    static @Nullable Integer minutes(@Nullable Duration length) {
        return length == null ? null : (int) length.toMinutes();
    }

    static List<Duration> durations(ResultSet row, String column) throws SQLException {
        return Stream.of((Integer[]) row.getArray(column).getArray())
                .map(Duration::ofMinutes)
                .toList();
    }

    static @Nullable List<Duration> optionalDurations(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null ? null : durations(row, column);
    }

    static Integer @Nullable [] durations(@Nullable List<Duration> lengths) {
        return lengths == null
                ? null
                : lengths.stream().map(length -> (int) length.toMinutes()).toArray(Integer[]::new);
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
