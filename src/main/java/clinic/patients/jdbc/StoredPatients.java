package clinic.patients.jdbc;

import clinic.audit.AccessLog;
import clinic.identity.AccountId;
import clinic.identity.PatientSignedUp;
import clinic.patients.Patient;
import clinic.patients.Patient.Restriction;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Erased;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Patients in their table, each sealed under a key of their own. */
@Component
class StoredPatients implements Patients {

    private static final ZoneId WHERE_THE_DAY_BEGINS_FIRST = ZoneId.of("Pacific/Kiritimati");
    private static final String FOUND_AS = "PATIENT";
    private static final int MOST_NAMESAKES = 200;
    private static final int LONGEST_REASON = 500;
    private static final String SELECT = """
            select p.id, p.account_id, p.name, p.email, p.phone, p.birth_date, p.blocked_at,
                   p.erased_at, p.restricted_at, p.restriction_reason, p.restriction_ends_at, %s
            from patient p left join data_key k on k.owner_id = p.id
            """.formatted(Vault.KEY);

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessLog accesses;

    private final Vault vault;

    StoredPatients(Transactions transactions, JdbcClient jdbc, Clock clock, AccessLog accesses, Vault vault) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.accesses = accesses;
        this.clock = clock;
        this.vault = vault;
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
                () -> jdbc.sql("select blocked_at is not null or takes_no_visits(id) from patient where id = :id")
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
                        .sql(SELECT + "where p.id = any(:ids)")
                        .param("ids", Sql.ids(ids.stream().map(PatientId::value).toList()))
                        .query(this::patient)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Patient::id, Function.identity())));
    }

    @Override
    public List<Patient> search(Actor admin, String query, int limit, @Nullable PatientId after) {
        new Invalid.Check().number("limit", limit, 1, 500).done();
        Vault.Sought sought = vault.sought(FOUND_AS, query);
        return transactions.as(
                admin,
                () -> sought.page(
                        after,
                        limit,
                        (last, wanted) -> page(sought, last, wanted),
                        Patient::id,
                        one -> sought.fits(one.name(), one.email(), one.phone())));
    }

    private List<Patient> page(Vault.Sought sought, @Nullable PatientId after, int limit) {
        return jdbc.sql("""
                        %s
                        where p.erased_at is null and (cast(:after as uuid) is null or p.id < :after) %s
                        order by p.id desc
                        limit :limit
                        """.formatted(SELECT, sought.isBlank() ? "" : "and p.id in (" + Vault.FOUND + ")"))
                .param("domain", FOUND_AS)
                .param("wanted", sought.wanted())
                .param("terms", sought.terms())
                .param("tokens", sought.tokens())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query(this::patient)
                .list();
    }

    @Override
    public Optional<PatientId> theOne(Actor system, String name, LocalDate birthDate) {
        List<Patient> namesakes = search(system, name + " " + birthDate, MOST_NAMESAKES).stream()
                .filter(one -> birthDate.equals(one.birthDate()) && Vault.saysTheSame(name, one.name()))
                .toList();
        return namesakes.size() == 1 ? Optional.of(namesakes.getFirst().id()) : Optional.empty();
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
            Patient before = usable(actor, one(id));
            if (!PatientAccess.staffChangesTheAddress(actor) && !Objects.equals(patient.email(), before.email())) {
                throw new Invalid(
                        "email", "NOT_ALLOWED", "This is the address you proved; ask the clinic to change it.");
            }
            if (!patient.equals(said(before))) {
                write(actor, id, patient);
            }
            return one(id);
        });
    }

    @Override
    public Patient block(Actor admin, PatientId id, boolean blocked) {
        if (!PatientAccess.adminsBlock(admin)) {
            throw new Invalid("blocked", "NOT_ALLOWED", "An admin keeps a patient from booking.");
        }
        return transactions.as(admin, () -> {
            present(id);
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
    public Patient restrict(Actor admin, PatientId id, String said) {
        var check = new Invalid.Check();
        String reason = check.text("reason", said, LONGEST_REASON);
        check.done();
        return transactions.as(admin, () -> {
            present(id);
            jdbc.sql("""
                            update patient set restricted_at = case when restriction_ends_at <= :now then :now
                                                                    else coalesce(restricted_at, :now) end,
                                               restriction_ends_at = null, restriction_reason = :reason
                            where id = :id
                            """)
                    .param("id", id.value())
                    .param("now", Sql.at(clock.instant()))
                    .param("reason", vault.seal(id.value(), place(id, "restriction_reason"), reason))
                    .update();
            return one(id);
        });
    }

    @Override
    public Patient endRestriction(Actor admin, PatientId id, Instant from) {
        return transactions.as(admin, () -> {
            if (present(id).restriction() == null) {
                throw new NotFound("restriction");
            }
            jdbc.sql("update patient set restriction_ends_at = :from where id = :id")
                    .param("id", id.value())
                    .param("from", Sql.at(from))
                    .update();
            return one(id);
        });
    }

    @Override
    public void erase(Actor adminOrSystem, PatientId id) {
        transactions.<@Nullable Void>as(adminOrSystem, () -> {
            Patient before = locked(id, "for update");
            if (!before.erased()) {
                unrestricted(before);
                jdbc.sql("""
                                update patient set name = :name, email = null, phone = null, birth_date = null,
                                                   erased_at = :now, restricted_at = null, restriction_reason = null,
                                                   restriction_ends_at = null
                                where id = :id
                                """)
                        .param("id", id.value())
                        .param("name", vault.seal(id.value(), place(id, "name"), pseudonym(id)))
                        .param("now", Sql.at(clock.instant()))
                        .update();
                vault.makeNotFound(FOUND_AS, id.value());
            }
            return null;
        });
    }

    /** The end of the id, which is chance, tells one from the other and says nothing of either. */
    private static String pseudonym(PatientId id) {
        String number = id.value().toString();
        return Vault.ERASED + " " + number.substring(number.length() - 6);
    }

    @Override
    public void remove(Actor admin, PatientId id) {
        transactions.<@Nullable Void>as(admin, () -> {
            Patient patient = locked(id, "for update");
            unrestricted(patient);
            if (patient.account() != null) {
                throw inUse();
            }
            try {
                jdbc.sql("delete from patient where id = :id")
                        .param("id", id.value())
                        .update();
                vault.makeNotFound(FOUND_AS, id.value());
                vault.destroy(id.value());
            } catch (DataIntegrityViolationException e) {
                throw inUse();
            }
            return null;
        });
    }

    /**
     * Each value that has not changed keeps its bytes, so that the audit trail tells what has. Of somebody who was erased or
     * restricted while this waited for the record nothing is written.
     */
    private void write(Actor actor, PatientId id, NewPatient patient) {
        jdbc.sql(SELECT + "where p.id = :id for no key update of p")
                .param("id", id.value())
                .query(row -> {
                    usable(actor, patient(row, 0));
                    PersonalKey key = vault.key(row);
                    jdbc.sql("""
                                    update patient set name = :name, email = :email, phone = :phone, birth_date = :birth
                                    where id = :id
                                    """)
                            .param("id", id.value())
                            .param("name", key.sealAgain(place(id, "name"), row.getBytes("name"), patient.name()))
                            .param("email", key.sealAgain(place(id, "email"), row.getBytes("email"), patient.email()))
                            .param("phone", key.sealAgain(place(id, "phone"), row.getBytes("phone"), patient.phone()))
                            .param(
                                    "birth",
                                    key.sealAgain(place(id, "birth_date"), row.getBytes("birth_date"), born(patient)))
                            .update();
                });
        makeFound(id, patient);
    }

    private void insert(PatientId id, @Nullable AccountId account, NewPatient patient, Instant now) {
        PersonalKey key = vault.key(id.value());
        jdbc.sql("""
                        insert into patient (id, account_id, name, email, phone, birth_date, created_at)
                        values (:id, :account, :name, :email, :phone, :birth, :now)
                        """)
                .param("id", id.value())
                .param("account", account == null ? null : account.value())
                .param("name", key.seal(place(id, "name"), patient.name()))
                .param("email", key.sealOrNull(place(id, "email"), patient.email()))
                .param("phone", key.sealOrNull(place(id, "phone"), patient.phone()))
                .param("birth", key.sealOrNull(place(id, "birth_date"), born(patient)))
                .param("now", Sql.at(now))
                .update();
        makeFound(id, patient);
    }

    private void makeFound(PatientId id, NewPatient patient) {
        vault.makeFound(FOUND_AS, id.value(), patient.name(), patient.email(), patient.phone(), patient.birthDate());
    }

    private static @Nullable String born(NewPatient patient) {
        return patient.birthDate() == null ? null : patient.birthDate().toString();
    }

    private static NewPatient said(Patient patient) {
        return new NewPatient(patient.name(), patient.email(), patient.phone(), patient.birthDate());
    }

    private static Place place(PatientId id, String column) {
        return Place.of("patient", column, id.value());
    }

    private Patient one(PatientId id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id.value())
                .query(this::patient)
                .optional()
                .orElseThrow(StoredPatients::missing);
    }

    /** As it is from here to the end of the act. */
    private Patient locked(PatientId id, String strength) {
        return jdbc.sql(SELECT + "where p.id = :id " + strength + " of p")
                .param("id", id.value())
                .query(this::patient)
                .optional()
                .orElseThrow(StoredPatients::missing);
    }

    /** Not erased, and not until the end of the act. */
    private Patient present(PatientId id) {
        return present(locked(id, "for no key update"));
    }

    private static Patient present(Patient patient) {
        if (patient.erased()) {
            throw new Erased();
        }
        return patient;
    }

    /** What is restricted nobody but its patient changes. */
    private static Patient usable(Actor actor, Patient patient) {
        present(patient);
        if (!actor.is(Actor.Role.PATIENT)) {
            unrestricted(patient);
        }
        return patient;
    }

    private static void unrestricted(Patient patient) {
        if (patient.restriction() != null) {
            throw new Invalid("id", "RESTRICTED", "This record is restricted; end the restriction first.");
        }
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

    private Patient patient(ResultSet row, int number) throws SQLException {
        var id = new PatientId(Sql.id(row, "id"));
        UUID account = Sql.idOrNull(row, "account_id");
        PersonalKey key = vault.key(row);
        String birth = key.openOrNull(place(id, "birth_date"), row.getBytes("birth_date"));
        return new Patient(
                id,
                account == null ? null : new AccountId(account),
                key.open(place(id, "name"), row.getBytes("name")),
                key.openOrNull(place(id, "email"), row.getBytes("email")),
                key.openOrNull(place(id, "phone"), row.getBytes("phone")),
                birth == null ? null : LocalDate.parse(birth),
                row.getObject("blocked_at") != null,
                restriction(id, key, row),
                row.getObject("erased_at") != null);
    }

    private @Nullable Restriction restriction(PatientId id, PersonalKey key, ResultSet row) throws SQLException {
        Instant since = Sql.instantOrNull(row, "restricted_at");
        Instant ends = Sql.instantOrNull(row, "restriction_ends_at");
        return since == null || ends != null && !ends.isAfter(clock.instant())
                ? null
                : new Restriction(
                        since, key.open(place(id, "restriction_reason"), row.getBytes("restriction_reason")), ends);
    }
}
