package clinic.directory.jdbc;

import clinic.directory.AppointmentType;
import clinic.directory.Directory.NewType;
import clinic.directory.TypeId;
import clinic.platform.Sql;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The kinds of visit. Runs inside an act. */
final class Types {

    static final String COLUMNS =
            "id, name, durations, buffer_before, buffer_after, instant, room_required, step_minutes";

    private final JdbcClient jdbc;
    private final Clock clock;

    Types(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<AppointmentType> all() {
        return jdbc.sql("select " + COLUMNS + " from appointment_type order by name")
                .query(Types::type)
                .list();
    }

    AppointmentType one(TypeId id) {
        return jdbc.sql("select " + COLUMNS + " from appointment_type where id = :id")
                .param("id", id.value())
                .query(Types::type)
                .optional()
                .orElseThrow(() -> new NotFound("appointment type"));
    }

    AppointmentType add(NewType said) {
        NewType type = DirectoryRules.type(said);
        return jdbc.sql("""
                        insert into appointment_type
                          (id, name, durations, buffer_before, buffer_after, instant, room_required, step_minutes, created_at)
                        values (:id, :name, :durations, :before, :after, :instant, :room, :step, :now)
                        on conflict do nothing
                        returning *
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("now", Sql.at(clock.instant()))
                .params(values(type))
                .query(Types::type)
                .optional()
                .orElseThrow(Refusals::nameTaken);
    }

    AppointmentType change(TypeId id, NewType said) {
        NewType type = DirectoryRules.type(said);
        Refusals.changing(
                "appointment type",
                () -> jdbc.sql("""
                        update appointment_type
                        set name = :name, durations = :durations, buffer_before = :before, buffer_after = :after,
                            instant = :instant, room_required = :room, step_minutes = :step
                        where id = :id
                        """).param("id", id.value()).params(values(type)).update());
        return one(id);
    }

    void remove(TypeId id) {
        Refusals.removing(
                "appointment type",
                () -> jdbc.sql("delete from appointment_type where id = :id")
                        .param("id", id.value())
                        .update());
    }

    private static Map<String, @Nullable Object> values(NewType type) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", type.name());
        values.put("durations", Columns.durations(type.durations()));
        values.put("before", Columns.minutes(type.bufferBefore()));
        values.put("after", Columns.minutes(type.bufferAfter()));
        values.put("instant", type.instant());
        values.put("room", type.roomRequired());
        values.put("step", Columns.minutes(type.step()));
        return values;
    }

    private static AppointmentType type(ResultSet row, int number) throws SQLException {
        return new AppointmentType(
                new TypeId(Sql.id(row, "id")),
                row.getString("name"),
                Columns.durations(row, "durations"),
                Columns.minutes(row, "buffer_before"),
                Columns.minutes(row, "buffer_after"),
                row.getBoolean("instant"),
                row.getBoolean("room_required"),
                Sql.minutesOrNull(row, "step_minutes"));
    }
}
