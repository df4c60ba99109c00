package clinic.notification;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.Directory.NewType;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.Offer;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.patients.Patients.NewPatient;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small practice in London with people of its own for each test, and a look at what is really in the database. */
@TestComponent
class Practice {

    /** 10:40 in London on the day after {@link TestClock#START}. */
    static final Instant TUESDAY = Instant.parse("2026-11-24T10:40:00Z");

    static final Instant WEDNESDAY = Instant.parse("2026-11-25T15:00:00Z");

    /** A name that must be found nowhere it does not belong. */
    static final String PATIENT_NAME = "Zebedee Marker";

    final Actor admin = new Actor(Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());

    private final Transactions transactions;
    /** After an answer. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final JdbcClient behindTheWalls;
    private final Directory directory;
    private final Patients patients;
    private final Availability availability;
    private final Appointments appointments;
    private final TestClock clock;
    private final Vault vault;

    private @Nullable Location location;
    private @Nullable AppointmentType byApproval;
    private @Nullable AppointmentType instant;

    @Autowired
    Practice(
            Transactions transactions,
            JdbcClient jdbc,
            TestDatabase database,
            Directory directory,
            Patients patients,
            Availability availability,
            Appointments appointments,
            TestClock clock,
            Vault vault) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.behindTheWalls = database.behindTheWalls();
        this.directory = directory;
        this.patients = patients;
        this.availability = availability;
        this.appointments = appointments;
        this.clock = clock;
        this.vault = vault;
    }

    /** @param email of the account, or of the record where there is no account */
    record Someone(Actor actor, UUID id, @Nullable String email) {}

    Someone patient() {
        return patientWithPhone(null);
    }

    Someone patientWithPhone(@Nullable String phone) {
        UUID account = UUID.randomUUID();
        String email = address(account);
        PatientId id = patients.add(admin, new NewPatient(PATIENT_NAME, email, phone, null))
                .id();
        account(account, Role.PATIENT, id.value());
        link("patient", id.value(), account);
        return new Someone(actor(Role.PATIENT, account, id.value()), id.value(), email);
    }

    Someone patientAtTheDesk(@Nullable String email) {
        PatientId id = patients.add(admin, new NewPatient(PATIENT_NAME, email, null, null))
                .id();
        return new Someone(actor(Role.PATIENT, UUID.randomUUID(), id.value()), id.value(), email);
    }

    Someone doctor() {
        UUID account = account(Role.DOCTOR);
        Someone doctor = doctorWithoutAccount(account);
        link("doctor", doctor.id(), account);
        return new Someone(doctor.actor(), doctor.id(), address(account));
    }

    Someone doctorWithoutAccount() {
        return doctorWithoutAccount(UUID.randomUUID());
    }

    private Someone doctorWithoutAccount(UUID account) {
        DoctorId id = directory
                .addDoctor(admin, "Dr Ada Osei", List.of("Zymology"), null)
                .id();
        availability.setOffers(admin, id, List.of(offer(id, byApproval()), offer(id, instant())), false);
        List<WorkingPattern> week = Arrays.stream(DayOfWeek.values())
                .map(day -> new WorkingPattern(
                        location().id(), day, LocalTime.of(8, 0), LocalTime.of(18, 0), List.of(), null, null, null))
                .toList();
        availability.setPatterns(admin, id, week, false);
        return new Someone(actor(Role.DOCTOR, account, id.value()), id.value(), null);
    }

    /** Asks for Tuesday, 10:40. */
    AppointmentId request(Someone by, Someone patient, Someone doctor) {
        return request(by, patient, doctor, TUESDAY);
    }

    AppointmentId request(Someone by, Someone patient, Someone doctor, Instant start) {
        return request(by, patient, doctor, byApproval(), start, "a note with zebra words");
    }

    AppointmentId bookInstantly(Someone patient, Someone doctor) {
        return bookInstantly(patient, doctor, TUESDAY);
    }

    AppointmentId bookInstantly(Someone patient, Someone doctor, Instant start) {
        return request(patient, patient, doctor, instant(), start, null);
    }

    private AppointmentId request(
            Someone by, Someone patient, Someone doctor, AppointmentType type, Instant start, @Nullable String note) {
        return done(appointments.book(
                        by.actor(),
                        new Booking(
                                by.actor().is(Role.PATIENT) ? null : new PatientId(patient.id()),
                                new DoctorId(doctor.id()),
                                location().id(),
                                type.id(),
                                start,
                                null,
                                note,
                                null)))
                .id();
    }

    /** So long ago that it cannot be taken back any more. */
    void approve(Someone by, AppointmentId id) {
        approveJustNow(by, id);
        clock.advance(UNTIL_TOLD);
    }

    void approveJustNow(Someone by, AppointmentId id) {
        done(appointments.approve(by.actor(), id, Change.anyVersion()));
    }

    void takeBack(Someone by, AppointmentId id) {
        done(appointments.takeBackAnswer(by.actor(), id, because()));
    }

    /** So long ago that it cannot be taken back any more. */
    void reject(Someone by, AppointmentId id) {
        done(appointments.reject(by.actor(), id, because()));
        clock.advance(UNTIL_TOLD);
    }

    void accept(Someone by, AppointmentId id) {
        done(appointments.accept(by.actor(), id, Change.anyVersion()));
    }

    void cancel(Someone by, AppointmentId id) {
        done(appointments.cancel(by.actor(), id, because()));
    }

    void complete(Someone by, AppointmentId id) {
        done(appointments.complete(by.actor(), id, Change.anyVersion()));
    }

    void markNoShow(Someone by, AppointmentId id) {
        done(appointments.markNoShow(by.actor(), id, Change.anyVersion()));
    }

    void delete(AppointmentId id) {
        done(appointments.delete(admin, id, because()));
    }

    void correct(AppointmentId id, clinic.booking.Status to) {
        done(appointments.correct(admin, id, to, because()));
    }

    /** To Wednesday, 15:00. */
    void move(Someone by, AppointmentId id, @Nullable Someone toDoctor) {
        move(by, id, toDoctor, WEDNESDAY);
    }

    void move(Someone by, AppointmentId id, @Nullable Someone toDoctor, Instant start) {
        DoctorId doctor = toDoctor == null ? null : new DoctorId(toDoctor.id());
        done(appointments.move(by.actor(), id, new Move(start, doctor, null, null), because()));
    }

    Someone theAdmin() {
        return new Someone(admin, admin.id(), null);
    }

    /** What has been planned for this appointment's step, as "PATIENT EMAIL REQUESTED". */
    List<String> told(AppointmentId id, int step) {
        return behindTheWalls
                .sql("""
                        select recipient_kind || ' ' || channel || ' ' || purpose from message
                        where appointment_id = :id and transition = :step and purpose <> 'REMINDER'
                        """)
                .param("id", id.value())
                .param("step", step)
                .query(String.class)
                .list();
    }

    /** How the mails about this appointment stand, in order, as "PATIENT REQUESTED SENT" with the reason where there is one. */
    List<String> mails(AppointmentId id) {
        return behindTheWalls
                .sql("""
                        select concat_ws(' ', recipient_kind, purpose, state, reason) from message
                        where appointment_id = :id and channel = 'EMAIL' and purpose <> 'REMINDER' order by transition, recipient_kind desc, purpose
                        """)
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    /** As {@link #mails}, of the text messages. */
    List<String> texts(AppointmentId id) {
        return behindTheWalls
                .sql("""
                        select concat_ws(' ', purpose, state, reason) from message
                        where appointment_id = :id and channel = 'SMS' and purpose <> 'REMINDER' order by transition, purpose
                        """)
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    /** How the reminders of this appointment stand, in order, as "EMAIL 2026-11-23T10:40:00Z SENT" with the reason. */
    List<String> reminders(AppointmentId id) {
        return behindTheWalls
                .sql("""
                        select concat_ws(' ', channel, to_char(remind_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                         state, reason)
                        from message where appointment_id = :id and purpose = 'REMINDER' order by transition, channel, remind_at
                        """)
                .param("id", id.value())
                .query(String.class)
                .list();
    }

    /** Puts aside whatever an earlier test has left, so that a relay finds only what this test wants. */
    void nothingIsWaiting() {
        behindTheWalls
                .sql("update message set state = 'SKIPPED', reason = 'TEST' where state in ('PLANNED', 'FAILED')")
                .update();
    }

    Location location() {
        return location == null ? openIn("Europe/London", "1 Quay Street") : location;
    }

    /** From now on at a place of this zone and address; who is made before stays where he is. */
    Location openIn(String zone, String address) {
        location = directory.addLocation(
                admin, new NewLocation("Harbour " + UUID.randomUUID(), ZoneId.of(zone), address, "0123 456"));
        return location;
    }

    private AppointmentType byApproval() {
        if (byApproval == null) {
            byApproval = type("Zoster follow-up ", false);
        }
        return byApproval;
    }

    private AppointmentType instant() {
        if (instant == null) {
            instant = type("Zoster first visit ", true);
        }
        return instant;
    }

    private AppointmentType type(String name, boolean instantly) {
        return directory.addType(
                admin,
                new NewType(
                        name + UUID.randomUUID(),
                        List.of(Duration.ofMinutes(20)),
                        Duration.ZERO,
                        Duration.ZERO,
                        instantly,
                        false,
                        null));
    }

    private static Offer offer(DoctorId doctor, AppointmentType type) {
        return new Offer(doctor, type.id(), null, null, null, null, null);
    }

    /** An account that signed up and proved its address; nobody ever signs in to it here. */
    UUID account(Role role) {
        UUID id = UUID.randomUUID();
        account(id, role, role == Role.ADMIN ? null : UUID.randomUUID());
        return id;
    }

    private void account(UUID id, Role role, @Nullable UUID person) {
        UUID owner = role == Role.PATIENT && person != null ? person : id;
        transactions.as(
                Actor.system(UUID.randomUUID()),
                () -> jdbc.sql("""
                        insert into account (id, email, email_key, name, role, person_id, verified_at, created_at)
                        values (:id, :email, :key, :name, :role, :person, :at, :at)
                        """)
                        .param("id", id)
                        .param("email", vault.seal(owner, Place.of("account", "email", id), address(id)))
                        .param("key", vault.blindIndex("account.email", address(id)))
                        .param("name", vault.seal(owner, Place.of("account", "name", id), PATIENT_NAME))
                        .param("role", role.name())
                        .param("person", person)
                        .param("at", TestClock.START.atOffset(java.time.ZoneOffset.UTC))
                        .update());
    }

    /** Writes another address for a patient than the rules would let anybody write. */
    void write(UUID patient, String address) {
        byte[] sealed = transactions.as(
                Actor.system(UUID.randomUUID()),
                () -> vault.seal(patient, Place.of("patient", "email", patient), address));
        behindTheWalls
                .sql("set session_replication_role = replica; update patient set email = '\\x"
                        + HexFormat.of().formatHex(sealed) + "' where id = '" + patient + "'")
                .update();
    }

    static String address(UUID account) {
        return account + "@people.example";
    }

    private void link(String table, UUID person, UUID account) {
        transactions.as(
                admin,
                () -> jdbc.sql("update " + table + " set account_id = :account where id = :id")
                        .param("account", account)
                        .param("id", person)
                        .update());
    }

    private static Actor actor(Role role, UUID account, UUID person) {
        return new Actor(role, account, person, UUID.randomUUID());
    }

    private static Change because() {
        return Change.because("a reason with zebra words");
    }

    private static AppointmentView done(BookingOutcome outcome) {
        if (outcome instanceof BookingOutcome.Done done) {
            return done.appointment();
        }
        throw new AssertionError("Refused: " + outcome);
    }
}
