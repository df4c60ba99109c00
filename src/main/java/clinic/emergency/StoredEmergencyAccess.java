package clinic.emergency;

import clinic.audit.AccessLog;
import clinic.audit.AccessLog.Why;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.identity.Identity;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.TooManyRequests;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.vault.PersonalKey;
import clinic.vault.Place;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Emergencies in their table; the record itself is handed out by functions of the database, which look at the time. */
@Component
class StoredEmergencyAccess implements EmergencyAccess {

    private static final int SHORTEST_REASON = 10;
    private static final String IS_OPEN = "ended_at is null and ends_at > :now";
    private static final String SELECT = """
            select e.id, e.doctor_id, e.patient_id, e.reason, e.begun_at, coalesce(e.ended_at, e.ends_at) as over_at,
                   e.reviewed_at, %s, %s
            from emergency_access e left join data_key k on k.owner_id = e.patient_id
            """;
    private static final String TO_ADMINS = SELECT.formatted("e.reviewed_by, e.review_note", Vault.KEY);
    private static final String TO_PATIENTS =
            SELECT.formatted("cast(null as uuid) as reviewed_by, cast(null as bytea) as review_note", Vault.KEY);

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Identity identity;
    private final Patients patients;
    private final AccessLog accesses;
    private final Vault vault;

    StoredEmergencyAccess(
            Transactions transactions,
            JdbcClient jdbc,
            Clock clock,
            Identity identity,
            Patients patients,
            AccessLog accesses,
            Vault vault) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.identity = identity;
        this.patients = patients;
        this.accesses = accesses;
        this.vault = vault;
    }

    @Override
    public Optional<Open> begin(Actor doctor, Wanted said) {
        Wanted wanted = checked(said);
        identity.paceOfEmergencies(doctor).ifPresent(throttled -> {
            throw new TooManyRequests(throttled.retryAfter());
        });
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Optional<Sought> sought = sought(doctor, id, wanted);
        SecurityLog.note(sought.isPresent() ? Event.EMERGENCY_BEGUN : Event.EMERGENCY_FOUND_NOBODY);
        return sought.map(one -> transactions.as(doctor, () -> begin(doctor, id, one)));
    }

    private static Wanted checked(Wanted said) {
        var check = new Invalid.Check();
        String name = check.text("name", said.name(), 120);
        String reason = check.text("reason", said.reason(), 500);
        check.that(
                reason.isEmpty() || reason.codePointCount(0, reason.length()) >= SHORTEST_REASON,
                "reason",
                "TOO_SHORT",
                "Say in some words why you need this record now.");
        check.done();
        return new Wanted(name, said.birthDate(), reason);
    }

    private record Sought(PatientId patient, byte[] reason) {}

    /** The doctor sees neither whom there is nor the key to seal with: the clinic looks for him. */
    private Optional<Sought> sought(Actor doctor, UUID id, Wanted wanted) {
        Actor system = Actor.system(doctor.request());
        return transactions.as(
                system,
                () -> patients.theOne(system, wanted.name(), wanted.birthDate())
                        .map(patient -> new Sought(
                                patient, vault.seal(patient.value(), place("reason", id), wanted.reason()))));
    }

    /** Who is faster of two who ask the same at once begins it, and the other has it too. */
    private Open begin(Actor doctor, UUID id, Sought sought) {
        jdbc.sql("""
                        insert into emergency_access (id, doctor_id, by_id, patient_id, reason)
                        values (:id, :doctor, :by, :patient, :reason)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("doctor", doctor.person())
                .param("by", doctor.id())
                .param("patient", sought.patient().value())
                .param("reason", sought.reason())
                .update();
        return jdbc.sql("""
                        select id, patient_id, begun_at, ends_at from emergency_access
                        where patient_id = :patient and %s
                        """.formatted(IS_OPEN))
                .param("patient", sought.patient().value())
                .param("now", Sql.at(clock.instant()))
                .query((row, n) -> open(row))
                .single();
    }

    @Override
    public List<Open> open(Actor doctor) {
        return transactions.as(
                doctor,
                () -> jdbc.sql("""
                        select id, patient_id, begun_at, ends_at from emergency_access
                        where %s order by begun_at desc, id desc
                        """.formatted(IS_OPEN))
                        .param("now", Sql.at(clock.instant()))
                        .query((row, n) -> open(row))
                        .list());
    }

    @Override
    public OpenRecord record(Actor doctor, UUID access) {
        return transactions.as(doctor, () -> {
            OpenRecord record = jdbc.sql("""
                            select e.id as access, e.reason, e.patient_id, e.begun_at, e.ends_at, p.*
                            from emergency_access e cross join emergency_patient(:access) p where e.id = :access
                            """)
                    .param("access", access)
                    .query((row, n) -> record(row, access))
                    .optional()
                    .orElseThrow(StoredEmergencyAccess::missing);
            accesses.opened(doctor, record.access().patient().value(), null, Why.EMERGENCY);
            return record;
        });
    }

    private OpenRecord record(ResultSet row, UUID access) throws SQLException {
        PersonalKey key = vault.key(row);
        UUID patient = Sql.id(row, "patient_id");
        String birth = key.openOrNull(Place.of("patient", "birth_date", patient), row.getBytes("birth_date"));
        return new OpenRecord(
                new Open(access, new PatientId(patient), Sql.instant(row, "begun_at"), Sql.instant(row, "ends_at")),
                key.open(place("reason", access), row.getBytes("reason")),
                key.open(Place.of("patient", "name", patient), row.getBytes("name")),
                birth == null ? null : LocalDate.parse(birth),
                key.openOrNull(Place.of("patient", "phone", patient), row.getBytes("phone")),
                key.openOrNull(Place.of("patient", "email", patient), row.getBytes("email")),
                visits(access, key));
    }

    private List<Visit> visits(UUID access, PersonalKey key) {
        return jdbc.sql("select * from emergency_visits(:access)")
                .param("access", access)
                .query((row, n) -> visit(row, key))
                .list();
    }

    private static Visit visit(ResultSet row, PersonalKey key) throws SQLException {
        UUID id = Sql.id(row, "id");
        return new Visit(
                id,
                row.getString("status"),
                Sql.range(row),
                ZoneId.of(row.getString("zone")),
                new DoctorId(Sql.id(row, "doctor_id")),
                new LocationId(Sql.id(row, "location_id")),
                new TypeId(Sql.id(row, "type_id")),
                key.openOrNull(Place.of("appointment_note", "body", id), row.getBytes("note")));
    }

    @Override
    public void end(Actor doctor, UUID access) {
        Instant now = clock.instant();
        int ended = transactions.as(
                doctor,
                () -> jdbc.sql("update emergency_access set ended_at = :now where id = :id and " + IS_OPEN)
                        .param("id", access)
                        .param("now", Sql.at(now))
                        .update());
        if (ended == 0) {
            throw missing();
        }
    }

    @Override
    public List<Access> to(Actor patient, PatientId record) {
        return transactions.as(
                patient,
                () -> jdbc.sql(TO_PATIENTS + "where e.patient_id = :patient order by e.begun_at desc, e.id desc")
                        .param("patient", record.value())
                        .query((row, n) -> access(row))
                        .list());
    }

    @Override
    public List<Access> list(Actor admin, boolean unreviewed, int limit, @Nullable UUID before) {
        new Invalid.Check().number("limit", limit, 1, 200).done();
        return transactions.as(
                admin,
                () -> jdbc.sql(TO_ADMINS + """
                        where (not :unreviewed or e.reviewed_at is null)
                          and (cast(:before as uuid) is null or (e.begun_at, e.id) <
                               (select b.begun_at, b.id from emergency_access b where b.id = cast(:before as uuid)))
                        order by e.begun_at desc, e.id desc limit :limit
                        """)
                        .param("unreviewed", unreviewed)
                        .param("before", before)
                        .param("limit", limit)
                        .query((row, n) -> access(row))
                        .list());
    }

    @Override
    public Access review(Actor admin, UUID access, String said) {
        var check = new Invalid.Check();
        String note = check.text("note", said, 500);
        check.done();
        return transactions.as(admin, () -> {
            PatientId patient = one(access).patient();
            int reviewed = jdbc.sql("""
                            update emergency_access
                            set reviewed_at = :now, reviewed_by = :admin, review_note = :note
                            where id = :id and reviewed_at is null and by_id <> :admin
                            """)
                    .param("id", access)
                    .param("admin", admin.id())
                    .param("note", vault.seal(patient.value(), place("review_note", access), note))
                    .param("now", Sql.at(clock.instant()))
                    .update();
            if (reviewed == 0) {
                throw new Invalid(
                        "note",
                        "NOT_ALLOWED",
                        "It was looked into already, or is your own; somebody else looks into that.");
            }
            return one(access);
        });
    }

    private Access one(UUID access) {
        return jdbc.sql(TO_ADMINS + "where e.id = :id")
                .param("id", access)
                .query((row, n) -> access(row))
                .optional()
                .orElseThrow(StoredEmergencyAccess::missing);
    }

    private Access access(ResultSet row) throws SQLException {
        UUID id = Sql.id(row, "id");
        PersonalKey key = vault.key(row);
        Instant reviewed = Sql.instantOrNull(row, "reviewed_at");
        return new Access(
                id,
                new DoctorId(Sql.id(row, "doctor_id")),
                new PatientId(Sql.id(row, "patient_id")),
                key.open(place("reason", id), row.getBytes("reason")),
                Sql.instant(row, "begun_at"),
                Sql.instant(row, "over_at"),
                reviewed == null
                        ? null
                        : new Review(
                                reviewed,
                                Sql.idOrNull(row, "reviewed_by"),
                                key.openOrNull(place("review_note", id), row.getBytes("review_note"))));
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                Sql.id(row, "id"),
                new PatientId(Sql.id(row, "patient_id")),
                Sql.instant(row, "begun_at"),
                Sql.instant(row, "ends_at"));
    }

    private static Place place(String column, UUID access) {
        return Place.of("emergency_access", column, access);
    }

    private static NotFound missing() {
        return new NotFound("emergency access");
    }
}
