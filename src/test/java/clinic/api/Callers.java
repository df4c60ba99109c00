package clinic.api;

import clinic.availability.Availability;
import clinic.availability.Hold;
import clinic.availability.HoldOutcome;
import clinic.availability.HoldRequest;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.Offer;
import clinic.directory.PolicyRule;
import clinic.directory.PolicyScope;
import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.Tokens;
import clinic.identity.SignIns;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Transactions;
import clinic.rights.Erasures;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.SampleClinic;
import clinic.testing.SamplePolicy;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A clinic with people who hold access tokens, and what it takes to call it. Made once for each application. */
@TestComponent
class Callers {

    static final String PASSWORD = "seven small brown otters";
    /** What is tested here are routes, many times over for the same few people. */
    private static final Map<PolicyRule, Integer> POLICY = SamplePolicy.with(Map.of(
            PolicyRule.HORIZON, 730,
            PolicyRule.MAX_OPEN_PER_PATIENT, 1000,
            PolicyRule.MAX_PER_PATIENT_PER_DAY, 100,
            PolicyRule.MAX_PER_DOCTOR_PER_DAY, 500));

    /** The same policy as an admin's form sends it. */
    static final Map<String, String> POLICY_AS_TYPED = POLICY.entrySet().stream()
            .collect(Collectors.toMap(said -> said.getKey().key(), said -> String.valueOf(said.getValue())));

    private static final Instant FIRST_FREE = TestClock.START.plus(Duration.ofDays(3));
    private static final Instant FIRST_PAST = TestClock.START.minus(Duration.ofDays(40));

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final AtomicInteger used = new AtomicInteger();

    private final Environment environment;
    private final TestClock clock;
    private final Identity identity;
    private final SignIns signIns;
    private final Vault vault;
    private final Transactions transactions;
    private final Directory directory;
    private final Patients patients;
    private final Availability availability;
    private final Appointments appointments;
    private final TestDatabase database;
    private final JdbcClient jdbc;
    private final Erasures erasures;
    private final SampleClinic clinic;

    private @Nullable People people;

    Callers(
            Environment environment,
            TestClock clock,
            Identity identity,
            SignIns signIns,
            Vault vault,
            Transactions transactions,
            Directory directory,
            Patients patients,
            Availability availability,
            Appointments appointments,
            TestDatabase database,
            JdbcClient jdbc,
            Erasures erasures) {
        this.environment = environment;
        this.clock = clock;
        this.identity = identity;
        this.signIns = signIns;
        this.vault = vault;
        this.transactions = transactions;
        this.directory = directory;
        this.patients = patients;
        this.availability = availability;
        this.appointments = appointments;
        this.database = database;
        this.jdbc = jdbc;
        this.erasures = erasures;
        this.clinic = new SampleClinic(directory, patients, availability);
    }

    /** @param person the patient's or doctor's record; for an admin the account again */
    record Caller(Role role, String email, UUID account, UUID person, String token) {

        Actor actor() {
            return new Actor(role, account, role == Role.ADMIN ? null : person, UUID.randomUUID());
        }
    }

    /** Everybody, and what they deal with. The doctors work around the clock at one location, in steps of half an hour. */
    record People(
            Caller admin,
            Caller doctor,
            Caller otherDoctor,
            Caller patient,
            Caller otherPatient,
            Location location,
            AppointmentType instantly,
            AppointmentType onApproval) {}

    /** The people that most tests have in common. */
    synchronized People people() {
        if (people == null) {
            directory.changePolicy(clinic.admin(), PolicyScope.CLINIC, POLICY);
            people = peopleOf(clinic.location("Europe/Berlin"), clinic.instantType(30), clinic.typeToApprove(30));
        }
        return people;
    }

    /** Others at the same location, of whom no other test makes acquaintances. */
    People strangers() {
        People people = people();
        return peopleOf(people.location(), people.instantly(), people.onApproval());
    }

    private People peopleOf(Location location, AppointmentType instantly, AppointmentType onApproval) {
        return new People(
                admin(),
                doctor(location, instantly, onApproval),
                doctor(location, instantly, onApproval),
                patient(),
                patient(),
                location,
                instantly,
                onApproval);
    }

    SampleClinic clinic() {
        return clinic;
    }

    Caller admin() {
        Account account = identity.invite(clinic.admin(), address(), "Ada Admin", Role.ADMIN, null);
        return signedIn(account, LinkPurpose.INVITE, account.id().value());
    }

    Caller doctor(Location location, AppointmentType... types) {
        String email = address();
        DoctorId id = directory
                .addDoctor(clinic.admin(), "Dr Doris Dale", List.of("General practice"), email)
                .id();
        availability.setOffers(
                clinic.admin(),
                id,
                Arrays.stream(types)
                        .map(type -> new Offer(id, type.id(), null, null, null, null, null))
                        .toList(),
                false);
        availability.setPatterns(
                clinic.admin(),
                id,
                SampleClinic.everyDay(location.id(), "00:00", "23:30", Duration.ofMinutes(30)),
                false);
        return signedIn(account(email), LinkPurpose.INVITE, id.value());
    }

    Caller patient() {
        return patient(null);
    }

    Caller patient(@Nullable String zone) {
        String email = address();
        identity.signUp(new SignUp(email, PASSWORD, "Petra Pane", null, null, null, zone), "test");
        Account account = account(email);
        String link = link(account.id(), LinkPurpose.VERIFY);
        if (!(identity.verify(link, "test") instanceof LinkUsed used)
                || used.account().person() == null) {
            throw new AssertionError("A fresh link did not prove the address");
        }
        return new Caller(
                Role.PATIENT, email, account.id().value(), used.account().person(), token(email));
    }

    /** The same person with a token of now, wherever the clock was put meanwhile. */
    Caller again(Caller caller) {
        return new Caller(caller.role(), caller.email(), caller.account(), caller.person(), token(caller.email()));
    }

    private Caller signedIn(Account account, LinkPurpose invited, UUID person) {
        if (!(identity.setPassword(link(account.id(), invited), PASSWORD, "test") instanceof LinkUsed)) {
            throw new AssertionError("A fresh link did not set the password");
        }
        return new Caller(account.role(), account.email(), account.id().value(), person, token(account.email()));
    }

    /** A link that proves the address of somebody who has just signed up. */
    String freshLink() {
        String email = address();
        identity.signUp(new SignUp(email, PASSWORD, "Petra Pane", null, null, null, null), "test");
        return link(account(email).id(), LinkPurpose.VERIFY);
    }

    Account invitedAdmin() {
        return identity.invite(clinic.admin(), address(), "Ivo Invited", Role.ADMIN, null);
    }

    String refreshToken(Caller caller) {
        if (!(identity.issueTokens(caller.email(), PASSWORD, null, "test", null) instanceof Tokens tokens)) {
            throw new AssertionError("An account did not sign in");
        }
        return tokens.refreshToken();
    }

    /** A program of this person that signed in a moment ago. */
    UUID signIn(Caller caller) {
        List<UUID> before =
                signIns.of(caller.actor()).stream().map(SignIns.Open::id).toList();
        refreshToken(caller);
        return signIns.of(caller.actor()).stream()
                .map(SignIns.Open::id)
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
    }

    /** A passkey that no device holds. */
    UUID passkey(Caller caller) {
        UUID id = UUID.randomUUID();
        UUID owner = caller.role() == Role.PATIENT ? caller.person() : caller.account();
        byte[] name = transactions.as(
                Actor.system(UUID.randomUUID()), () -> vault.seal(owner, Place.of("passkey", "name", id), "A key"));
        JdbcClient walls = JdbcClient.create(database.as("postgres"));
        walls.sql(
                        "insert into passkey_owner (account_id, handle) values (:account, sha256(:handle)) on conflict do nothing")
                .param("account", caller.account())
                .param("handle", caller.account().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .update();
        walls.sql("""
                        with actor as materialized (
                          select set_config('clinic.actor_id', cast(:account as text), true),
                                 set_config('role', 'postgres', true)),
                        made as (
                          insert into passkey (id, account_id, credential_id, public_key, attestation, transports,
                              backup_eligible, name, made_at)
                          select :id, cast(:account as uuid), :credential, '', '', '{}', false, :name, now() from actor
                          returning id)
                        insert into passkey_use (passkey_id, signature_count, backed_up, used_at)
                        select id, 0, false, now() from made
                        """)
                .param("id", id)
                .param("account", caller.account())
                .param("credential", id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .param("name", name)
                .update();
        return id;
    }

    private Account account(String email) {
        return identity.accounts(clinic.admin(), email, null, 1, null).getFirst();
    }

    String link(AccountId account, LinkPurpose purpose) {
        return identity.issueLink(Actor.system(UUID.randomUUID()), account, purpose)
                .orElseThrow();
    }

    private String token(String email) {
        if (!(identity.issueTokens(email, PASSWORD, null, "test", null) instanceof Tokens tokens)) {
            throw new AssertionError("A fresh account did not sign in");
        }
        return tokens.accessToken();
    }

    String address() {
        return "someone." + UUID.randomUUID() + "@mail.example";
    }

    /** A start that nobody has used: the day after tomorrow or later, on the doctors' grid. */
    Instant freshStart() {
        return onGrid(FIRST_FREE, used.getAndIncrement());
    }

    private static Instant onGrid(Instant first, int count) {
        // 07:30 UTC onwards keeps clear of the half hour in which the doctors rest.
        return first.plus(Duration.ofDays(count / 40))
                .minus(Duration.ofHours(8))
                .plus(Duration.ofMinutes(30L * (count % 40)));
    }

    AppointmentView requested(Caller patient, Caller doctor) {
        return booked(patient.actor(), patient, doctor, people().onApproval(), freshStart());
    }

    AppointmentView approved(Caller patient, Caller doctor) {
        return booked(patient.actor(), patient, doctor, people().instantly(), freshStart());
    }

    /** Asked for, and approved just now. */
    AppointmentView answered(Caller patient, Caller doctor) {
        return done(appointments.approve(
                doctor.actor(), requested(patient, doctor).id(), Appointments.Change.anyVersion()));
    }

    Hold held(Caller patient, Caller doctor) {
        HoldRequest wanted = new HoldRequest(
                null,
                new DoctorId(doctor.person()),
                people().location().id(),
                people().instantly().id(),
                freshStart(),
                null);
        if (availability.hold(patient.actor(), wanted) instanceof HoldOutcome.Held held) {
            return held.hold();
        }
        throw new AssertionError("A free time could not be held");
    }

    /** An open request of the patient. */
    UUID asksToBeErased(Caller patient) {
        return erasures.ask(patient.actor(), null).id();
    }

    /** An open request of somebody of whom nothing else is known. */
    UUID strangerAsksToBeErased() {
        return asksToBeErased(patient());
    }

    /** The record of a patient that is only kept. */
    UUID restricted() {
        Caller patient = patient();
        patients.restrict(clinic.admin(), new PatientId(patient.person()), "The date of birth is contested");
        return patient.person();
    }

    /** The account of such a patient. */
    UUID accountOfRestricted() {
        Caller patient = patient();
        patients.restrict(clinic.admin(), new PatientId(patient.person()), "The date of birth is contested");
        return patient.account();
    }

    /** A mail to the patient that no server took. */
    UUID givenUpMessage() {
        AppointmentView visit = approved(people().patient(), people().doctor());
        return JdbcClient.create(database.as("postgres"))
                .sql("update message set state = 'DEAD', reason = 'REFUSED' where appointment_id = :id"
                        + " and recipient_kind = 'PATIENT' and channel = 'EMAIL' and purpose = 'BOOKED'"
                        + " returning id")
                .param("id", visit.id().value())
                .query(UUID.class)
                .single();
    }

    /** Somebody whom no doctor treats. */
    Patient stranger() {
        return patients.add(
                clinic.admin(),
                new Patients.NewPatient(
                        "Emil Q" + UUID.randomUUID().toString().replace("-", ""),
                        null,
                        null,
                        LocalDate.of(1970, 1, 31)));
    }

    /** A record that this doctor has opened in an emergency. */
    UUID emergency(Caller doctor) {
        UUID patient = stranger().id().value();
        UUID id = UUID.randomUUID();
        byte[] reason = transactions.as(
                Actor.system(UUID.randomUUID()),
                () -> vault.seal(patient, Place.of("emergency_access", "reason", id), "Found unconscious"));
        transactions.as(
                doctor.actor(),
                () -> jdbc.sql("""
                        insert into emergency_access (id, doctor_id, by_id, patient_id, reason)
                        values (:id, :doctor, :by, :patient, :reason)
                        """)
                        .param("id", id)
                        .param("doctor", doctor.person())
                        .param("by", doctor.account())
                        .param("patient", patient)
                        .param("reason", reason)
                        .update());
        return id;
    }

    /** The first entry of the audit trail. */
    long auditEntry() {
        return JdbcClient.create(database.as("postgres"))
                .sql("select min(id) from audit_entry")
                .query(Long.class)
                .single();
    }

    /** What the clinic's pages told a patient of an appointment. */
    UUID toldInThePages() {
        AppointmentView visit = approved(people().patient(), people().doctor());
        return JdbcClient.create(database.as("postgres"))
                .sql("select id from message where appointment_id = :id and recipient_kind = 'PATIENT'"
                        + " and channel = 'IN_APP' and purpose = 'BOOKED'")
                .param("id", visit.id().value())
                .query(UUID.class)
                .single();
    }

    /** Moved by the patient, so that the doctor must agree. */
    AppointmentView movedByPatient(Caller patient, Caller doctor) {
        AppointmentView view = requested(patient, doctor);
        return done(appointments.move(
                patient.actor(),
                view.id(),
                new Appointments.Move(freshStart(), null, null, null),
                Appointments.Change.anyVersion()));
    }

    /** Moved by the doctor, so that the patient may agree. */
    AppointmentView movedByDoctor(Caller patient, Caller doctor) {
        AppointmentView view = approved(patient, doctor);
        return done(appointments.move(
                doctor.actor(),
                view.id(),
                new Appointments.Move(freshStart(), null, null, null),
                Appointments.Change.because("Away")));
    }

    /** Approved, and left outside by an absence. */
    AppointmentView leftOutside(Caller patient, Caller doctor) {
        AppointmentView view = approved(patient, doctor);
        availability.addAbsence(clinic.admin(), new DoctorId(doctor.person()), view.during(), null, false);
        return view;
    }

    /** Approved, and over for weeks. */
    AppointmentView past(Caller patient, Caller doctor) {
        Instant start = onGrid(FIRST_PAST, used.getAndIncrement());
        clock.set(start.minus(Duration.ofDays(1)));
        try {
            return booked(patient.actor(), patient, doctor, people().instantly(), start);
        } finally {
            clock.reset();
        }
    }

    /** Over for weeks, and nobody has recorded what became of it since the patient came. */
    AppointmentView arrived(Caller patient, Caller doctor) {
        return done(appointments.arrive(doctor.actor(), past(patient, doctor).id(), Appointments.Change.anyVersion()));
    }

    AppointmentView completed(Caller patient, Caller doctor) {
        return done(
                appointments.complete(doctor.actor(), past(patient, doctor).id(), Appointments.Change.anyVersion()));
    }

    private AppointmentView booked(Actor by, Caller patient, Caller doctor, AppointmentType type, Instant start) {
        return done(appointments.book(
                by,
                new Booking(
                        by.is(Role.PATIENT) ? null : new PatientId(patient.person()),
                        new DoctorId(doctor.person()),
                        people().location().id(),
                        type.id(),
                        start,
                        null,
                        null,
                        null)));
    }

    private static AppointmentView done(clinic.booking.BookingOutcome outcome) {
        if (outcome instanceof Done done) {
            return done.appointment();
        }
        throw new AssertionError("Refused: " + outcome);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    Answer get(@Nullable Caller by, String path) {
        return call(by, "GET", path, null);
    }

    Answer post(@Nullable Caller by, String path, @Nullable String body, String... headers) {
        return call(by, "POST", path, body, headers);
    }

    Answer call(@Nullable Caller by, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", body.startsWith("BEGIN:VCALENDAR") ? "text/calendar" : "application/json");
        }
        if (by != null) {
            request.header("Authorization", "Bearer " + by.token());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Answer send(HttpRequest.Builder request) {
        return Answer.to(http, request);
    }

    /** A browser signed in as this person, or a stranger's. */
    Browser browser(@Nullable Caller by) {
        return by == null ? new Browser(port()) : Browser.signedIn(port(), by.email(), PASSWORD);
    }
}
