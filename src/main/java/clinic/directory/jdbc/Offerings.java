package clinic.directory.jdbc;

import clinic.directory.AppointmentType;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.Offering;
import clinic.directory.Policies;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.directory.Room;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.platform.Sql;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an offering with one statement, whatever the number of doctors: times are listed many times over, and each round
 * trip to the database costs as much as the work. Runs inside an act.
 */
final class Offerings {

    private final JdbcClient jdbc;

    Offerings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws NotFound for an unknown type, doctor or location */
    Offering of(
            TypeId type,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            TimeRange during,
            @Nullable Instant asOf) {
        return jdbc.sql("""
                        select
                          (select to_jsonb(t) from (select %s from %s where id = :type) t) as type,
                          cast(:doctor as uuid) is null or exists (select from doctor where id = :doctor) as doctor_known,
                          cast(:location as uuid) is null or exists (select from location where id = :location)
                            as location_known,
                          (select jsonb_agg(to_jsonb(o)) from (select %s from %s where type_id = :type
                             and (cast(:doctor as uuid) is null or doctor_id = :doctor)
                             and (cast(:location as uuid) is null or location_id is null or location_id = :location)) o)
                            as offers,
                          (select jsonb_agg(to_jsonb(l)) from (select id, name, zone, address, phone from location) l)
                            as locations,
                          (select jsonb_agg(to_jsonb(r) order by r.location_id, r.name)
                             from (select id, location_id, name from %s) r) as rooms,
                          (select jsonb_agg(to_jsonb(c)) from (select %s from %s
                             where end_at > :start and start_at < :end) c) as closures,
                          (select jsonb_agg(to_jsonb(p)) from (select type_id, doctor_id, rule, value from %s
                             where (type_id is null or type_id = :type)
                               and (cast(:doctor as uuid) is null or doctor_id is null or doctor_id = :doctor)) p) as policy
                        """.formatted(
                        Types.COLUMNS,
                        Sql.asOf(asOf, "appointment_type", Types.COLUMNS, "doctor_id is null"),
                        Offers.COLUMNS,
                        Sql.asOf(asOf, "offer", Offers.COLUMNS, "cast(:doctor as uuid) is null or doctor_id = :doctor"),
                        Sql.asOf(asOf, "room", "id, location_id, name", "doctor_id is null"),
                        Closures.COLUMNS,
                        Sql.asOf(asOf, "closure", Closures.COLUMNS, "doctor_id is null"),
                        Sql.asOf(
                                asOf,
                                "policy_setting",
                                "type_id, doctor_id, rule, value",
                                "cast(:doctor as uuid) is null or doctor_id is null or doctor_id = :doctor")))
                .param("type", type.value())
                .param("doctor", doctor == null ? null : doctor.value())
                .param("location", location == null ? null : location.value())
                .param("start", Sql.at(during.start()))
                .param("end", Sql.at(during.end()))
                .param("asOf", Sql.atOrNull(asOf))
                .query((row, number) -> offering(row))
                .single();
    }

    private static Offering offering(ResultSet row) throws SQLException {
        String type = row.getString("type");
        if (type == null) {
            throw new NotFound("appointment type");
        }
        if (!row.getBoolean("doctor_known")) {
            throw new NotFound("doctor");
        }
        if (!row.getBoolean("location_known")) {
            throw new NotFound("location");
        }
        AppointmentType asked = type(JsonMapper.shared().readTree(type));
        return new Offering(
                asked,
                list(row, "offers", Offerings::offer),
                list(row, "locations", Offerings::location),
                asked.roomRequired() ? list(row, "rooms", Offerings::room) : List.of(),
                list(row, "closures", Offerings::closure),
                policies(row.getString("policy")));
    }

    private static <T> List<T> list(ResultSet row, String column, Function<JsonNode, T> one) throws SQLException {
        String json = row.getString(column);
        return json == null
                ? List.of()
                : StreamSupport.stream(JsonMapper.shared().readTree(json).spliterator(), false)
                        .map(one)
                        .toList();
    }

    private static AppointmentType type(JsonNode node) {
        return new AppointmentType(
                new TypeId(id(node, "id")),
                text(node, "name"),
                durations(node),
                Duration.ofMinutes(node.path("buffer_before").asInt()),
                Duration.ofMinutes(node.path("buffer_after").asInt()),
                node.path("instant").asBoolean(),
                node.path("room_required").asBoolean(),
                optional(node, "step_minutes", Offerings::minutes));
    }

    private static Offer offer(JsonNode node) {
        return new Offer(
                new DoctorId(id(node, "doctor_id")),
                new TypeId(id(node, "type_id")),
                optional(node, "location_id", Offerings::locationId),
                node.path("durations").isNull() ? null : durations(node),
                optional(node, "buffer_before", Offerings::minutes),
                optional(node, "buffer_after", Offerings::minutes),
                optional(node, "instant", JsonNode::asBoolean));
    }

    private static Location location(JsonNode node) {
        return new Location(
                new LocationId(id(node, "id")),
                text(node, "name"),
                ZoneId.of(text(node, "zone")),
                optional(node, "address", JsonNode::asString),
                optional(node, "phone", JsonNode::asString));
    }

    private static Room room(JsonNode node) {
        return new Room(new RoomId(id(node, "id")), new LocationId(id(node, "location_id")), text(node, "name"));
    }

    private static Closure closure(JsonNode node) {
        return new Closure(
                new ClosureId(id(node, "id")),
                optional(node, "location_id", Offerings::locationId),
                new TimeRange(instant(node, "start_at"), instant(node, "end_at")),
                text(node, "name"));
    }

    private static Policies policies(String json) {
        Map<PolicyScope, Map<PolicyRule, Integer>> said = new HashMap<>();
        for (JsonNode node : JsonMapper.shared().readTree(json)) {
            var scope = new PolicyScope(
                    optional(node, "type_id", value -> new TypeId(UUID.fromString(value.asString()))),
                    optional(node, "doctor_id", value -> new DoctorId(UUID.fromString(value.asString()))));
            said.computeIfAbsent(scope, any -> new EnumMap<>(PolicyRule.class))
                    .put(
                            PolicyRule.of(text(node, "rule")).orElseThrow(),
                            node.path("value").asInt());
        }
        return new Policies(said);
    }

    private static List<Duration> durations(JsonNode node) {
        return StreamSupport.stream(node.path("durations").spliterator(), false)
                .map(Offerings::minutes)
                .toList();
    }

    private static <T> @Nullable T optional(JsonNode node, String field, Function<JsonNode, T> read) {
        return node.path(field).isNull() ? null : read.apply(node.path(field));
    }

    private static LocationId locationId(JsonNode value) {
        return new LocationId(UUID.fromString(value.asString()));
    }

    private static Duration minutes(JsonNode value) {
        return Duration.ofMinutes(value.asInt());
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(text(node, field));
    }

    private static Instant instant(JsonNode node, String field) {
        return OffsetDateTime.parse(text(node, field)).toInstant();
    }

    /** A name that was not kept is empty. */
    private static String text(JsonNode node, String field) {
        return node.path(field).isNull() ? "" : node.path(field).asString();
    }
}
