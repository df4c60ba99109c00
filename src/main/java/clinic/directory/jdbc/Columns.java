package clinic.directory.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How values of the directory look in a column: durations as whole minutes, lists as arrays. */
final class Columns {

    private Columns() {}

    static Duration minutes(ResultSet row, String column) throws SQLException {
        return Duration.ofMinutes(row.getInt(column));
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
