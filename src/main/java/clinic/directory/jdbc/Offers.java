package clinic.directory.jdbc;

import clinic.directory.AppointmentType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which doctor gives what. Runs inside an act. */
final class Offers {

    static final String COLUMNS = "doctor_id, type_id, location_id, durations, buffer_before, buffer_after, instant";

    private final JdbcClient jdbc;
    private final Types types;
    private final Locations locations;

    Offers(JdbcClient jdbc, Types types, Locations locations) {
        this.jdbc = jdbc;
        this.types = types;
        this.locations = locations;
    }

    List<Offer> of(Collection<DoctorId> doctors, @Nullable TypeId type) {
        return jdbc.sql("""
                        select %s
                        from offer
                        where doctor_id = any(:doctors)
                          and (cast(:type as uuid) is null or type_id = :type)
                        order by doctor_id, type_id, location_id nulls first
                        """.formatted(COLUMNS))
                .param("doctors", Sql.ids(Doctors.values(doctors)))
                .param("type", type == null ? null : type.value())
                .query(Offers::offer)
                .list();
    }

    List<Offer> replace(DoctorId doctor, List<Offer> offers) {
        DirectoryRules.offers(
                doctor,
                offers,
                types.all().stream().map(AppointmentType::id).collect(Collectors.toSet()),
                locations.all().stream().map(Location::id).collect(Collectors.toSet()));
        jdbc.sql("delete from offer where doctor_id = :doctor")
                .param("doctor", doctor.value())
                .update();
        offers.forEach(this::insert);
        return of(List.of(doctor), null);
    }

    private void insert(Offer offer) {
        jdbc.sql("""
                        insert into offer
                          (doctor_id, type_id, location_id, durations, buffer_before, buffer_after, instant)
                        values (:doctor, :type, :location, :durations, :before, :after, :instant)
                        """)
                .param("doctor", offer.doctor().value())
                .param("type", offer.type().value())
                .param(
                        "location",
                        offer.location() == null ? null : offer.location().value())
                .param("durations", Columns.durations(offer.durations()))
                .param("before", Columns.minutes(offer.bufferBefore()))
                .param("after", Columns.minutes(offer.bufferAfter()))
                .param("instant", offer.instant())
                .update();
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        UUID location = Sql.idOrNull(row, "location_id");
        return new Offer(
                new DoctorId(Sql.id(row, "doctor_id")),
                new TypeId(Sql.id(row, "type_id")),
                location == null ? null : new LocationId(location),
                Columns.optionalDurations(row, "durations"),
                Sql.minutesOrNull(row, "buffer_before"),
                Sql.minutesOrNull(row, "buffer_after"),
                row.getObject("instant", Boolean.class));
    }
}
