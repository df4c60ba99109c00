package clinic.availability.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.atOrNull;
import static clinic.platform.Sql.id;
import static clinic.platform.Sql.ids;
import static clinic.platform.Sql.range;

import clinic.availability.ClaimId;
import clinic.availability.SlotQuery.Moving;
import clinic.availability.domain.Facts;
import clinic.availability.domain.Facts.PatientFacts;
import clinic.availability.domain.Gap;
import clinic.availability.domain.Lapse;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Wish;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.patients.PatientId;
import clinic.platform.Sql;
import clinic.shared.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The ledger in PostgreSQL. Taking is {@code insert … on conflict do nothing} against exclusion constraints: no row means
 * that somebody else has the time, the transaction stays usable, and racers do not deadlock as they do with a plain insert.
 */
@Repository
class JdbcLedger implements Ledger {

    /** No visit or buffer is longer, by a check in the table; lets the scan begin at an index position. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final JdbcClient jdbc;

    JdbcLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock(Collection<UUID> calendars) {
        jdbc.sql("""
                        select id from calendar where id = any(:ids) order by id for no key update
                        """).param("ids", ids(calendars)).query(UUID.class).list();
    }

    @Override
    public void lockAllDoctors() {
        jdbc.sql("select id from calendar where kind = 'DOCTOR' order by id for no key update")
                .query(UUID.class)
                .list();
    }

    @Override
    public boolean takePatient(ClaimId claim, PatientId patient, TimeRange visit, @Nullable Lapse lapse) {
        return claim(jdbc.sql("""
                                insert into patient_time (claim_id, patient_id, start_at, end_at, hold_id, request_id,
                                  held_until)
                                values (:claim, :patient, :start, :end, :hold, :request, :until) on conflict do nothing
                                """), claim, lapse)
                        .param("patient", patient.value())
                        .param("start", at(visit.start()))
                        .param("end", at(visit.end()))
                        .update()
                == 1;
    }

    @Override
    public boolean takeDoctor(ClaimId claim, Wish wish, Gap gap, @Nullable Lapse lapse) {
        Instant start = wish.visit().start();
        Instant end = wish.visit().end();
        return claim(jdbc.sql("""
                                insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at,
                                  waives_gap, hold_id, request_id, held_until)
                                select :claim, part, :doctor, :location, start_at, end_at, :waived and part = 'VISIT', :hold,
                                  :request, :until
                                from (values ('VISIT', cast(:start as timestamptz), cast(:end as timestamptz)),
                                             ('BEFORE', :from, :start), ('AFTER', :end, :to)) as parts (part, start_at, end_at)
                                where start_at < end_at
                                on conflict do nothing
                                """), claim, lapse)
                        .param("doctor", wish.doctor().value())
                        .param("location", wish.location().value())
                        .param("start", at(start))
                        .param("end", at(end))
                        .param("from", at(start.minus(gap.before())))
                        .param("to", at(end.plus(gap.after())))
                        .param("waived", gap.waived())
                        .update()
                == 1 + (gap.before().isZero() ? 0 : 1) + (gap.after().isZero() ? 0 : 1);
    }

    @Override
    public boolean takeRoom(ClaimId claim, RoomId room, TimeRange visit, @Nullable Lapse lapse) {
        return claim(jdbc.sql("""
                                insert into room_time (claim_id, room_id, start_at, end_at, hold_id, request_id, held_until)
                                values (:claim, :room, :start, :end, :hold, :request, :until) on conflict do nothing
                                """), claim, lapse)
                        .param("room", room.value())
                        .param("start", at(visit.start()))
                        .param("end", at(visit.end()))
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec claim(JdbcClient.StatementSpec sql, ClaimId claim, @Nullable Lapse lapse) {
        return sql.param("claim", claim.value())
                .param("hold", lapse != null && lapse.of() == Lapse.Kind.HOLD ? claim.value() : null, Types.OTHER)
                .param("request", lapse != null && lapse.of() == Lapse.Kind.REQUEST ? claim.value() : null, Types.OTHER)
                .param("until", lapse == null ? null : at(lapse.at()), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    public void release(ClaimId claim) {
        // The doctor's and the room's time hang on the patient's and go with it.
        jdbc.sql("delete from patient_time where claim_id = :claim")
                .param("claim", claim.value())
                .update();
    }

    @Override
    public void letExpiredHoldsGo(DoctorId doctor, PatientId patient, LocationId location, Instant now) {
        jdbc.sql("select let_expired_holds_go(:doctor, :patient, :location, :now)")
                .param("doctor", doctor.value())
                .param("patient", patient.value())
                .param("location", location.value())
                .param("now", at(now))
                .query(row -> {});
    }

    @Override
    public void letHoldGo(PatientId patient) {
        jdbc.sql("delete from patient_time where patient_id = :patient and hold_id is not null")
                .param("patient", patient.value())
                .update();
    }

    @Override
    public Taken taken(Asked asked) {
        Map<DoctorId, DoctorTime> doctors = new HashMap<>();
        Map<RoomId, List<TimeRange>> rooms = new HashMap<>();
        List<TimeRange> visits = new ArrayList<>();
        AtomicBoolean blocked = new AtomicBoolean();
        moving(jdbc.sql(sql(asked)), asked.moving())
                .param(
                        "doctors",
                        ids(asked.doctors().stream().map(DoctorId::value).toList()))
                .param("rooms", ids(asked.rooms().stream().map(RoomId::value).toList()))
                .param(
                        "patient",
                        asked.patient() == null ? null : asked.patient().value())
                .param("now", at(asked.now()))
                .param("asOf", atOrNull(asked.asOf()))
                .param("earliest", at(asked.range().start().minus(LONGEST)))
                .param("start", at(asked.range().start()))
                .param("end", at(asked.range().end()))
                .query(row -> {
                    switch (row.getString("part")) {
                        case "BLOCKED" -> blocked.set(true);
                        case "PATIENT" -> visits.add(range(row));
                        case "ROOM" ->
                            rooms.computeIfAbsent(new RoomId(id(row, "owner")), room -> new ArrayList<>())
                                    .add(range(row));
                        case "VISIT" ->
                            time(doctors, row)
                                    .visits()
                                    .add(new Facts.Visit(new LocationId(id(row, "location_id")), range(row)));
                        default -> time(doctors, row).buffers().add(range(row));
                    }
                });
        return new Taken(doctors, rooms, asked.patient() == null ? null : patientFacts(asked, visits, blocked.get()));
    }

    private static JdbcClient.StatementSpec moving(JdbcClient.StatementSpec sql, @Nullable Moving moving) {
        return moving == null
                ? sql
                : sql.param("movingDoctor", moving.doctor().value())
                        .param(
                                "movingRoom",
                                moving.room() == null ? null : moving.room().value())
                        .param("movingStart", at(moving.visit().start()))
                        .param("movingEnd", at(moving.visit().end()));
    }

    private static DoctorTime time(Map<DoctorId, DoctorTime> doctors, ResultSet row) throws SQLException {
        return doctors.computeIfAbsent(
                new DoctorId(id(row, "owner")), doctor -> new DoctorTime(new ArrayList<>(), new ArrayList<>()));
    }

    private static PatientFacts patientFacts(Asked asked, List<TimeRange> visits, boolean blocked) {
        long open = visits.stream()
                .filter(visit -> visit.end().isAfter(asked.now()))
                .count();
        return new PatientFacts(visits.stream().filter(asked.range()::overlaps).toList(), (int) open, blocked);
    }

    /** Who is nobody in particular may not even ask for a patient's time, so that part is there only where one is named. */
    private static String sql(Asked asked) {
        String taken = "start_at > :earliest and start_at < :end and end_at > :start"
                + " and (held_until is null or held_until > :now"
                + (asked.patient() == null
                        ? ")"
                        : " and (hold_id is null or hold_id is distinct from (select hold_id from patient_time"
                                + " where patient_id = :patient and hold_id is not null)))");
        String sql = "select doctor_id as owner, part, location_id, start_at, end_at from "
                + Sql.asOf(
                        asked.asOf(),
                        "doctor_time",
                        "doctor_id, part, location_id, start_at, end_at, hold_id, held_until",
                        "doctor_id = any(:doctors)")
                + " where doctor_id = any(:doctors) and " + taken;
        if (asked.moving() != null) {
            sql += """
                     and (doctor_id <> :movingDoctor or not case part when 'BEFORE' then end_at = :movingStart
                                                                      when 'VISIT' then start_at = :movingStart
                                                                      when 'AFTER' then start_at = :movingEnd end)
                    """;
        }
        if (!asked.rooms().isEmpty()) {
            sql += " union all select room_id, 'ROOM', null, start_at, end_at from "
                    + Sql.asOf(
                            asked.asOf(),
                            "room_time",
                            "room_id, start_at, end_at, hold_id, held_until",
                            "doctor_id is null")
                    + " where room_id = any(:rooms) and " + taken;
            if (asked.moving() != null) {
                sql += " and (room_id is distinct from cast(:movingRoom as uuid) or start_at <> :movingStart)";
            }
        }
        if (asked.patient() != null) {
            sql += """
                     union all select :patient, 'PATIENT', null, start_at, end_at from patient_calendar(:patient)
                    where (end_at > :now or start_at > :earliest and start_at < :end and end_at > :start)
                    """;
            if (asked.moving() != null) {
                sql += " and start_at <> :movingStart";
            }
            sql += """
                     union all select id, 'BLOCKED', null, blocked_at, blocked_at from patient
                    where id = :patient and blocked_at is not null
                    """;
        }
        return sql;
    }

    @Override
    public List<StandingVisit> standing(DoctorId doctor, Instant now) {
        return jdbc.sql("""
                        select claim_id, location_id, start_at, end_at from doctor_time
                        where doctor_id = :doctor and part = 'VISIT' and start_at > :earliest and end_at > :now
                          and hold_id is null and (held_until is null or held_until > :now)
                        order by start_at
                        """)
                .param("doctor", doctor.value())
                .param("earliest", at(now.minus(LONGEST)))
                .param("now", at(now))
                .query((row, n) -> standing(row))
                .list();
    }

    @Override
    public List<StandingVisit> standing(@Nullable LocationId location, TimeRange range, Instant now) {
        return jdbc.sql("""
                        select claim_id, location_id, start_at, end_at from doctor_time
                        where part = 'VISIT' and start_at > :earliest and start_at < :end and end_at > :start
                          and end_at > :now and (cast(:location as uuid) is null or location_id = :location)
                          and hold_id is null and (held_until is null or held_until > :now)
                        order by start_at
                        """)
                .param("earliest", at(range.start().minus(LONGEST)))
                .param("start", at(range.start()))
                .param("end", at(range.end()))
                .param("now", at(now))
                .param("location", location == null ? null : location.value())
                .query((row, n) -> standing(row))
                .list();
    }

    private static StandingVisit standing(ResultSet row) throws SQLException {
        return new StandingVisit(new ClaimId(id(row, "claim_id")), new LocationId(id(row, "location_id")), range(row));
    }
}
