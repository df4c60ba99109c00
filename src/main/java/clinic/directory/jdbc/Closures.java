package clinic.directory.jdbc;

import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.LocationId;
import clinic.platform.Sql;
import clinic.shared.TimeRange;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a location or the whole clinic is shut. Runs inside an act. */
final class Closures {

    static final String COLUMNS = "id, location_id, start_at, end_at, name";

    private final JdbcClient jdbc;
    private final Locations locations;

    Closures(JdbcClient jdbc, Locations locations) {
        this.jdbc = jdbc;
        this.locations = locations;
    }

    List<Closure> touching(TimeRange during) {
        return jdbc.sql("""
                        select %s from closure
                        where end_at > :start and start_at < :end
                        order by start_at, id
                        """.formatted(COLUMNS))
                .param("start", Sql.at(during.start()))
                .param("end", Sql.at(during.end()))
                .query(Closures::closure)
                .list();
    }

    Optional<Closure> one(ClosureId id) {
        return jdbc.sql("select " + COLUMNS + " from closure where id = :id")
                .param("id", id.value())
                .query(Closures::closure)
                .optional();
    }

    Closure add(@Nullable LocationId location, TimeRange during, String said) {
        String name = DirectoryRules.closure(during, said);
        if (location != null) {
            locations.refuseUnknown(location);
        }
        return jdbc.sql("""
                        insert into closure (id, location_id, start_at, end_at, name)
                        values (:id, :location, :start, :end, :name)
                        returning id, location_id, start_at, end_at, name
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("location", location == null ? null : location.value())
                .param("start", Sql.at(during.start()))
                .param("end", Sql.at(during.end()))
                .param("name", name)
                .query(Closures::closure)
                .single();
    }

    void remove(ClosureId id) {
        Refusals.removing(
                "closure",
                () -> jdbc.sql("delete from closure where id = :id")
                        .param("id", id.value())
                        .update());
    }

    private static Closure closure(ResultSet row, int number) throws SQLException {
        UUID location = Sql.idOrNull(row, "location_id");
        return new Closure(
                new ClosureId(Sql.id(row, "id")),
                location == null ? null : new LocationId(location),
                Sql.range(row),
                row.getString("name"));
    }
}
