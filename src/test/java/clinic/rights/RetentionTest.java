package clinic.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.availability.Availability;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.SignUp;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.platform.Retained;
import clinic.platform.Transactions;
import clinic.rights.Retention.Held;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What is older than its period goes, and what would go is shown before. */
@ClinicTest
@TestPropertySource(properties = "clinic.name=Retention")
class RetentionTest {

    @Autowired
    Retention retention;

    @Autowired
    Erasures erasures;

    @Autowired
    Identity identity;

    @Autowired
    Patients patients;

    @Autowired
    Appointments appointments;

    @Autowired
    Availability availability;

    @Autowired
    Directory directory;

    @Autowired
    List<Retained> retained;

    @Autowired
    Transactions transactions;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private SampleClinic clinic;
    private Actor admin;
    private Location place;
    private AppointmentType type;
    private DoctorId doctor;

    @BeforeEach
    void aDoctorAtWorkAndNothingDue() {
        clinic = new SampleClinic(directory, patients, availability);
        admin = clinic.admin();
        place = clinic.location("Europe/London");
        type = clinic.instantType(30);
        doctor = clinic.doctor(place.id(), "08:00", "18:00", type.id());
        clock.set(Instant.parse("2066-01-01T00:00:00Z"));
        retention.purge(admin);
        clock.reset();
    }

    private Held held(Kind kind) {
        return retention.held(admin).stream()
                .filter(held -> held.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private void isSeen(PatientId patient) {
        Booking booking = new Booking(
                patient, doctor, place.id(), type.id(), TestClock.START.plus(Duration.ofDays(2)), null, null, "a-key");
        assertThat(appointments.book(admin, booking)).isInstanceOf(Done.class);
    }

    @Test
    void eachKindHasAPeriodOfTheClinicsWithinItsBounds() {
        assertThat(held(Kind.MEDICAL_RECORDS).months()).isEqualTo(120);
        assertThatThrownBy(() -> retention.change(admin, Map.of(Kind.READS, 1))).isInstanceOf(Invalid.class);

        retention.change(admin, Map.of(Kind.MEDICAL_RECORDS, 240, Kind.READS, 24));

        assertThat(held(Kind.READS).months()).isEqualTo(24);
        assertThat(held(Kind.IDLE_RECORDS).months()).isEqualTo(240);
        retention.change(admin, Map.of(Kind.MEDICAL_RECORDS, 120, Kind.READS, 36));
    }

    @Test
    void recordsOfPatientsAreKeptForTheLawsPeriodAtLeast() {
        for (Kind medical : List.of(Kind.MEDICAL_RECORDS, Kind.IDLE_RECORDS)) {
            assertThat(held(medical).least()).isEqualTo(120);
            assertThatThrownBy(() -> retention.change(admin, Map.of(medical, 119)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void whatTheDatabaseHoldsCountsForNoLessThanThat() {
        assertThatThrownBy(() -> sets(Kind.MEDICAL_RECORDS, 0)).hasMessageContaining("is_within_reason");
        sets(Kind.MEDICAL_RECORDS, 12);
        sets(Kind.IDLE_RECORDS, 12);

        assertThat(held(Kind.MEDICAL_RECORDS).months()).isEqualTo(120);
        assertThat(held(Kind.IDLE_RECORDS).months()).isEqualTo(120);
        retention.change(admin, Map.of(Kind.MEDICAL_RECORDS, 120, Kind.IDLE_RECORDS, 120));
    }

    private void sets(Kind kind, int months) {
        database.transactions()
                .as(
                        admin,
                        () -> database.jdbc()
                                .sql("""
                        insert into retention (kind, months) values (:kind, :months)
                        on conflict (kind) do update set months = excluded.months
                        """)
                                .param("kind", kind.name())
                                .param("months", months)
                                .update());
    }

    @Test
    void onlyAdminsSeeAndSetPeriods() {
        Actor treating = clinic.as(doctor);

        assertThatThrownBy(() -> retention.held(treating)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> retention.change(treating, Map.of())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> retention.purge(treating)).isInstanceOf(NotFound.class);
    }

    @Test
    void exactlyWhatWasShownGoesAndTheTrailSaysHowMuch() {
        PatientId seen = clinic.patient();
        isSeen(seen);
        patients.patient(admin, seen);
        clock.set(Instant.parse("2031-01-01T00:00:00Z"));
        Map<Kind, Integer> shown = new java.util.EnumMap<>(Kind.class);
        retention.held(admin).forEach(held -> shown.put(held.kind(), held.due()));

        Map<Kind, Integer> gone = retention.purge(admin);

        assertThat(gone).isEqualTo(shown);
        assertThat(gone.get(Kind.READS)).isPositive();
        assertThat(gone.get(Kind.MESSAGES)).isPositive();
        assertThat(gone.get(Kind.REPEATED_REQUESTS)).isEqualTo(1);
        assertThat(gone.get(Kind.IDLE_RECORDS)).isZero();
        assertThat(retention.held(admin)).extracting(Held::due).containsOnly(0);
        assertThat(database.behindTheWalls()
                        .sql("""
                        select count(*) from audit_entry where kind = 'purge_run' and actor_role = 'SYSTEM'
                          and after ->> 'kind' = 'REPEATED_REQUESTS' and after ->> 'removed' = '1'
                          and after ->> 'by_id' = :admin
                        """)
                        .param("admin", admin.id().toString())
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void aRecordWithAnOpenRequestARestrictionOrAVisitAheadStays() {
        PatientId asks = clinic.patient();
        erasures.ask(clinic.as(asks), null);
        PatientId restricted = clinic.patient();
        patients.restrict(admin, restricted, "A claim");
        PatientId idle = clinic.patient();
        PatientId free = clinic.patient();
        patients.restrict(admin, free, "A claim that was settled");
        patients.endRestriction(admin, free, TestClock.START.plus(Duration.ofDays(7)));
        clock.set(Instant.parse("2037-01-01T00:00:00Z"));
        PatientId comes = clinic.patient();

        retention.purge(admin);

        for (PatientId kept : List.of(asks, restricted, comes)) {
            assertThat(patients.patient(admin, kept).erased()).isFalse();
        }
        assertThat(patients.patient(admin, idle).erased()).isTrue();
        assertThat(patients.patient(admin, free).erased()).isTrue();
    }

    @Test
    void anAccountThatNobodyProvedIsGoneAfterAMonth() {
        String email = "never." + UUID.randomUUID() + "@people.example";
        identity.signUp(new SignUp(email, "seven small brown otters", "Nora Never", null, null, null, null), email);
        Account made = identity.accounts(admin, email, null, 1, null).getFirst();

        clock.advance(Duration.ofDays(32));
        retention.purge(admin);

        assertThat(identity.accounts(admin, email, null, 1, null)).isEmpty();
        assertThat(patients.patient(admin, new PatientId(Objects.requireNonNull(made.person())))
                        .erased())
                .isTrue();
    }

    @Test
    void whatAnInterruptionLeavesGoesTheNextTime() {
        PatientId one = clinic.patient();
        PatientId other = clinic.patient();
        clock.set(Instant.parse("2037-01-01T00:00:00Z"));
        Retained idle = retained.stream()
                .filter(kind -> kind.kind().equals(Kind.IDLE_RECORDS.name()))
                .findFirst()
                .orElseThrow();
        Instant before = Instant.parse("2027-01-01T00:00:00Z");
        Actor system = Actor.system(UUID.randomUUID());

        assertThatThrownBy(() -> transactions.as(system, () -> {
                    idle.takeAway(system, clock.instant(), before, 1);
                    throw new IllegalStateException("The power is gone");
                }))
                .hasMessage("The power is gone");

        assertThat(patients.patient(admin, one).erased()).isFalse();
        assertThat(patients.patient(admin, other).erased()).isFalse();
        retention.purge(admin);
        assertThat(patients.patient(admin, one).erased()).isTrue();
        assertThat(patients.patient(admin, other).erased()).isTrue();
    }
}
