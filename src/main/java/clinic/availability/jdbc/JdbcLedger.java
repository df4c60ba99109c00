package clinic.availability.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.atOrNull;
import static clinic.platform.Sql.id;
import static clinic.platform.Sql.ids;
import static clinic.platform.Sql.range;

import clinic.availability.ClaimId;
import clinic.availability.HoldId;
import clinic.availability.domain.Facts;
import clinic.availability.domain.Ledger;
import clinic.availability.domain.Terms;
import clinic.availability.domain.Wish;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.patients.PatientId;
import clinic.shared.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
                        select id from calendar where id = any(cast(:ids as uuid[])) order by id for no key update
                        """).param("ids", ids(calendars)).query(UUID.class).list();
    }

    @Override
    public void lockAllDoctors() {
        jdbc.sql("select id from calendar where kind = 'DOCTOR' order by id for no key update")
                .query(UUID.class)
                .list();
    }

    @Override
    public boolean takePatient(ClaimId claim, PatientId patient, TimeRange visit, @Nullable Instant heldUntil) {
        return jdbc.sql("""
                                insert into patient_time (claim_id, patient_id, start_at, end_at, hold_id, held_until)
                                values (:claim, :patient, :start, :end, :hold, :until) on conflict do nothing
                                """)
                        .param("claim", claim.value())
                        .param("hold", heldUntil == null ? null : claim.value())
                        .param("until", atOrNull(heldUntil))
                        .param("patient", patient.value())
                        .param("start", at(visit.start()))
                        .param("end", at(visit.end()))
                        .update()
                == 1;
    }

    @Override
    public boolean takeDoctor(ClaimId claim, Wish wish, Terms terms, boolean waivesGap, @Nullable Instant heldUntil) {
        Instant start = wish.visit().start();
        Instant end = wish.visit().end();
        Duration before = waivesGap ? Duration.ZERO : terms.before();
        Duration after = waivesGap ? Duration.ZERO : terms.after();
        return jdbc.sql("""
                                insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at,
                                  waives_gap, hold_id, held_until)
                                select :claim, part, :doctor, :location, start_at, end_at, :waives, :hold, :until
                                from (values ('VISIT', cast(:start as timestamptz), cast(:end as timestamptz)),
                                             ('BEFORE', :from, :start), ('AFTER', :end, :to)) as parts (part, start_at, end_at)
                                where start_at < end_at
                                on conflict do nothing
                                """)
                        .param("claim", claim.value())
                        .param("hold", heldUntil == null ? null : claim.value())
                        .param("until", atOrNull(heldUntil))
                        .param("doctor", wish.doctor().value())
                        .param("location", wish.location().value())
                        .param("start", at(start))
                        .param("end", at(end))
                        .param("from", at(start.minus(before)))
                        .param("to", at(end.plus(after)))
                        .param("waives", waivesGap)
                        .update()
                == 1 + (before.isZero() ? 0 : 1) + (after.isZero() ? 0 : 1);
    }

    @Override
    public boolean takeRoom(ClaimId claim, RoomId room, TimeRange visit, @Nullable Instant heldUntil) {
        return jdbc.sql("""
                                insert into room_time (claim_id, room_id, start_at, end_at, hold_id, held_until)
                                values (:claim, :room, :start, :end, :hold, :until) on conflict do nothing
                                """)
                        .param("claim", claim.value())
                        .param("hold", heldUntil == null ? null : claim.value())
                        .param("until", atOrNull(heldUntil))
                        .param("room", room.value())
                        .param("start", at(visit.start()))
                        .param("end", at(visit.end()))
                        .update()
                == 1;
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
    public Optional<HoldId> heldBy(PatientId patient) {
        return jdbc.sql("select hold_id from patient_time where patient_id = :patient and hold_id is not null")
                .param("patient", patient.value())
                .query((row, n) -> new HoldId(id(row, "hold_id")))
                .optional();
    }

    @Override
    public Map<DoctorId, DoctorTime> doctorTime(
            Collection<DoctorId> doctors, TimeRange range, Instant now, @Nullable HoldId but) {
        Map<DoctorId, DoctorTime> found = new HashMap<>();
        jdbc.sql("""
                        select doctor_id, location_id, part, start_at, end_at from doctor_time
                        where doctor_id = any(cast(:doctors as uuid[])) and start_at > :earliest and start_at < :end
                          and end_at > :start
                          and (held_until is null or held_until > :now and hold_id is distinct from cast(:but as uuid))
                        """)
                .param("doctors", ids(doctors.stream().map(DoctorId::value).toList()))
                .param("now", at(now))
                .param("but", but == null ? null : but.value())
                .param("earliest", at(range.start().minus(LONGEST)))
                .param("start", at(range.start()))
                .param("end", at(range.end()))
                .query(row -> {
                    DoctorTime time = found.computeIfAbsent(
                            new DoctorId(id(row, "doctor_id")),
                            doctor -> new DoctorTime(new ArrayList<>(), new ArrayList<>()));
                    if ("VISIT".equals(row.getString("part"))) {
                        time.visits().add(new Facts.Visit(new LocationId(id(row, "location_id")), range(row)));
                    } else {
                        time.buffers().add(range(row));
                    }
                });
        return found;
    }

    @Override
    public Map<RoomId, List<TimeRange>> roomTime(
            Collection<RoomId> rooms, TimeRange range, Instant now, @Nullable HoldId but) {
        Map<RoomId, List<TimeRange>> found = new HashMap<>();
        jdbc.sql("""
                        select room_id, start_at, end_at from room_time
                        where room_id = any(cast(:rooms as uuid[])) and start_at > :earliest and start_at < :end
                          and end_at > :start
                          and (held_until is null or held_until > :now and hold_id is distinct from cast(:but as uuid))
                        """)
                .param("rooms", ids(rooms.stream().map(RoomId::value).toList()))
                .param("now", at(now))
                .param("but", but == null ? null : but.value())
                .param("earliest", at(range.start().minus(LONGEST)))
                .param("start", at(range.start()))
                .param("end", at(range.end()))
                .query(row -> {
                    found.computeIfAbsent(new RoomId(id(row, "room_id")), room -> new ArrayList<>())
                            .add(range(row));
                });
        return found;
    }

    @Override
    public List<TimeRange> patientTime(PatientId patient, TimeRange range) {
        return jdbc.sql("""
                        select start_at, end_at from patient_time
                        where patient_id = :patient and start_at > :earliest and start_at < :end and end_at > :start
                          and hold_id is null
                        """)
                .param("patient", patient.value())
                .param("earliest", at(range.start().minus(LONGEST)))
                .param("start", at(range.start()))
                .param("end", at(range.end()))
                .query((row, n) -> range(row))
                .list();
    }

    @Override
    public int open(PatientId patient, Instant now) {
        return jdbc.sql("""
                        select count(*) from patient_time where patient_id = :patient and end_at > :now and hold_id is null
                        """)
                .param("patient", patient.value())
                .param("now", at(now))
                .query(Integer.class)
                .single();
    }

    @Override
    public List<StandingVisit> standing(DoctorId doctor, Instant now) {
        return jdbc.sql("""
                        select claim_id, location_id, start_at, end_at from doctor_time
                        where doctor_id = :doctor and part = 'VISIT' and start_at > :earliest and end_at > :now
                          and hold_id is null
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
                          and hold_id is null
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
