package clinic.servers;

import static clinic.testing.Race.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.SignIns;
import clinic.patients.Patients;
import clinic.platform.DataFolder;
import clinic.shared.Actor;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.PackagedClinic;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Server processes on one database: two that are asked for the same times, and one that is killed in the middle of its work.
 * The application of the test itself only sets the scene and looks at what was written.
 */
@ClinicTest
class SeveralServersIT {

    private static final String PASSWORD = "a long enough password";
    private static final int ROUNDS = 20;
    private static final int RACERS = 64;

    @TempDir
    static Path folder;

    /** The two that are asked for the same; started by the first test that needs them. */
    private static final Map<String, PackagedClinic> RUNNING = new HashMap<>();

    @Autowired
    private TestDatabase database;

    @Autowired
    private Identity identity;

    @Autowired
    private SignIns signIns;

    @Autowired
    private DataFolder data;

    @Autowired
    private Directory directory;

    @Autowired
    private Patients patients;

    @Autowired
    private Availability availability;

    @Autowired
    private TestClock clock;

    private final HttpClient http = HttpClient.newHttpClient();
    private SampleClinic clinic;
    private Location location;
    private AppointmentType type;
    private DoctorId doctor;
    private Instant tomorrow;

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(PackagedClinic::close);
        RUNNING.clear();
    }

    @BeforeEach
    void aDoctorWhoWorksAroundTheClock() {
        // The packaged servers have the machine's clock.
        clock.set(Instant.now());
        tomorrow = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
        clinic = new SampleClinic(directory, patients, availability);
        location = clinic.location("UTC");
        type = clinic.typeToApprove(30);
        doctor = clinic.doctor(
                SampleClinic.everyDay(location.id(), "00:00", "23:30", Duration.ofMinutes(30)), type.id());
    }

    @Test
    void ofManyWhoAskTwoServersForOneTimeOneGetsItAndNothingBreaks() throws Exception {
        List<String> addresses = accounts(RACERS);
        PackagedClinic one = running("one");
        PackagedClinic two = running("two");
        List<ApiClient> racers = IntStream.range(0, RACERS)
                .mapToObj(i -> signedIn(i % 2 == 0 ? one : two, addresses.get(i)))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            Instant start = tomorrow.plus(Duration.ofDays(round));
            List<Answer> answers = atOnce(racers.stream()
                    .map(racer -> (Callable<Answer>) () -> racer.post("/appointments", wish(start), null))
                    .toList());

            Map<String, Long> outcomes = answers.stream()
                    .collect(Collectors.groupingBy(
                            answer ->
                                    answer.status() == 201 ? "201" : answer.status() + " " + ApiClient.outcome(answer),
                            TreeMap::new,
                            Collectors.counting()));
            assertThat(outcomes).isEqualTo(Map.of("201", 1L, "409 SLOT_TAKEN", RACERS - 1L));
            String winner = answers.stream()
                    .filter(answer -> answer.status() == 201)
                    .map(ApiClient::outcome)
                    .findFirst()
                    .orElseThrow();
            assertThat(rows("appointment where doctor_id = '" + doctor.value() + "' and start_at = '" + start + "'"))
                    .isEqualTo(1);
            assertThat(rows("transition where appointment_id = '" + winner + "'"))
                    .isEqualTo(1);
            assertThat(messagesOf(winner)).isPositive();
        }
        assertThat(one.output()).doesNotContain("deadlock").doesNotContain("ERROR");
        assertThat(two.output()).doesNotContain("deadlock").doesNotContain("ERROR");
        assertThat(deadlocks()).isZero();
    }

    @Test
    void whatAKilledServerConfirmedIsThereOnceAndWhatItDidNotIsWholeOrAbsent() throws Exception {
        int bookings = 200;
        List<String> addresses = accounts(20);
        Map<Integer, String> confirmed = new java.util.concurrent.ConcurrentHashMap<>();
        AtomicInteger answered = new AtomicInteger();
        try (PackagedClinic killed = server("killed");
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<ApiClient> clients =
                    addresses.stream().map(address -> signedIn(killed, address)).toList();
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < bookings; i++) {
                int number = i;
                work.add(threads.submit(() -> {
                    Answer answer = clients.get(number % clients.size())
                            .post("/appointments", wish(startOf(number)), "replay-" + number);
                    if (answer.status() == 201) {
                        confirmed.put(number, ApiClient.outcome(answer));
                    }
                    if (answered.incrementAndGet() == 60) {
                        killed.kill();
                    }
                }));
            }
            int failed = 0;
            for (Future<?> one : work) {
                try {
                    one.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    failed++;
                }
            }
            assertThat(failed).as("requests that the kill cut off").isPositive();
        }
        assertThat(confirmed).isNotEmpty();

        try (PackagedClinic restarted = server("killed")) {
            List<ApiClient> clients = addresses.stream()
                    .map(address -> signedIn(restarted, address))
                    .toList();
            for (int number = 0; number < bookings; number++) {
                Answer answer = clients.get(number % clients.size())
                        .post("/appointments", wish(startOf(number)), "replay-" + number);
                assertThat(answer.status()).as("replay %s: %s", number, answer).isEqualTo(201);
                if (confirmed.containsKey(number)) {
                    assertThat(ApiClient.outcome(answer)).isEqualTo(confirmed.get(number));
                }
            }
        }
        String ofTheDoctor = " where doctor_id = '" + doctor.value() + "'";
        assertThat(rows("appointment" + ofTheDoctor)).isEqualTo(bookings);
        assertThat(rows("doctor_time" + ofTheDoctor)).isEqualTo(bookings);
        assertThat(rows("transition t join appointment a on a.id = t.appointment_id" + ofTheDoctor))
                .isEqualTo(bookings);
        assertThat(rows("appointment a" + ofTheDoctor
                        + " and not exists (select from message m where m.appointment_id = a.id)"))
                .isZero();
    }

    @Test
    void whatIsEndedOnOneServerIsOverOnTheOtherByItsNextRequest() throws Exception {
        PackagedClinic one = running("one");
        PackagedClinic two = running("two");
        int port = java.net.URI.create(one.address()).getPort();
        String elsewhere = two.address();
        List<String> people = accounts(3);
        List<Browser> browsers = people.stream()
                .map(email -> Browser.signedIn(port, email, PASSWORD))
                .toList();
        List<ApiClient> programs =
                people.stream().map(email -> signedIn(two, email)).toList();
        assertThat(browsers)
                .allSatisfy(browser -> assertThat(cookie(elsewhere, browser)).isEqualTo(200));
        assertThat(programs)
                .allSatisfy(program -> assertThat(program.get("/me").status()).isEqualTo(200));

        Account blocked = account(people.get(0));
        Account changed = account(people.get(1));
        Account ended = account(people.get(2));
        identity.block(clinic.admin(), blocked.id(), true);
        String link = identity.issueLink(Actor.system(UUID.randomUUID()), changed.id(), Identity.LinkPurpose.RESET)
                .orElseThrow();
        identity.setPassword(link, "another long enough password", "test");
        Actor owner = ended.actor(UUID.randomUUID());
        signIns.of(owner).forEach(open -> signIns.end(owner, open.id()));

        assertThat(browsers)
                .allSatisfy(browser -> assertThat(cookie(elsewhere, browser)).isEqualTo(303));
        assertThat(programs)
                .allSatisfy(program -> assertThat(program.get("/me").status()).isEqualTo(401));
    }

    private Account account(String email) {
        return identity.accounts(clinic.admin(), email, null, 1, null).getFirst();
    }

    /** What the session of one server answers on another. */
    private static int cookie(String server, Browser browser) {
        return new Browser(java.net.URI.create(server).getPort())
                .get("/account", "Cookie", "clinic_session=" + browser.session().orElseThrow())
                .status();
    }

    /** Twenty patients with ten times each, none of them at once and no more than three on one day. */
    private Instant startOf(int number) {
        int patient = number % 20;
        int turn = number / 20;
        return tomorrow.plus(Duration.ofDays(turn)).plus(Duration.ofMinutes(30L * patient));
    }

    private Map<String, Object> wish(Instant start) {
        return Map.of(
                "doctorId", doctor.value().toString(),
                "typeId", type.id().value().toString(),
                "locationId", location.id().value().toString(),
                "start", start.toString());
    }

    @Test
    void aServerWithoutTheKeysOfTheClinicDoesNotStartAndSaysWhatToDo() {
        accounts(1);

        try (PackagedClinic stranger = PackagedClinic.starting(
                folder.resolve("stranger"), Map.of(), "--clinic.database.url=" + database.url())) {
            assertThat(stranger.exitCode()).isNotZero();
            assertThat(stranger.output())
                    .contains("its keys are not in")
                    .contains("Bring the file from the clinic's other server");
        }
    }

    private List<String> accounts(int number) {
        Actor system = Actor.system(UUID.randomUUID());
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    String email = "racer-" + UUID.randomUUID() + "@demo.example";
                    identity.enrol(system, email, "Robin Racer", Actor.Role.PATIENT, null, PASSWORD);
                    return email;
                })
                .toList();
    }

    private PackagedClinic running(String name) throws IOException {
        if (!RUNNING.containsKey(name)) {
            RUNNING.put(name, server(name));
        }
        return Objects.requireNonNull(RUNNING.get(name));
    }

    /** With patience: who waits for a connection on a busy machine is not told that the clinic is away. */
    private PackagedClinic server(String name) throws IOException {
        return PackagedClinic.running(
                folder.resolve(name),
                Map.of("CLINIC_LIMITS", "off", "CLINIC_KEYS", keys()),
                "--clinic.database.url=" + database.url(),
                "--spring.datasource.hikari.connection-timeout=30000");
    }

    /** Servers of one clinic share the file with the keys. */
    private String keys() {
        return data.secretFile("personal-data.keys").toString();
    }

    private ApiClient signedIn(PackagedClinic server, String email) {
        return ApiClient.signedIn(http, server.address(), email, PASSWORD);
    }

    private int messagesOf(String appointment) {
        return rows("message where appointment_id = '" + appointment + "'");
    }

    private int rows(String from) {
        return database.behindTheWalls()
                .sql("select count(*) from " + from)
                .query(Integer.class)
                .single();
    }

    private int deadlocks() {
        return database.behindTheWalls()
                .sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Integer.class)
                .single();
    }
}
