package clinic.booking.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.atOrNull;
import static clinic.platform.Sql.id;
import static clinic.platform.Sql.idOrNull;
import static clinic.platform.Sql.ids;
import static clinic.platform.Sql.instant;
import static clinic.platform.Sql.instantOrNull;
import static clinic.platform.Sql.range;

import clinic.availability.VisitsAffected.Cause;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments.Filter;
import clinic.booking.Attendance;
import clinic.booking.Attendance.Noted;
import clinic.booking.Attention.Kept;
import clinic.booking.Party;
import clinic.booking.RequestBackground;
import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.booking.domain.Appointment;
import clinic.booking.domain.AppointmentStore;
import clinic.booking.domain.BookingAccess;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.RoomId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.platform.Sql;
import clinic.shared.Actor;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Appointments in PostgreSQL. Row policies decide what each statement sees, so that none names an owner. */
@Repository
class JdbcAppointmentStore implements AppointmentStore {

    private static final String NEW = "NEW";

    /** An appointment with the step that led to its state. */
    private static final String APPOINTMENT = """
            select a.id, a.version, a.transitions, a.status, a.awaiting, a.patient_id, a.doctor_id, a.location_id, a.type_id, a.room_id,
                   a.start_at, a.end_at, a.expires_at, a.moves, a.created_at, t.number, t.from_status, t.to_status, t.at, t.by_id,
                   t.by_role, t.reason, t.override_reason, t.old_start, t.new_start,
                   p.arrived_at, p.arrived_by, p.begun_at, p.begun_by, %s
            from appointment a join transition t on t.appointment_id = a.id and t.number = a.transitions
              left join attendance p on p.appointment_id = a.id
              left join data_key k on k.owner_id = a.patient_id
            """.formatted(Vault.KEY);

    private static final String FILTER = """
            a.status <> 'DELETED'
              and (:statuses = '{}' or a.status = any(:statuses))
              and (cast(:from as timestamptz) is null or a.start_at >= :from)
              and (cast(:to as timestamptz) is null or a.start_at < :to)
              and (cast(:doctor as uuid) is null or a.doctor_id = :doctor)
              and (cast(:patient as uuid) is null or a.patient_id = :patient)
              and (cast(:location as uuid) is null or a.location_id = :location)
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    JdbcAppointmentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public Optional<Appointment> find(AppointmentId id) {
        return jdbc.sql(APPOINTMENT + " where a.id = :id and a.status <> 'DELETED'")
                .param("id", id.value())
                .query((row, n) -> appointment(row))
                .optional();
    }

    @Override
    public Optional<Appointment> lock(AppointmentId id) {
        // The lock comes first and alone: a row that was waited for is read again, a row joined to it would not be.
        return jdbc.sql("select id from appointment where id = :id for no key update")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .flatMap(locked -> find(id));
    }

    @Override
    public List<Appointment> lockExpired(Instant now, int limit) {
        return jdbc.sql("""
                        select id from appointment where status = 'PENDING' and expires_at <= :now and has_lapsed(expires_at)
                        order by expires_at, id limit :limit for no key update
                        """).param("now", at(now)).param("limit", limit).query(UUID.class).list().stream()
                .flatMap(id -> find(new AppointmentId(id)).stream())
                .toList();
    }

    @Override
    public void add(Appointment appointment, @Nullable String note) {
        jdbc.sql("""
                        insert into appointment (id, version, transitions, status, awaiting, patient_id, doctor_id,
                          location_id, type_id, room_id, start_at, end_at, expires_at, moves, created_at)
                        values (:id, :version, :transitions, :status, :awaiting, :patient, :doctor, :location, :type, :room,
                          :start, :end, :expires, :moves, :created)
                        """)
                .param("id", appointment.id().value())
                .param("version", appointment.version())
                .param("transitions", appointment.last().number())
                .param("status", appointment.status().name())
                .param("awaiting", nameOrNull(appointment.awaiting()))
                .param("patient", appointment.patient().value())
                .param("doctor", appointment.doctor().value())
                .param("location", appointment.location().value())
                .param("type", appointment.type().value())
                .param(
                        "room",
                        appointment.room() == null ? null : appointment.room().value())
                .param("start", at(appointment.during().start()))
                .param("end", at(appointment.during().end()))
                .param("expires", atOrNull(appointment.expiresAt()))
                .param("moves", appointment.moves())
                .param("created", at(appointment.createdAt()))
                .update();
        addStep(appointment);
        if (note != null) {
            jdbc.sql("insert into appointment_note (appointment_id, body) values (:id, :body)")
                    .param("id", appointment.id().value())
                    .param(
                            "body",
                            vault.seal(
                                    appointment.patient().value(),
                                    noteOf(appointment.id().value()),
                                    note))
                    .update();
        }
    }

    @Override
    public void update(Appointment appointment) {
        addStep(appointment);
        jdbc.sql("""
                        update appointment
                        set version = :version, transitions = :transitions, status = :status, awaiting = :awaiting,
                            doctor_id = :doctor, location_id = :location, room_id = :room, start_at = :start, end_at = :end,
                            expires_at = :expires, moves = :moves
                        where id = :id
                        """)
                .param("id", appointment.id().value())
                .param("version", appointment.version())
                .param("transitions", appointment.last().number())
                .param("status", appointment.status().name())
                .param("awaiting", nameOrNull(appointment.awaiting()))
                .param("doctor", appointment.doctor().value())
                .param("location", appointment.location().value())
                .param(
                        "room",
                        appointment.room() == null ? null : appointment.room().value())
                .param("start", at(appointment.during().start()))
                .param("end", at(appointment.during().end()))
                .param("expires", atOrNull(appointment.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("moves", appointment.moves())
                .update();
    }

    @Override
    public void attend(AppointmentId appointment, @Nullable Attendance attendance) {
        if (attendance == null) {
            jdbc.sql("delete from attendance where appointment_id = :appointment")
                    .param("appointment", appointment.value())
                    .update();
            return;
        }
        // Somebody else may have noted the arrival, which only he could write: what is there already is not written
        // again.
        if (attended("""
                update attendance set begun_at = :begun, begun_by = :begunBy where appointment_id = :appointment
                """, appointment, attendance).update() == 0) {
            attended("""
                    insert into attendance (appointment_id, arrived_at, arrived_by, begun_at, begun_by)
                    values (:appointment, :arrived, :arrivedBy, :begun, :begunBy)
                    """, appointment, attendance)
                    .param("arrived", at(attendance.arrival().at()))
                    .param("arrivedBy", attendance.arrival().byId())
                    .update();
        }
    }

    private JdbcClient.StatementSpec attended(String sql, AppointmentId appointment, Attendance attendance) {
        Noted visit = attendance.visit();
        return jdbc.sql(sql)
                .param("appointment", appointment.value())
                .param("begun", visit == null ? null : at(visit.at()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("begunBy", visit == null ? null : visit.byId(), Types.OTHER);
    }

    @Override
    public Optional<KeyUse> useKey(Actor actor, String key, byte[] request, AppointmentId appointment, Instant now) {
        boolean isNew = jdbc.sql("""
                                insert into idempotency (actor_id, key, request_hash, appointment_id, created_at)
                                values (:actor, :key, :request, :appointment, :now) on conflict do nothing
                                """)
                        .param("actor", actor.id())
                        .param("key", key)
                        .param("request", request)
                        .param("appointment", appointment.value())
                        .param("now", at(now))
                        .update()
                == 1;
        return isNew ? Optional.empty() : usedKey(actor, key);
    }

    @Override
    public Optional<KeyUse> usedKey(Actor actor, String key) {
        return jdbc.sql("""
                        select request_hash, appointment_id from idempotency where actor_id = :actor and key = :key
                        """)
                .param("actor", actor.id())
                .param("key", key)
                .query((row, n) ->
                        new KeyUse(row.getBytes("request_hash"), new AppointmentId(id(row, "appointment_id"))))
                .optional();
    }

    @Override
    public Optional<Sight> sight(Actor actor, AppointmentId id) {
        return jdbc.sql(sights(actor) + " where a.id = :id and a.status <> 'DELETED'")
                .param("id", id.value())
                .query((row, n) -> sight(row))
                .optional();
    }

    @Override
    public List<Sight> sights(Actor actor, Filter filter, Instant now) {
        String direction = filter.newestFirst() ? "desc" : "asc";
        String after = filter.after() == null
                ? ""
                : "and (a.start_at, a.id) " + (filter.newestFirst() ? "<" : ">")
                        + " (select start_at, id from appointment where id = :after)";
        return filtered(
                        sights(actor) + " where " + FILTER + Marks.and(filter.mark()) + after + " order by a.start_at "
                                + direction + ", a.id " + direction + " limit :limit",
                        filter,
                        now)
                .param("after", filter.after() == null ? null : filter.after().value())
                .param("limit", filter.limit())
                .query((row, n) -> sight(row))
                .list();
    }

    @Override
    public List<Sight> sights(Actor actor, Collection<AppointmentId> ids) {
        return jdbc.sql(sights(actor) + """
                         where a.id = any(:ids) and a.status <> 'DELETED' order by a.start_at, a.id
                        """)
                .param("ids", ids(ids.stream().map(AppointmentId::value).toList()))
                .query((row, n) -> sight(row))
                .list();
    }

    @Override
    public List<Sight> lastAndNext(Actor actor, Collection<PatientId> patients, Instant now) {
        return jdbc.sql(sights(actor) + """
                         where a.id in (
                          select found.id from unnest(cast(:patients as uuid[])) as wanted (patient) cross join lateral (
                            (select id from appointment where patient_id = wanted.patient and start_at <= :now
                              and status in ('APPROVED', 'RESCHEDULED', 'COMPLETED') order by start_at desc limit 1)
                            union all
                            (select id from appointment where patient_id = wanted.patient and start_at > :now
                              and status in ('PENDING', 'APPROVED', 'RESCHEDULED') order by start_at limit 1)) as found)
                        order by a.start_at, a.id
                        """)
                .param("patients", ids(patients.stream().map(PatientId::value).toList()))
                .param("now", at(now))
                .query((row, n) -> sight(row))
                .list();
    }

    @Override
    public List<Sight> needingAttention(
            Actor staff,
            @Nullable DoctorId doctor,
            @Nullable LocationId location,
            Instant now,
            @Nullable AppointmentId after,
            int limit) {
        return jdbc.sql(sights(staff) + """
                         where o.kept_at is null and o.appointment_id is not null and a.end_at > :now
                          and (cast(:doctor as uuid) is null or a.doctor_id = :doctor)
                          and (cast(:location as uuid) is null or a.location_id = :location)
                          and (cast(:after as uuid) is null
                            or (a.start_at, a.id) > (select start_at, id from appointment where id = :after))
                        order by a.start_at, a.id limit :limit
                        """)
                .param("now", at(now))
                .param("doctor", doctor == null ? null : doctor.value())
                .param("location", location == null ? null : location.value())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query((row, n) -> sight(row))
                .list();
    }

    /** When a patient is busy elsewhere is known by one function only, which says neither where nor why. */
    @Override
    public Map<AppointmentId, RequestBackground> backgrounds(Collection<AppointmentId> requests, Instant now) {
        Map<AppointmentId, RequestBackground> backgrounds = new HashMap<>();
        jdbc.sql("""
                        select a.id,
                               coalesce((select max(t.at) from transition t
                                         where t.appointment_id = a.id and t.new_start is not null), a.created_at) as asked_at,
                               not exists (select from patient_calendar(a.patient_id) c where c.end_at <= :now) as first_visit,
                               (select count(*) from appointment e
                                where e.patient_id = a.patient_id and e.doctor_id = a.doctor_id and e.status = 'REJECTED'
                                  and e.created_at < a.created_at) as unmet,
                               c.start_at, c.end_at
                        from appointment a
                          left join lateral (
                            select c.start_at, c.end_at from patient_calendar(a.patient_id) c
                            where c.start_at <> a.start_at and c.end_at >= a.start_at - cast(:near as interval)
                              and c.start_at <= a.end_at + cast(:near as interval)
                            order by c.start_at limit 1) c on true
                        where a.id = any(:ids) and a.status <> 'DELETED'
                        """)
                .param("ids", ids(requests.stream().map(AppointmentId::value).toList()))
                .param("now", at(now))
                .param("near", RequestBackground.NEARBY.toString())
                .query(row -> {
                    backgrounds.put(
                            new AppointmentId(id(row, "id")),
                            new RequestBackground(
                                    instant(row, "asked_at"),
                                    row.getBoolean("first_visit"),
                                    row.getInt("unmet"),
                                    instantOrNull(row, "start_at") == null ? null : range(row)));
                });
        return backgrounds;
    }

    @Override
    public Map<Status, Integer> counts(Filter filter, Instant now) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        filtered(
                        "select a.status, count(*) as number from appointment a where " + FILTER
                                + Marks.and(filter.mark()) + " group by a.status",
                        filter,
                        now)
                .query(row -> {
                    counts.put(Status.valueOf(row.getString("status")), row.getInt("number"));
                });
        return counts;
    }

    @Override
    public List<Transition> history(AppointmentId id) {
        return jdbc.sql("""
                        select t.number, t.from_status, t.to_status, t.at, t.by_id, t.by_role, t.reason, t.override_reason,
                               t.old_start, t.new_start, %s
                        from transition t join appointment a on a.id = t.appointment_id
                          left join data_key k on k.owner_id = a.patient_id
                        where t.appointment_id = :id order by t.number
                        """.formatted(Vault.KEY))
                .param("id", id.value())
                .query((row, n) -> transition(row, id.value()))
                .list();
    }

    @Override
    public List<LatestSight> latest(Actor actor, boolean overriddenOnly, int limit) {
        return jdbc.sql("""
                        with latest as (
                          select t.* from transition t join appointment a on a.id = t.appointment_id
                          where a.status <> 'DELETED' %s
                          order by t.at desc, t.appointment_id, t.number desc limit :limit)
                        select shown.*, t.number as step_number, t.from_status as step_from, t.to_status as step_to,
                               t.at as step_at, t.by_id as step_by, t.by_role as step_role, t.reason as step_reason,
                               t.override_reason as step_override,
                               t.old_start as step_old, t.new_start as step_new
                        from latest t join (%s) shown on shown.id = t.appointment_id
                        order by t.at desc, t.appointment_id, t.number desc
                        """.formatted(overriddenOnly ? "and t.override_reason is not null" : "", sights(actor)))
                .param("limit", limit)
                .query((row, n) -> new LatestSight(
                        sight(row),
                        new Transition(
                                row.getInt("step_number"),
                                statusOrNull(row.getString("step_from")),
                                Status.valueOf(row.getString("step_to")),
                                instant(row, "step_at"),
                                id(row, "step_by"),
                                Actor.Role.valueOf(row.getString("step_role")),
                                opened(row, stepOf(id(row, "id"), row.getInt("step_number"), "reason"), "step_reason"),
                                opened(
                                        row,
                                        stepOf(id(row, "id"), row.getInt("step_number"), "override_reason"),
                                        "step_override"),
                                instantOrNull(row, "step_old"),
                                instantOrNull(row, "step_new"))))
                .list();
    }

    private void addStep(Appointment appointment) {
        Transition step = appointment.last();
        UUID visit = appointment.id().value();
        UUID patient = appointment.patient().value();
        jdbc.sql("""
                        insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role, reason,
                          override_reason, old_start, new_start)
                        values (:appointment, :number, :from, :to, :at, :by, :role, :reason, :override, :old, :new)
                        """)
                .param("appointment", visit)
                .param("number", step.number())
                .param("from", step.from() == null ? NEW : step.from().name())
                .param("to", step.to().name())
                .param("at", at(step.at()))
                .param("by", step.byId())
                .param("role", step.byRole().name())
                .param("reason", sealed(patient, stepOf(visit, step.number(), "reason"), step.reason()))
                .param(
                        "override",
                        sealed(patient, stepOf(visit, step.number(), "override_reason"), step.overrideReason()))
                .param("old", atOrNull(step.oldStart()))
                .param("new", atOrNull(step.newStart()))
                .update();
    }

    /**
     * What the patient wrote is for the patient and the doctor, what needs attention for the doctor and admins; the third may
     * not read the table at all.
     */
    private static String sights(Actor actor) {
        boolean withNote = BookingAccess.patientAndDoctorReadTheNote(actor);
        boolean withAttention = BookingAccess.staffSeesWhatNeedsAttention(actor);
        return """
                select a.*, l.zone, %s as note, %s from (%s) a join location l on l.id = a.location_id %s %s
                """.formatted(
                        withNote ? "n.body" : "cast(null as bytea)",
                        withAttention
                                ? "o.causes, o.since, o.kept_at, o.kept_by, o.kept_reason"
                                : "cast(null as text[]) as causes",
                        APPOINTMENT,
                        withNote ? "left join appointment_note n on n.appointment_id = a.id" : "",
                        withAttention ? "left join attention o on o.appointment_id = a.id" : "");
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter, Instant now) {
        return Marks.told(jdbc.sql(sql), now)
                .param(
                        "statuses",
                        Sql.texts(filter.statuses().stream().map(Enum::name).toList()))
                .param("from", atOrNull(filter.from()))
                .param("to", atOrNull(filter.to()))
                .param(
                        "doctor",
                        filter.doctor() == null ? null : filter.doctor().value())
                .param(
                        "patient",
                        filter.patient() == null ? null : filter.patient().value())
                .param(
                        "location",
                        filter.location() == null ? null : filter.location().value());
    }

    private Sight sight(ResultSet row) throws SQLException {
        return new Sight(
                appointment(row),
                ZoneId.of(row.getString("zone")),
                opened(row, noteOf(id(row, "id")), "note"),
                attention(row));
    }

    private @Nullable Listed attention(ResultSet row) throws SQLException {
        Array causes = row.getArray("causes");
        return causes == null
                ? null
                : new Listed(
                        Arrays.stream((String[]) causes.getArray())
                                .map(Cause::valueOf)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Cause.class))),
                        instant(row, "since"),
                        kept(row));
    }

    private @Nullable Kept kept(ResultSet row) throws SQLException {
        Instant at = instantOrNull(row, "kept_at");
        return at == null
                ? null
                : new Kept(
                        at,
                        id(row, "kept_by"),
                        vault.key(row).open(keptReasonOf(id(row, "id")), row.getBytes("kept_reason")));
    }

    /** What is said of a visit is sealed under the key of its patient. */
    private byte @Nullable [] sealed(UUID patient, Place place, @Nullable String text) {
        return text == null ? null : vault.seal(patient, place, text);
    }

    private @Nullable String opened(ResultSet row, Place place, String column) throws SQLException {
        byte[] sealed = row.getBytes(column);
        return sealed == null ? null : vault.key(row).openOrNull(place, sealed);
    }

    private static Place noteOf(UUID visit) {
        return Place.of("appointment_note", "body", visit);
    }

    private static Place stepOf(UUID visit, int number, String column) {
        return new Place("transition", column, visit + "/" + number);
    }

    static Place keptReasonOf(UUID visit) {
        return Place.of("attention", "kept_reason", visit);
    }

    private Appointment appointment(ResultSet row) throws SQLException {
        UUID room = idOrNull(row, "room_id");
        String awaiting = row.getString("awaiting");
        return new Appointment(
                new AppointmentId(id(row, "id")),
                row.getInt("version"),
                Status.valueOf(row.getString("status")),
                awaiting == null ? null : Party.valueOf(awaiting),
                new PatientId(id(row, "patient_id")),
                new DoctorId(id(row, "doctor_id")),
                new LocationId(id(row, "location_id")),
                new TypeId(id(row, "type_id")),
                room == null ? null : new RoomId(room),
                range(row),
                instantOrNull(row, "expires_at"),
                row.getInt("moves"),
                instant(row, "created_at"),
                attendance(row),
                transition(row, id(row, "id")));
    }

    private static @Nullable Attendance attendance(ResultSet row) throws SQLException {
        Instant arrived = instantOrNull(row, "arrived_at");
        Instant begun = instantOrNull(row, "begun_at");
        return arrived == null
                ? null
                : new Attendance(
                        new Noted(arrived, id(row, "arrived_by")),
                        begun == null ? null : new Noted(begun, id(row, "begun_by")));
    }

    private Transition transition(ResultSet row, UUID visit) throws SQLException {
        int number = row.getInt("number");
        return new Transition(
                number,
                statusOrNull(row.getString("from_status")),
                Status.valueOf(row.getString("to_status")),
                instant(row, "at"),
                id(row, "by_id"),
                Actor.Role.valueOf(row.getString("by_role")),
                opened(row, stepOf(visit, number, "reason"), "reason"),
                opened(row, stepOf(visit, number, "override_reason"), "override_reason"),
                instantOrNull(row, "old_start"),
                instantOrNull(row, "new_start"));
    }

    private static @Nullable Status statusOrNull(String name) {
        return NEW.equals(name) ? null : Status.valueOf(name);
    }

    private static @Nullable String nameOrNull(@Nullable Party party) {
        return party == null ? null : party.name();
    }
}
