package clinic.bench;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.testing.ClinicTest;
import clinic.testing.PackagedClinic;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast free times are found in a clinic that has been full for more than a year, over HTTP from a server process of
 * its own, beside the cheapest call there is and beside the bare SQL that fetches the same facts.
 *
 * <p>{@code -Dbench.doctors} (50) and {@code -Dbench.appointments} (200000) set the size, {@code -Dbench.seconds} (5) how
 * long each line is measured, after a third of it to warm up.
 */
@ClinicTest
class SlotsBench {

    private static final int DOCTORS = Integer.getInteger("bench.doctors", 50);
    private static final int APPOINTMENTS = Integer.getInteger("bench.appointments", 200_000);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
    private static final int PATIENTS = 5_000;
    private static final int A_DAY = 12;
    private static final int[] CLIENTS = {1, 8, 32};
    private static final PrintStream OUT = System.out;

    @TempDir
    Path folder;

    @Autowired
    TestDatabase database;

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Availability availability;

    @Autowired
    Identity identity;

    @Autowired
    TestClock clock;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void freeTimes() throws Exception {
        // The packaged server has the machine's clock.
        clock.set(Instant.now());
        SampleClinic clinic = new SampleClinic(directory, patients, availability);
        Location place = clinic.location("Europe/London");
        AppointmentType type = clinic.instantType(30);
        long began = System.nanoTime();
        fill(place, type);
        OUT.printf(
                Locale.ROOT,
                "%,d doctors, %,d appointments, filled in %d s%n",
                DOCTORS,
                APPOINTMENTS,
                (System.nanoTime() - began) / 1_000_000_000);
        String email = "bench@demo.example";
        identity.enrol(
                Actor.system(UUID.randomUUID()),
                email,
                "Ben Bench",
                Actor.Role.PATIENT,
                null,
                "seven small brown otters");
        try (PackagedClinic server = PackagedClinic.running(
                folder, Map.of("CLINIC_LIMITS", "off"), "--clinic.database.url=" + database.url())) {
            String token = token(server.address(), email);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            String slots = "/api/v1/slots?type=" + type.id().value();
            Map<String, String> calls = new LinkedHashMap<>();
            calls.put("GET /me", "/api/v1/me");
            calls.put(
                    "(a) one doctor, one month",
                    slots + "&doctor=" + doctor(1) + "&from=" + today + "&to=" + today.plusDays(30) + "&limit=200");
            calls.put("(b) any doctor, soonest 20", slots + "&limit=20");
            calls.put(
                    "(c) any doctor, the page's five days",
                    "/book?type=" + type.id().value() + "&from=" + today.plusDays(1));
            OUT.printf("%-38s %7s %9s %9s %9s %8s%n", "", "clients", "calls/s", "p50 ms", "p99 ms", "of /me");
            for (int clients : CLIENTS) {
                double me = 0;
                for (Map.Entry<String, String> call : calls.entrySet()) {
                    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + call.getValue()))
                            .header(
                                    call.getValue().startsWith("/api/") ? "Authorization" : "Accept-Language",
                                    call.getValue().startsWith("/api/") ? "Bearer " + token : "en")
                            .build();
                    Figures figures = measure(clients, () -> status(request));
                    me = me == 0 ? figures.perSecond() : me;
                    print(call.getKey(), clients, figures, figures.perSecond() / me);
                }
            }
            JdbcClient bare = database.behindTheWalls();
            print("bare SQL of (a)", 1, measure(1, () -> facts(bare, 1, 30)), 0);
            print("bare SQL of (c)", 1, measure(1, () -> facts(bare, DOCTORS, 5)), 0);
        }
    }

    private record Figures(double perSecond, double p50, double p99) {}

    private Figures measure(int clients, Callable<Boolean> call) throws Exception {
        run(clients, MEASURED.dividedBy(3), call);
        List<Long> nanos = run(clients, MEASURED, call);
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Figures(
                sorted.length / (double) MEASURED.toSeconds(),
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6);
    }

    private static List<Long> run(int clients, Duration during, Callable<Boolean> call) throws Exception {
        long end = System.nanoTime() + during.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> {
                    List<Long> nanos = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        assertThat(call.call()).isTrue();
                        nanos.add(System.nanoTime() - start);
                    }
                    return nanos;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
            return all;
        }
    }

    private static void print(String what, int clients, Figures figures, double ratio) {
        OUT.printf(
                Locale.ROOT,
                "%-38s %7d %9.1f %9.1f %9.1f %8s%n",
                what,
                clients,
                figures.perSecond(),
                figures.p50(),
                figures.p99(),
                ratio == 0 ? "" : "%.2f".formatted(ratio));
    }

    private boolean status(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofByteArray()).statusCode() == 200;
    }

    private String token(String address, String email) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/auth/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"email\":\"%s\",\"password\":\"seven small brown otters\"}".formatted(email)))
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("accessToken")
                .asString();
    }

    /** The ledger's and the hours' rows that bear on the question, read and counted. */
    private static boolean facts(JdbcClient jdbc, int doctors, int days) {
        String[] ids = LongStream.rangeClosed(1, doctors)
                .mapToObj(number -> doctor((int) number))
                .toArray(String[]::new);
        int rows = jdbc.sql("select doctor_id, day, from_time, to_time from working_pattern"
                        + " where doctor_id = any(cast(:ids as uuid[]))")
                .param("ids", ids)
                .query((row, n) -> row.getString(1))
                .list()
                .size();
        rows += jdbc.sql("""
                        select doctor_id, part, start_at, end_at from doctor_time
                        where doctor_id = any(cast(:ids as uuid[]))
                          and start_at > now() - interval '1 day' and start_at < now() + make_interval(days => :days)
                        """)
                .param("ids", ids)
                .param("days", days)
                .query((row, n) -> row.getTimestamp(3))
                .list()
                .size();
        return rows > 0;
    }

    private static String doctor(int number) {
        return DigestUtils.md5DigestAsHex(("doctor" + number).getBytes(StandardCharsets.UTF_8))
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /**
     * Twelve visits of half an hour on each working day of each doctor, from the past until six weeks ahead; as many of the
     * sixteen starts of a day are free then as in a clinic that is three quarters full.
     */
    private void fill(Location place, AppointmentType type) {
        int each = APPOINTMENTS / DOCTORS;
        int weeks = each / A_DAY / 5;
        LocalDate monday = LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(weeks - 6L);
        try (Connection connection = database.as("postgres").getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute("""
                    create temp table d as
                    select n, '%s'::uuid as place, '%s'::uuid as type, md5('doctor' || n)::uuid as id
                    from generate_series(1, %d) n
                    """.formatted(place.id().value(), type.id().value(), DOCTORS));
            sql.execute("insert into doctor (id, name, created_at) select id, 'Dr ' || n, now() from d");
            sql.execute("insert into calendar select id, 'DOCTOR' from d");
            sql.execute("insert into offer (doctor_id, type_id) select id, type from d");
            sql.execute("""
                    insert into working_pattern (id, doctor_id, location_id, day, from_time, to_time)
                    select gen_random_uuid(), id, place, day, '09:00', '17:00' from d,
                      unnest(array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']) day
                    """);
            sql.execute("""
                    insert into patient (id, name, search, created_at)
                    select md5('patient' || n)::uuid, 'Pat ' || n, ' pat', now() from generate_series(0, %d) n
                    """.formatted(PATIENTS - 1));
            sql.execute("""
                    insert into calendar select md5('patient' || n)::uuid, 'PATIENT' from generate_series(0, %d) n
                    """.formatted(PATIENTS - 1));
            sql.execute("""
                    create temp table v as
                    select md5('visit' || n || '-' || k)::uuid as id, d.id as doctor, place, type,
                      md5('patient' || ((k * %4$d + n) %% %3$d))::uuid as patient,
                      (date '%1$s' + (k / %5$d / 5) * 7 + (k / %5$d %% 5) + time '09:00'
                        + interval '30 minutes' * (k %% %5$d * 7 %% 16)) at time zone 'Europe/London' as start_at
                    from d, generate_series(0, %2$d - 1) k
                    """.formatted(monday, each, PATIENTS, DOCTORS, A_DAY));
            sql.execute("""
                    insert into patient_time (claim_id, patient_id, start_at, end_at)
                    select id, patient, start_at, start_at + interval '30 minutes' from v
                    """);
            sql.execute("""
                    insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                    select id, 'VISIT', doctor, place, start_at, start_at + interval '30 minutes' from v
                    """);
            sql.execute("""
                    insert into transition (appointment_id, number, from_status, to_status, at, by_id, by_role)
                    select id, 1, 'NEW', 'APPROVED', now(), patient, 'PATIENT' from v
                    """);
            sql.execute("""
                    insert into appointment (id, version, transitions, status, patient_id, doctor_id, location_id, type_id,
                      start_at, end_at, created_at)
                    select id, 1, 1, 'APPROVED', patient, doctor, place, type, start_at, start_at + interval '30 minutes', now()
                    from v
                    """);
            sql.execute("analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
