package clinic.demo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.ClinicApplication;
import clinic.availability.Availability;
import clinic.availability.SlotQuery;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Filter;
import clinic.booking.Status;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole demo clinic, built once on a Monday morning and looked at through the interfaces of the modules. */
class DemoClinicTest {

    private static final Instant NOW = Instant.parse("2026-11-23T11:10:00Z");

    private static final TestDatabase database = TestDatabase.fresh();
    private static @Nullable ConfigurableApplicationContext application;

    private final Identity identity = bean(Identity.class);
    private final Directory directory = bean(Directory.class);
    private final Availability availability = bean(Availability.class);
    private final Appointments appointments = bean(Appointments.class);
    private final Actor admin = signedIn("admin@demo.example").actor(UUID.randomUUID());

    @BeforeAll
    static void build() {
        application = start();
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(application).getBean(type);
    }

    private static ConfigurableApplicationContext start() {
        return now(() -> new SpringApplicationBuilder(ClinicApplication.class)
                .run(
                        "--clinic.demo=true",
                        "--clinic.announce=false",
                        "--clinic.relay.enabled=false",
                        "--clinic.database.url=" + database.url(),
                        "--clinic.data=target/test-data/demo",
                        "--clinic.port=0"));
    }

    private static <T> T now(Supplier<T> work) {
        return DemoClock.at(NOW, work);
    }

    /** A second build would be the same: the diary depends on the seed and the moment alone, and this is the diary. */
    @Test
    void everyAppointmentIsAsTheDiaryHasIt() {
        Map<String, Status> planned = new HashMap<>();
        for (int place = 0; place < Premises.PLACES.size(); place++) {
            ZoneId zone = Premises.PLACES.get(place).zone();
            for (Visit visit : new Diary(place, closures(zone), NOW, DemoClinic.SEED).visits()) {
                planned.put(Premises.DOCTORS.get(visit.doctor()).name() + " " + visit.currentStart(), visit.status());
            }
        }
        Map<UUID, String> names = directory.doctors(admin, null, null, null).stream()
                .collect(toMap(doctor -> doctor.id().value(), Doctor::name));
        Map<String, Status> built = new HashMap<>();
        for (AppointmentView appointment : all()) {
            built.put(
                    names.get(appointment.doctor().value()) + " "
                            + appointment.during().start(),
                    appointment.status());
        }
        assertThat(built).isEqualTo(planned).hasSizeBetween(2_700, 3_400);
    }

    @Test
    void thereIsSomethingInEveryState() {
        Map<Status, Integer> counts = appointments.counts(admin, filter(null));
        assertThat(counts.keySet()).containsAll(EnumSet.complementOf(EnumSet.of(Status.DELETED)));
    }

    @Test
    void theDeskHasGoneOutsideTheHoursNowAndThenAndSaidWhy() {
        assertThat(appointments.latestOverrides(admin, 10))
                .hasSize(2 * Premises.PLACES.size())
                .allSatisfy(
                        step -> assertThat(step.transition().overrideReason()).isNotBlank());
    }

    @Test
    void theTwoPlacesKeepTheirOwnTime() {
        assertThat(directory.locations(admin))
                .extracting(Location::zone)
                .containsExactlyInAnyOrder(ZoneId.of("Europe/London"), ZoneId.of("Asia/Kolkata"));
        assertThat(all())
                .extracting(AppointmentView::zone)
                .contains(ZoneId.of("Europe/London"), ZoneId.of("Asia/Kolkata"));
    }

    @Test
    void theClinicIsOfTheSizeThatIsPromised() {
        assertThat(directory.doctors(admin, null, null, null)).hasSize(8);
        assertThat(directory.doctors(admin, null, null, null).stream()
                        .flatMap(doctor -> doctor.specialties().stream())
                        .distinct())
                .hasSize(5);
        assertThat(directory.types(admin)).hasSize(7);
        assertThat(directory.rooms(admin, null)).hasSize(8);
        assertThat(patients()).isEqualTo(400);
        assertThat(directory.closures(admin, TimeRange.starting(NOW, Duration.ofDays(365))))
                .hasSizeGreaterThan(8);
    }

    @Test
    void everyDoctorHasFreeTimesInTheComingDays() {
        Map<Object, AppointmentType> types =
                directory.types(admin).stream().collect(toMap(AppointmentType::id, type -> type));
        for (Doctor doctor : directory.doctors(admin, null, null, null)) {
            AppointmentType type = Objects.requireNonNull(types.get(directory
                    .offers(admin, List.of(doctor.id()), null)
                    .getFirst()
                    .type()));
            SlotQuery query = new SlotQuery(
                    type.id(), doctor.id(), null, null, null, TimeRange.starting(NOW, Duration.ofDays(4)), 50);
            assertThat(now(() -> availability.freeTimes(admin, query)))
                    .as(doctor.name())
                    .hasSizeGreaterThan(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient@demo.example", "patient2@demo.example"})
    void aDemoPatientComesAgainAndWaitsForAnAnswer(String email) {
        Actor patient = signedIn(email).actor(UUID.randomUUID());
        assertThat(appointments.counts(patient, filter(null)))
                .containsKeys(Status.APPROVED, Status.PENDING, Status.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor@demo.example", "doctor2@demo.example"})
    void requestsWaitForADemoDoctor(String email) {
        Actor doctor = signedIn(email).actor(UUID.randomUUID());
        assertThat(appointments.counts(doctor, filter(null)).getOrDefault(Status.PENDING, 0))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aSecondStartBuildsNothing() {
        int before = all().size();
        start().close();
        assertThat(all()).hasSize(before);
    }

    private Account signedIn(String email) {
        Identity.SignInOutcome outcome = now(() -> identity.signIn(email, DemoClinic.PASSWORD, "127.0.0.1"));
        assertThat(outcome).isInstanceOf(Identity.SignedIn.class);
        return ((Identity.SignedIn) outcome).account();
    }

    private List<TimeRange> closures(ZoneId zone) {
        Location location = directory.locations(admin).stream()
                .filter(candidate -> candidate.zone().equals(zone))
                .findFirst()
                .orElseThrow();
        TimeRange year = TimeRange.starting(NOW.minus(Duration.ofDays(100)), Duration.ofDays(365));
        return directory.closures(admin, year).stream()
                .filter(closure -> location.id().equals(closure.location()))
                .map(closure -> closure.during())
                .toList();
    }

    private List<AppointmentView> all() {
        List<AppointmentView> all = new ArrayList<>();
        List<AppointmentView> page = appointments.appointments(admin, filter(null));
        while (!page.isEmpty()) {
            all.addAll(page);
            page = appointments.appointments(admin, filter(page.getLast()));
        }
        return all;
    }

    private static Filter filter(@Nullable AppointmentView after) {
        return new Filter(Set.of(), null, null, null, null, null, false, after == null ? null : after.id(), 500);
    }

    private long patients() {
        return database.behindTheWalls()
                .sql("select count(*) from patient")
                .query(Long.class)
                .single();
    }
}
