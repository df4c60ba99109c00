package clinic.booking.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.id;

import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentFigures.Busy;
import clinic.booking.AppointmentFigures.Counts;
import clinic.booking.AppointmentFigures.OnDate;
import clinic.booking.AppointmentFigures.Tally;
import clinic.booking.AppointmentFigures.Waiting;
import clinic.booking.AppointmentFigures.WaitingAfter;
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
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final String COUNTS = """
            count(*) as number,
            count(*) filter (where a.status in (%1$s)) as taking,
            coalesce(sum(extract(epoch from a.end_at - a.start_at)) filter (where a.status in (%1$s)), 0) as booked,
            count(*) filter (where a.status in (%2$s)) as due,
            count(*) filter (where a.status = 'NO_SHOW') as missed,
            count(*) filter (where %3$s) as online,
            count(*) filter (where %4$s) as late
            """.formatted(
                    names(Status.which(Status::takesTime)),
                    names(DUE),
                    Marks.condition(Mark.BOOKED_ONLINE),
                    Marks.condition(Mark.CANCELLED_LATE));

    private static final String YOUNGER = IntStream.range(0, AppointmentFigures.AGES.size())
            .mapToObj(n ->
                    "count(*) filter (where a.created_at > cast(:now as timestamptz) - interval '%s') as younger_%d"
                            .formatted(AppointmentFigures.AGES.get(n), n))
            .collect(Collectors.joining(", "));

    private final JdbcClient jdbc;

    JdbcFigureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<OnDate> perDay(TimeRange starting, ZoneId zone, @Nullable LocationId location, Instant now) {
        return Marks.told(starting("""
                        select cast(a.start_at at time zone :zone as date) as date, a.status, %s
                        from appointment a where %s group by 1, 2 order by 1, 2
                        """.formatted(COUNTS, STARTING), starting, location), now)
                .param("zone", zone.getId())
                .query((row, n) -> new OnDate(
                        row.getObject("date", LocalDate.class), Status.valueOf(row.getString("status")), counts(row)))
                .list();
    }

    @Override
    public List<Busy> perHour(TimeRange starting, @Nullable LocationId location) {
        return starting("""
                        select cast(extract(isodow from hour.at at time zone l.zone) as int) as day,
                               cast(extract(hour from hour.at at time zone l.zone) as int) as hour,
                               sum(extract(epoch from least(a.end_at, hour.at + interval '1 hour')
                                 - greatest(a.start_at, hour.at))) as booked
                        from appointment a join location l on l.id = a.location_id,
                          generate_series(date_trunc('hour', a.start_at, l.zone), a.end_at - interval '1 second',
                            interval '1 hour') as hour (at)
                        where a.status in (%s) and %s group by 1, 2
                        """.formatted(names(Status.which(Status::takesTime)), STARTING), starting, location)
                .query((row, n) -> new Busy(
                        DayOfWeek.of(row.getInt("day")), row.getInt("hour"), Duration.ofSeconds(row.getLong("booked"))))
                .list();
    }

    @Override
    public List<WaitingAfter> waitingPerDay(TimeRange during, ZoneId zone, @Nullable LocationId location) {
        // Counted back from those that wait now: what lies further back than the range is not read.
        return starting("""
                        with step as materialized (
                          select cast(t.at at time zone :zone as date) as date,
                                 count(*) filter (where t.to_status = 'PENDING')
                                   - count(*) filter (where t.from_status = 'PENDING') as more
                          from transition t join appointment a on a.id = t.appointment_id
                          where t.at >= :from and 'PENDING' in (t.from_status, t.to_status) and a.status <> 'DELETED'
                            and (cast(:location as uuid) is null or a.location_id = :location)
                          group by 1)
                        select cast(day as date) as date,
                               (select count(*) from appointment a where a.status = 'PENDING'
                                 and (cast(:location as uuid) is null or a.location_id = :location))
                               - coalesce((select sum(step.more) from step where step.date > cast(day as date)), 0) as number
                        from generate_series(cast(cast(:from as timestamptz) at time zone :zone as date),
                          cast(cast(:to as timestamptz) at time zone :zone as date) - 1, interval '1 day') as day
                        order by 1
                        """, during, location)
                .param("zone", zone.getId())
                .query((row, n) -> new WaitingAfter(row.getObject("date", LocalDate.class), row.getInt("number")))
                .list();
    }

    @Override
    public List<Tally> tallies(TimeRange starting, @Nullable LocationId location, Instant now) {
        return Marks.told(starting("""
                        select a.doctor_id, a.type_id, %s
                        from appointment a where %s group by a.doctor_id, a.type_id
                        """.formatted(COUNTS, STARTING), starting, location), now)
                .query((row, n) ->
                        new Tally(new DoctorId(id(row, "doctor_id")), new TypeId(id(row, "type_id")), counts(row)))
                .list();
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getInt("number"),
                row.getInt("taking"),
                Duration.ofSeconds(row.getLong("booked")),
                row.getInt("due"),
                row.getInt("missed"),
                row.getInt("online"),
                row.getInt("late"));
    }

    @Override
    public Waiting waiting(@Nullable LocationId location, Instant now) {
        return Marks.told(jdbc.sql("""
                        select count(*) as number, count(*) filter (where %s) as longer, %s,
                               max(extract(epoch from :now - a.created_at)) as oldest,
                               percentile_cont(0.5) within group (order by extract(epoch from :now - a.created_at)) as median
                        from appointment a
                        where a.status = 'PENDING' and (cast(:location as uuid) is null or a.location_id = :location)
                        """.formatted(Marks.condition(Mark.WAITING_LONG), YOUNGER)), now)
                .param("now", at(now))
                .param("location", location == null ? null : location.value())
                .query((row, n) -> new Waiting(
                        row.getInt("number"),
                        row.getInt("longer"),
                        byAge(row),
                        secondsOrNull(row, "oldest"),
                        secondsOrNull(row, "median")))
                .single();
    }

    @Override
    public int unanswered() {
        return jdbc.sql("select count(*) from appointment where status = 'PENDING'")
                .query(Integer.class)
                .single();
    }

    private static List<Integer> byAge(ResultSet row) throws SQLException {
        var groups = new ArrayList<Integer>();
        int counted = 0;
        for (int n = 0; n < AppointmentFigures.AGES.size(); n++) {
            int younger = row.getInt("younger_" + n);
            groups.add(younger - counted);
            counted = younger;
        }
        groups.add(row.getInt("number") - counted);
        return List.copyOf(groups);
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
