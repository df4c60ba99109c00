package clinic.patients.jdbc;

import clinic.audit.AccessLog;
import clinic.identity.AccountId;
import clinic.identity.PatientSignedUp;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Patients in their table. */
@Component
class StoredPatients implements Patients {

    private static final ZoneId WHERE_THE_DAY_BEGINS_FIRST = ZoneId.of("Pacific/Kiritimati");
    private static final String COLUMNS = "id, account_id, name, email, phone, birth_date, blocked_at";

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessLog accesses;

    StoredPatients(Transactions transactions, JdbcClient jdbc, Clock clock, AccessLog accesses) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public Patient patient(Actor actor, PatientId id) {
        return transactions.as(actor, () -> {
            Patient patient = one(id);
            accesses.opened(actor, id.value(), null);
            return patient;
        });
    }

    @Override
    public boolean isBlocked(Actor actor, PatientId id) {
        return transactions.as(
                actor,
                () -> jdbc.sql("select blocked_at is not null from patient where id = :id")
                        .param("id", id.value())
                        .query(Boolean.class)
                        .optional()
                        .orElseThrow(StoredPatients::missing));
    }

    @Override
    public Map<PatientId, Patient> patients(Actor actor, Collection<PatientId> ids) {
        return transactions.as(
                actor,
                () -> jdbc
                        .sql("select " + COLUMNS + " from patient where id = any (cast(:ids as uuid[]))")
                        .param("ids", Sql.ids(ids.stream().map(PatientId::value).toList()))
                        .query(StoredPatients::patient)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Patient::id, Function.identity())));
    }

    @Override
    public List<Patient> search(Actor admin, String query, int limit, @Nullable PatientId after) {
        new Invalid.Check().number("limit", limit, 1, 500).done();
        String[] sought =
                SearchWords.sought(query).stream().map(word -> " " + word).toArray(String[]::new);
        return transactions.as(
                admin,
                () -> jdbc.sql("select " + COLUMNS + """

                        from patient
                        where 0 < all (select position(word in search) from unnest(:sought) word)
                          and (cast(:after as uuid) is null
                               or (search, id) > (select a.search, a.id from patient a where a.id = :after))
                        order by search, id
                        limit :limit
                        """)
                        .param("sought", sought)
                        .param("after", after == null ? null : after.value())
                        .param("limit", limit)
                        .query(StoredPatients::patient)
                        .list());
    }

    @Override
    public Patient add(Actor admin, NewPatient said) {
        return transactions.as(admin, () -> {
            Instant now = clock.instant();
            var id = new PatientId(UuidCreator.getTimeOrderedEpoch());
            insert(id, null, PatientRules.patient(said, latestToday(now)), now);
            return one(id);
        });
    }

    /**
     * Runs inside the sign-up, as whoever runs it, so that account and patient come into being together. What the sign-up
     * has accepted is not judged again: an answer that only a new address can have would tell that it is new.
     */
    @EventListener
    void signedUp(PatientSignedUp event) {
        insert(
                new PatientId(event.person()),
                event.account(),
                new NewPatient(event.name(), event.email(), event.phone(), event.birthDate()),
                event.at());
    }

    @Override
    public Patient change(Actor actor, PatientId id, NewPatient said) {
        return transactions.as(actor, () -> {
            NewPatient patient = PatientRules.patient(said, latestToday(clock.instant()));
            if (actor.is(Actor.Role.PATIENT) && !Objects.equals(patient.email(), one(id).email())) {
                throw new Invalid(
                        "email", "NOT_ALLOWED", "This is the address you proved; ask the clinic to change it.");
            }
            int changed = jdbc.sql("""
                            update patient
                            set name = :name, email = :email, phone = :phone, birth_date = :birth, search = :search
                            where id = :id
                            """)
                    .param("id", id.value())
                    .param("name", patient.name())
                    .param("email", patient.email())
                    .param("phone", patient.phone())
                    .param("birth", patient.birthDate())
                    .param("search", SearchWords.of(patient.name(), patient.email(), patient.phone()))
                    .update();
            if (changed == 0) {
                throw new NotFound("patient");
            }
            return one(id);
        });
    }

    @Override
    public Patient block(Actor admin, PatientId id, boolean blocked) {
        if (!admin.is(Actor.Role.ADMIN)) {
            throw new Invalid("blocked", "NOT_ALLOWED", "An admin keeps a patient from booking.");
        }
        return transactions.as(admin, () -> {
            one(id);
            jdbc.sql("""
                            update patient set blocked_at = case when :blocked then coalesce(blocked_at, :now) end
                            where id = :id
                            """)
                    .param("id", id.value())
                    .param("blocked", blocked)
                    .param("now", Sql.at(clock.instant()))
                    .update();
            return one(id);
        });
    }

    @Override
    public void remove(Actor admin, PatientId id) {
        transactions.<@Nullable Void>as(admin, () -> {
            if (one(id).account() != null) {
                throw inUse();
            }
            try {
                jdbc.sql("delete from patient where id = :id")
                        .param("id", id.value())
                        .update();
            } catch (DataIntegrityViolationException e) {
                throw inUse();
            }
            return null;
        });
    }

    private void insert(PatientId id, @Nullable AccountId account, NewPatient patient, Instant now) {
        jdbc.sql("""
                        insert into patient (id, account_id, name, email, phone, birth_date, search, created_at)
                        values (:id, :account, :name, :email, :phone, :birth, :search, :now)
                        """)
                .param("id", id.value())
                .param("account", account == null ? null : account.value())
                .param("name", patient.name())
                .param("email", patient.email())
                .param("phone", patient.phone())
                .param("birth", patient.birthDate())
                .param("search", SearchWords.of(patient.name(), patient.email(), patient.phone()))
                .param("now", Sql.at(now))
                .update();
    }

    private Patient one(PatientId id) {
        return jdbc.sql("select " + COLUMNS + " from patient where id = :id")
                .param("id", id.value())
                .query(StoredPatients::patient)
                .optional()
                .orElseThrow(StoredPatients::missing);
    }

    private static NotFound missing() {
        return new NotFound("patient");
    }

    private static Invalid inUse() {
        return new Invalid("id", "IN_USE", "This patient can sign in or was booked, so the record stays.");
    }

    private static LocalDate latestToday(Instant now) {
        return now.atZone(WHERE_THE_DAY_BEGINS_FIRST).toLocalDate();
    }

    private static Patient patient(ResultSet row, int number) throws SQLException {
        UUID account = Sql.idOrNull(row, "account_id");
        return new Patient(
                new PatientId(Sql.id(row, "id")),
                account == null ? null : new AccountId(account),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getObject("birth_date", LocalDate.class),
                row.getObject("blocked_at") != null);
    }
}
