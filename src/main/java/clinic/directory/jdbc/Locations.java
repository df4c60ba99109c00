package clinic.directory.jdbc;

import clinic.directory.Directory.NewLocation;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Room;
import clinic.directory.RoomId;
import clinic.platform.Sql;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Places and their rooms. Runs inside an act. */
final class Locations {

    private final JdbcClient jdbc;
    private final Clock clock;

    Locations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Location> all() {
        return jdbc.sql("select id, name, zone, address, phone from location order by name")
                .query(Locations::location)
                .list();
    }

    Location one(LocationId id) {
        return jdbc.sql("select id, name, zone, address, phone from location where id = :id")
                .param("id", id.value())
                .query(Locations::location)
                .optional()
                .orElseThrow(() -> new NotFound("location"));
    }

    Location add(NewLocation said) {
        NewLocation location = DirectoryRules.location(said);
        return jdbc.sql("""
                        insert into location (id, name, zone, address, phone, created_at)
                        values (:id, :name, :zone, :address, :phone, :now)
                        on conflict do nothing
                        returning id, name, zone, address, phone
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("name", location.name())
                .param("zone", location.zone().getId())
                .param("address", location.address())
                .param("phone", location.phone())
                .param("now", Sql.at(clock.instant()))
                .query(Locations::location)
                .optional()
                .orElseThrow(Refusals::nameTaken);
    }

    Location change(LocationId id, NewLocation said) {
        NewLocation location = DirectoryRules.location(said);
        try {
            Refusals.changing(
                    "location",
                    () -> jdbc.sql("""
                            update location set name = :name, zone = :zone, address = :address, phone = :phone
                            where id = :id
                            """)
                            .param("id", id.value())
                            .param("name", location.name())
                            .param("zone", location.zone().getId())
                            .param("address", location.address())
                            .param("phone", location.phone())
                            .update());
        } catch (DataIntegrityViolationException e) {
            throw new Invalid("zone", "IN_USE", "There are hours or visits here, so the time zone stays.");
        }
        return one(id);
    }

    void remove(LocationId id) {
        Refusals.removing(
                "location",
                () -> jdbc.sql("delete from location where id = :id")
                        .param("id", id.value())
                        .update());
    }

    List<Room> rooms(@Nullable LocationId location) {
        return jdbc.sql("""
                        select id, location_id, name from room
                        where cast(:location as uuid) is null or location_id = :location
                        order by location_id, name
                        """)
                .param("location", location == null ? null : location.value())
                .query(Locations::room)
                .list();
    }

    Room addRoom(LocationId location, String said) {
        String name = DirectoryRules.roomName(said);
        refuseUnknown(location);
        return jdbc.sql("""
                        insert into room (id, location_id, name) values (:id, :location, :name)
                        on conflict do nothing
                        returning id, location_id, name
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("location", location.value())
                .param("name", name)
                .query(Locations::room)
                .optional()
                .orElseThrow(Refusals::nameTaken);
    }

    Room renameRoom(RoomId id, String said) {
        String name = DirectoryRules.roomName(said);
        Refusals.changing(
                "room",
                () -> jdbc.sql("update room set name = :name where id = :id")
                        .param("id", id.value())
                        .param("name", name)
                        .update());
        return jdbc.sql("select id, location_id, name from room where id = :id")
                .param("id", id.value())
                .query(Locations::room)
                .single();
    }

    void removeRoom(RoomId id) {
        Refusals.removing(
                "room",
                () -> jdbc.sql("delete from room where id = :id")
                        .param("id", id.value())
                        .update());
    }

    /** For a location named inside of what is said, not the one that is asked for. */
    void refuseUnknown(LocationId id) {
        boolean known = jdbc.sql("select exists (select from location where id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
        if (!known) {
            throw new Invalid("locationId", "UNKNOWN", "There is no such location.");
        }
    }

    private static Location location(ResultSet row, int number) throws SQLException {
        return new Location(
                new LocationId(Sql.id(row, "id")),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                row.getString("address"),
                row.getString("phone"));
    }

    private static Room room(ResultSet row, int number) throws SQLException {
        UUID location = Sql.id(row, "location_id");
        return new Room(new RoomId(Sql.id(row, "id")), new LocationId(location), row.getString("name"));
    }
}
