package clinic.booking.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.id;

import clinic.booking.AppointmentFigures.Counts;
import clinic.booking.AppointmentFigures.OnDate;
import clinic.booking.AppointmentFigures.Tally;
import clinic.booking.AppointmentFigures.Waiting;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments.Mark;
import clinic.booking.Status;
import clinic.booking.domain.FigureStore;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.shared.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds up appointments in PostgreSQL. Row policies decide what each statement sees. */
@Repository
class JdbcFigureStore implements FigureStore {

    private static final String STARTING = """
            a.status <> 'DELETED' and a.start_at >= :from and a.start_at < :to
              and (cast(:location as uuid) is null or a.location_id = :location)
            """;

    private static final Set<Status> DUE = Status.which(status -> status.takesTime() && status != Status.PENDING);

    private final JdbcClient jdbc;

    JdbcFigureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<OnDate> perDay(TimeRange starting, ZoneId zone, @Nullable LocationId location) {
        return starting("""
                        select cast(a.start_at at time zone :zone as date) as date, a.status, count(*) as number
                        from appointment a where %s group by 1, 2 order by 1, 2
                        """.formatted(STARTING), starting, location)
                .param("zone", zone.getId())
                .query((row, n) -> new OnDate(
                        row.getObject("date", LocalDate.class),
                        Status.valueOf(row.getString("status")),
                        row.getInt("number")))
                .list();
    }

    @Override
    public List<Tally> tallies(TimeRange starting, @Nullable LocationId location, Instant now) {
        return Marks.told(
                        starting(
                                """
                        select a.doctor_id, a.type_id, count(*) as number,
                               count(*) filter (where a.status in (%1$s)) as taking,
                               coalesce(sum(extract(epoch from a.end_at - a.start_at)) filter (where a.status in (%1$s)), 0)
                                 as booked,
                               count(*) filter (where a.status in (%2$s)) as due,
                               count(*) filter (where a.status = 'NO_SHOW') as missed,
                               count(*) filter (where %3$s) as online,
                               count(*) filter (where %4$s) as late
                        from appointment a where %5$s group by a.doctor_id, a.type_id
                        """.formatted(
                                                names(Status.which(Status::takesTime)),
                                                names(DUE),
                                                Marks.condition(Mark.BOOKED_ONLINE),
                                                Marks.condition(Mark.CANCELLED_LATE),
                                                STARTING),
                                starting,
                                location),
                        now)
                .query((row, n) -> new Tally(
                        new DoctorId(id(row, "doctor_id")),
                        new TypeId(id(row, "type_id")),
                        new Counts(
                                row.getInt("number"),
                                row.getInt("taking"),
                                Duration.ofSeconds(row.getLong("booked")),
                                row.getInt("due"),
                                row.getInt("missed"),
                                row.getInt("online"),
                                row.getInt("late"))))
                .list();
    }

    @Override
    public Waiting waiting(@Nullable LocationId location, Instant now) {
        return Marks.told(jdbc.sql("""
                        select count(*) as number, count(*) filter (where %s) as longer,
                               max(extract(epoch from :now - a.created_at)) as oldest,
                               percentile_cont(0.5) within group (order by extract(epoch from :now - a.created_at)) as median
                        from appointment a
                        where a.status = 'PENDING' and (cast(:location as uuid) is null or a.location_id = :location)
                        """.formatted(Marks.condition(Mark.WAITING_LONG))), now)
                .param("now", at(now))
                .param("location", location == null ? null : location.value())
                .query((row, n) -> new Waiting(
                        row.getInt("number"),
                        row.getInt("longer"),
                        secondsOrNull(row, "oldest"),
                        secondsOrNull(row, "median")))
                .single();
    }

    @Override
    public List<AppointmentId> longestWaiting(@Nullable LocationId location, int limit) {
        return jdbc.sql("""
                        select a.id from appointment a
                        where a.status = 'PENDING' and (cast(:location as uuid) is null or a.location_id = :location)
                        order by a.created_at, a.id limit :limit
                        """)
                .param("location", location == null ? null : location.value())
                .param("limit", limit)
                .query((row, n) -> new AppointmentId(id(row, "id")))
                .list();
    }

    private JdbcClient.StatementSpec starting(String sql, TimeRange starting, @Nullable LocationId location) {
        return jdbc.sql(sql)
                .param("from", at(starting.start()))
                .param("to", at(starting.end()))
                .param("location", location == null ? null : location.value());
    }

    private static String names(Set<Status> statuses) {
        return statuses.stream().map(status -> "'" + status.name() + "'").collect(Collectors.joining(", "));
    }

    private static @Nullable Duration secondsOrNull(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofSeconds((long) seconds);
    }
}
