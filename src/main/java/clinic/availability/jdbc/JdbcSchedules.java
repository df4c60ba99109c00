package clinic.availability.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.atOrNull;
import static clinic.platform.Sql.id;
import static clinic.platform.Sql.ids;
import static clinic.platform.Sql.minutesOrNull;
import static clinic.platform.Sql.range;

import clinic.availability.Absence;
import clinic.availability.WorkingException;
import clinic.availability.WorkingPattern;
import clinic.availability.domain.Schedules;
import clinic.availability.domain.Timetable;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.platform.Sql;
import clinic.shared.TimeRange;
import clinic.vault.Place;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Hours, exceptions from them and absences in PostgreSQL. */
@Repository
class JdbcSchedules implements Schedules {

    private static final String PATTERN = """
            doctor_id, location_id, day, from_time, to_time, valid_from, valid_until, step_minutes, break_from, break_to""";

    private static final String OF_THESE = "doctor_id = any(:doctors)";

    private final JdbcClient jdbc;
    private final Vault vault;

    JdbcSchedules(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public Map<DoctorId, Said> said(
            Collection<DoctorId> doctors, TimeRange range, LocalDate first, LocalDate last, @Nullable Instant asOf) {
        Map<DoctorId, Said> found = new HashMap<>();
        jdbc.sql("""
                        select 'PATTERN' as kind, %s, null::uuid as id, null::date as date, null::timestamptz as start_at, null::timestamptz as end_at
                        from %s
                        where doctor_id = any(:doctors) and day = any(:days)
                          and (valid_from is null or valid_from <= :last) and (valid_until is null or valid_until >= :first)
                        union all
                        select 'EXCEPTION', doctor_id, location_id, null, from_time, to_time, null, null, null, null, null,
                               id, date, null, null
                        from %s
                        where doctor_id = any(:doctors) and date between :first and :last
                        union all
                        select 'ABSENCE', doctor_id, null, null, null, null, null, null, null, null, null,
                               null, null, start_at, end_at
                        from %s
                        where doctor_id = any(:doctors) and start_at < :end and end_at > :start
                        """.formatted(
                                PATTERN,
                                Sql.asOf(asOf, "working_pattern", PATTERN, OF_THESE),
                                Sql.asOf(
                                        asOf,
                                        "working_exception",
                                        "id, doctor_id, location_id, date, from_time, to_time",
                                        OF_THESE),
                                Sql.asOf(asOf, "absence", "doctor_id, start_at, end_at", OF_THESE)))
                .param("doctors", ids(doctors.stream().map(DoctorId::value).toList()))
                .param("days", daysOf(first, last))
                .param("first", first)
                .param("last", last)
                .param("start", at(range.start()))
                .param("end", at(range.end()))
                .param("asOf", atOrNull(asOf))
                .query(row -> {
                    Said said = found.computeIfAbsent(
                            new DoctorId(id(row, "doctor_id")),
                            doctor -> new Said(new Timetable(new ArrayList<>(), new ArrayList<>()), new ArrayList<>()));
                    switch (row.getString("kind")) {
                        case "PATTERN" -> said.timetable().patterns().add(pattern(row));
                        case "EXCEPTION" -> said.timetable().exceptions().add(exception(row, 0));
                        default -> said.away().add(range(row));
                    }
                });
        return found;
    }

    /** The days of the week that lie between two dates. */
    private static SqlArrayValue daysOf(LocalDate first, LocalDate last) {
        return Sql.texts(first.datesUntil(last.plusDays(1))
                .limit(7)
                .map(date -> date.getDayOfWeek().name())
                .toList());
    }

    @Override
    public List<WorkingPattern> patterns(DoctorId doctor) {
        return jdbc.sql("select " + PATTERN + """
                         from working_pattern
                        where doctor_id = :doctor
                        order by array_position(array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY',
                                                      'SUNDAY'], day), from_time, id
                        """)
                .param("doctor", doctor.value())
                .query((row, number) -> pattern(row))
                .list();
    }

    @Override
    public void replacePatterns(DoctorId doctor, List<WorkingPattern> patterns) {
        jdbc.sql("delete from working_pattern where doctor_id = :doctor")
                .param("doctor", doctor.value())
                .update();
        for (WorkingPattern pattern : patterns) {
            jdbc.sql("""
                            insert into working_pattern (id, doctor_id, location_id, day, from_time, to_time, valid_from,
                              valid_until, step_minutes, break_from, break_to)
                            values (:id, :doctor, :location, :day, :from, :to, :validFrom, :validUntil, :step,
                              cast(:breakFrom as time[]), cast(:breakTo as time[]))
                            """)
                    .param("id", UuidCreator.getTimeOrderedEpoch())
                    .param("doctor", doctor.value())
                    .param("location", pattern.location().value())
                    .param("day", pattern.day().name())
                    .param("from", pattern.from())
                    .param("to", pattern.to())
                    .param("validFrom", pattern.validFrom())
                    .param("validUntil", pattern.validUntil())
                    .param(
                            "step",
                            pattern.step() == null ? null : (int) pattern.step().toMinutes())
                    .param(
                            "breakFrom",
                            times(pattern.breaks().stream()
                                    .map(WorkingPattern.Break::from)
                                    .toList()))
                    .param(
                            "breakTo",
                            times(pattern.breaks().stream()
                                    .map(WorkingPattern.Break::to)
                                    .toList()))
                    .update();
        }
    }

    @Override
    public List<Absence> absences(Collection<DoctorId> doctors, TimeRange range) {
        return jdbc.sql("""
                        select a.id, a.doctor_id, a.start_at, a.end_at, a.reason, %s
                        from absence a left join data_key k on k.owner_id = a.doctor_id
                        where a.doctor_id = any(:doctors) and a.start_at < :end and a.end_at > :start
                        order by a.start_at, a.id
                        """.formatted(Vault.KEY))
                .param("doctors", ids(doctors.stream().map(DoctorId::value).toList()))
                .param("start", at(range.start()))
                .param("end", at(range.end()))
                .query(this::absence)
                .list();
    }

    @Override
    public void add(Absence absence) {
        jdbc.sql("""
                        insert into absence (id, doctor_id, start_at, end_at, reason)
                        values (:id, :doctor, :start, :end, :reason)
                        """)
                .param("id", absence.id())
                .param("doctor", absence.doctor().value())
                .param("start", at(absence.during().start()))
                .param("end", at(absence.during().end()))
                .param(
                        "reason",
                        absence.reason() == null
                                ? null
                                : vault.seal(absence.doctor().value(), reasonOf(absence.id()), absence.reason()))
                .update();
    }

    @Override
    public Optional<Absence> remove(DoctorId doctor, UUID absence) {
        return jdbc.sql("""
                        with gone as (
                          delete from absence where id = :id and doctor_id = :doctor
                          returning id, doctor_id, start_at, end_at, reason)
                        select gone.*, %s from gone left join data_key k on k.owner_id = gone.doctor_id
                        """.formatted(Vault.KEY))
                .param("id", absence)
                .param("doctor", doctor.value())
                .query(this::absence)
                .optional();
    }

    @Override
    public List<WorkingException> exceptions(DoctorId doctor, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        select id, doctor_id, location_id, date, from_time, to_time from working_exception
                        where doctor_id = :doctor and date between :first and :last
                        order by date, location_id, from_time
                        """)
                .param("doctor", doctor.value())
                .param("first", first)
                .param("last", last)
                .query(JdbcSchedules::exception)
                .list();
    }

    @Override
    public void add(WorkingException exception) {
        WorkingException.Stretch hours = exception.hours();
        jdbc.sql("""
                        insert into working_exception (id, doctor_id, location_id, date, from_time, to_time)
                        values (:id, :doctor, :location, :date, :from, :to)
                        """)
                .param("id", exception.id())
                .param("doctor", exception.doctor().value())
                .param("location", exception.location().value())
                .param("date", exception.date())
                .param("from", hours == null ? null : hours.from(), Types.TIME)
                .param("to", hours == null ? null : hours.to(), Types.TIME)
                .update();
    }

    @Override
    public Optional<WorkingException> removeException(DoctorId doctor, UUID exception) {
        return jdbc.sql("""
                        delete from working_exception where id = :id and doctor_id = :doctor
                        returning id, doctor_id, location_id, date, from_time, to_time
                        """)
                .param("id", exception)
                .param("doctor", doctor.value())
                .query(JdbcSchedules::exception)
                .optional();
    }

    private static WorkingPattern pattern(ResultSet row) throws SQLException {
        List<LocalTime> from = times(row, "break_from");
        List<LocalTime> to = times(row, "break_to");
        List<WorkingPattern.Break> breaks = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            breaks.add(new WorkingPattern.Break(from.get(i), to.get(i)));
        }
        return new WorkingPattern(
                new LocationId(id(row, "location_id")),
                DayOfWeek.valueOf(row.getString("day")),
                row.getObject("from_time", LocalTime.class),
                row.getObject("to_time", LocalTime.class),
                List.copyOf(breaks),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                minutesOrNull(row, "step_minutes"));
    }

    private Absence absence(ResultSet row, int number) throws SQLException {
        UUID id = id(row, "id");
        byte[] reason = row.getBytes("reason");
        return new Absence(
                id,
                new DoctorId(id(row, "doctor_id")),
                range(row),
                reason == null ? null : vault.key(row).openOrNull(reasonOf(id), reason));
    }

    /** Sealed under a key of the doctor's record: a doctor may be away without having an account. */
    private static Place reasonOf(UUID absence) {
        return Place.of("absence", "reason", absence);
    }

    private static WorkingException exception(ResultSet row, int number) throws SQLException {
        LocalTime from = row.getObject("from_time", LocalTime.class);
        LocalTime to = row.getObject("to_time", LocalTime.class);
        return new WorkingException(
                id(row, "id"),
                new DoctorId(id(row, "doctor_id")),
                new LocationId(id(row, "location_id")),
                row.getObject("date", LocalDate.class),
                from == null ? null : new WorkingException.Stretch(from, to));
    }

    private static String times(List<LocalTime> times) {
        return "{" + String.join(",", times.stream().map(LocalTime::toString).toList()) + "}";
    }

    /** From the array's text: the driver's own conversion of time goes through the zone of the JVM. */
    private static List<LocalTime> times(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        String inner = text.substring(1, text.length() - 1);
        return inner.isEmpty()
                ? List.of()
                : List.of(inner.split(",")).stream().map(LocalTime::parse).toList();
    }
}
