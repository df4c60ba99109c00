package clinic.bench;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.platform.DataFolder;
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
import java.sql.ResultSet;
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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast free times are found in a clinic that has been full for more than a year, over HTTP from a server process of
 * its own, beside the cheapest call there is and beside the bare SQL that fetches the same facts.
 *
 * <p>Two clinics in one run: a practice, and a group of many practices whose ledger is fifty times as large.
 * {@code -Dbench.doctors} (50) and {@code -Dbench.appointments} (200000) set the size of the first, {@code -Dbench.large}
 * (2000) and {@code -Dbench.largeAppointments} (10000000) that of the second, none with 0. {@code -Dbench.seconds} (5) is how
 * long each line is measured, after every call has been made for as long to warm up. The server runs with {@code -Dbench.jvm} (-Xmx256m).
 */
@ClinicTest
class SlotsBench {

    private static final Size PRACTICE = new Size(
            "practice", Integer.getInteger("bench.doctors", 50), Integer.getInteger("bench.appointments", 200_000));
    private static final Size GROUP = new Size(
            "group",
            Integer.getInteger("bench.large", 2_000),
            Integer.getInteger("bench.largeAppointments", 10_000_000));
    private static final int A_PRACTICE = 50;
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
    private static final int PATIENTS_EACH = 100;
    private static final int A_DAY = 12;
    private static final int[] CLIENTS = {1, 8, 32};
    private static final int WARMING_CLIENTS = 8;
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
    private DataFolder data;

    @Autowired
    Identity identity;

    @Autowired
    TestClock clock;

    private final HttpClient http = HttpClient.newHttpClient();

    /** @param doctors in practices of fifty, each at a place of its own */
    private record Size(String name, int doctors, int appointments) {

        int patients() {
            return doctors * PATIENTS_EACH;
        }

        String doctor(int number) {
            return uuid(name + " doctor " + number);
        }
    }

    @Test
    void freeTimes() throws Exception {
        // The packaged server has the machine's clock.
        clock.set(Instant.now());
        String email = "bench@demo.example";
        identity.enrol(
                Actor.system(UUID.randomUUID()),
                email,
                "Ben Bench",
                Actor.Role.PATIENT,
                null,
                "seven small brown otters");
        Map<String, Figures> practice = measure(PRACTICE, email);
        if (GROUP.doctors() > 0) {
            Map<String, Figures> group = measure(GROUP, email);
            OUT.println("p50 of the group to p50 of the practice:");
            practice.forEach((call, figures) -> OUT.printf(
                    Locale.ROOT,
                    "%-52s %9.2f%n",
                    call,
                    Objects.requireNonNull(group.get(call)).p50() / figures.p50()));
        }
    }

    /** By call and number of clients. */
    private Map<String, Figures> measure(Size size, String email) throws Exception {
        SampleClinic clinic = new SampleClinic(directory, patients, availability);
        int practices = Math.ceilDiv(size.doctors(), A_PRACTICE);
        List<UUID> places = Stream.generate(
                        () -> clinic.location("Europe/London").id().value())
                .limit(practices)
                .toList();
        AppointmentType type = clinic.instantType(30);
        long began = System.nanoTime();
        fill(size, places, type);
        // Opening a connection takes longer than what is measured.
        JdbcClient bare = JdbcClient.create(new SingleConnectionDataSource(database.url(), "postgres", "", true));
        OUT.printf(
                Locale.ROOT,
                "%n%s: %,d doctors, %,d appointments, filled in %d s, database of %s%n",
                size.name(),
                size.doctors(),
                size.appointments(),
                (System.nanoTime() - began) / 1_000_000_000,
                bare.sql("select pg_size_pretty(pg_database_size(current_database()))")
                        .query(String.class)
                        .single());
        Map<String, Figures> all = new LinkedHashMap<>();
        try (PackagedClinic server = PackagedClinic.running(
                folder.resolve(size.name()),
                Map.of(
                        "CLINIC_LIMITS",
                        "off",
                        "CLINIC_KEYS",
                        data.secretFile("personal-data.keys").toString(),
                        "JAVA_TOOL_OPTIONS",
                        System.getProperty("bench.jvm", "-Xmx256m")),
                "--clinic.database.url=" + database.url())) {
            String token = token(server.address(), email);
            OUT.printf("%-44s %7s %9s %9s %9s %8s%n", "", "clients", "calls/s", "p50 ms", "p99 ms", "of /me");
            Map<String, HttpRequest> requests = new LinkedHashMap<>();
            calls(size, places, type)
                    .forEach((call, path) -> requests.put(call, request(server.address() + path, token)));
            // A server that has just started compiles its code meanwhile, the first call that is measured most of all.
            for (HttpRequest request : requests.values()) {
                run(WARMING_CLIENTS, MEASURED, () -> status(request));
            }
            for (int clients : CLIENTS) {
                double me = 0;
                for (Map.Entry<String, HttpRequest> call : requests.entrySet()) {
                    Figures figures = measure(clients, () -> status(call.getValue()));
                    me = me == 0 ? figures.perSecond() : me;
                    print(call.getKey(), clients, figures, figures.perSecond() / me);
                    all.put(call.getKey() + ", " + clients, figures);
                }
            }
            print("bare SQL of (a)", 1, measure(1, () -> facts(bare, size, 1, 30)), 0);
            print("bare SQL of (b)", 1, measure(1, () -> facts(bare, size, A_PRACTICE, 7)), 0);
            print("bare SQL of (c)", 1, measure(1, () -> facts(bare, size, A_PRACTICE, 7)), 0);
        }
        return all;
    }

    private static HttpRequest request(String address, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        return address.contains("/api/")
                ? request.header("Authorization", "Bearer " + token).build()
                : request.build();
    }

    private static Map<String, String> calls(Size size, List<UUID> places, AppointmentType type) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String slots = "/api/v1/slots?type=" + type.id().value();
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("GET /me", "/api/v1/me");
        calls.put(
                "(a) one doctor, one month",
                slots + "&doctor=" + size.doctor(1) + "&from=" + today + "&to=" + today.plusDays(30) + "&limit=200");
        calls.put("(b) any doctor of a place, soonest 20", slots + "&location=" + places.getFirst() + "&limit=20");
        calls.put(
                "(c) any doctor of a place, page of five days",
                "/book?type=" + type.id().value() + "&location=" + places.getFirst() + "&from=" + today.plusDays(1));
        calls.put("(d) any doctor anywhere, soonest 20", slots + "&limit=20");
        return calls;
    }

    /** @param refused answers of an overloaded server, which are in no other figure */
    private record Figures(double perSecond, double p50, double p99, long refused) {}

    private Figures measure(int clients, Callable<Boolean> call) throws Exception {
        run(clients, MEASURED.dividedBy(3), call);
        LongAdder refused = new LongAdder();
        List<Long> nanos = run(clients, MEASURED, () -> {
            boolean answered = call.call();
            if (!answered) {
                refused.increment();
            }
            return answered;
        });
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Figures(
                sorted.length / (double) MEASURED.toSeconds(),
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                refused.sum());
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
                        if (call.call()) {
                            nanos.add(System.nanoTime() - start);
                        }
                    }
                    return nanos;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
            assertThat(all).as("calls that were answered").isNotEmpty();
            return all;
        }
    }

    private static void print(String what, int clients, Figures figures, double ratio) {
        OUT.printf(
                Locale.ROOT,
                "%-44s %7d %9.1f %9.1f %9.1f %8s%s%n",
                what,
                clients,
                figures.perSecond(),
                figures.p50(),
                figures.p99(),
                ratio == 0 ? "" : "%.2f".formatted(ratio),
                figures.refused() == 0 ? "" : "   and %d answers 503".formatted(figures.refused()));
    }

    private boolean status(HttpRequest request) throws Exception {
        int status = http.send(request, BodyHandlers.ofByteArray()).statusCode();
        assertThat(status).isIn(200, 503);
        return status == 200;
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
    private static boolean facts(JdbcClient jdbc, Size size, int doctors, int days) {
        String[] ids = IntStream.rangeClosed(1, doctors).mapToObj(size::doctor).toArray(String[]::new);
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

    private static String uuid(String name) {
        return DigestUtils.md5DigestAsHex(name.getBytes(StandardCharsets.UTF_8))
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /**
     * Twelve visits of half an hour on each working day of each doctor, from the past until six weeks ahead; as many of the
     * sixteen starts of a day are free then as in a clinic that is three quarters full. The ledger only: no call that is
     * measured reads an appointment's history, which would take more disk than the ledger.
     */
    private void fill(Size size, List<UUID> places, AppointmentType type) {
        int each = size.appointments() / size.doctors();
        int weeks = each / A_DAY / 5;
        LocalDate monday = LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(weeks - 6L);
        try (Connection connection = database.as("postgres").getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute("set maintenance_work_mem = '1GB'");
            sql.execute("alter system set max_wal_size = '8GB'");
            sql.execute("select pg_reload_conf()");
            sql.execute("""
                    create temp table d as
                    select n, (array[%s]::uuid[])[1 + (n - 1) / %d] as place, '%s'::uuid as type,
                      md5('%s doctor ' || n)::uuid as id
                    from generate_series(1, %d) n
                    """.formatted(
                            places.stream().map(place -> "'" + place + "'").collect(Collectors.joining(",")),
                            A_PRACTICE,
                            type.id().value(),
                            size.name(),
                            size.doctors()));
            sql.execute("insert into doctor (id, name, created_at) select id, 'Dr ' || n, now() from d");
            sql.execute("insert into calendar select id, 'DOCTOR' from d");
            sql.execute("insert into offer (doctor_id, type_id, location_id) select id, type, place from d");
            sql.execute("""
                    insert into working_pattern (id, doctor_id, location_id, day, from_time, to_time)
                    select gen_random_uuid(), id, place, day, '09:00', '17:00' from d,
                      unnest(array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']) day
                    """);
            sql.execute("""
                    insert into patient (id, name, created_at)
                    select md5('%1$s patient ' || n)::uuid, '\\x01' || sha256('Pat'), now() from generate_series(0, %2$d) n
                    """.formatted(size.name(), size.patients() - 1));
            sql.execute("""
                    insert into calendar select md5('%1$s patient ' || n)::uuid, 'PATIENT' from generate_series(0, %2$d) n
                    """.formatted(size.name(), size.patients() - 1));
            List<String> again = List.of();
            if (size.appointments() > 1_000_000) {
                OUT.println(
                        "The exclusion constraints are left out: no search reads them, and to build them takes most of an"
                                + " hour.");
                again = withoutIndexes(sql);
            }
            String visits = """
                    from (select ('%6$s-' || lpad(to_hex(k), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
                      d.id as doctor, place, md5('%7$s patient ' || ((k * %4$d + n) %% %3$d))::uuid as patient,
                      (date '%1$s' + (k / %5$d / 5) * 7 + (k / %5$d %% 5) + time '09:00'
                        + interval '30 minutes' * (k %% %5$d * 7 %% 16)) at time zone 'Europe/London' as start_at
                    from generate_series(0, %2$d - 1) k, d) visits
                    """.formatted(
                            monday,
                            each,
                            size.patients(),
                            size.doctors(),
                            A_DAY,
                            uuid(size.name()).substring(0, 8),
                            size.name());
            sql.execute("""
                    insert into patient_time (claim_id, patient_id, start_at, end_at)
                    select id, patient, start_at, start_at + interval '30 minutes'
                    """ + visits);
            sql.execute("""
                    insert into doctor_time (claim_id, part, doctor_id, location_id, start_at, end_at)
                    select id, 'VISIT', doctor, place, start_at, start_at + interval '30 minutes'
                    """ + visits);
            for (String statement : again) {
                sql.execute(statement);
            }
            sql.execute("vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the ledger's constraints and indexes away, and answers how to put back those that a search reads. */
    private static List<String> withoutIndexes(Statement sql) throws SQLException {
        List<String> drop = new ArrayList<>();
        List<String> again = new ArrayList<>();
        try (ResultSet row = sql.executeQuery("""
                select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
                       contype = 'x'
                from pg_constraint
                where contype in ('p', 'u', 'x', 'f')
                  and (conrelid in ('doctor_time'::regclass, 'patient_time'::regclass)
                       or confrelid in ('doctor_time'::regclass, 'patient_time'::regclass))
                order by contype = 'f' desc, contype
                """)) {
            while (row.next()) {
                drop.add(row.getString(1));
                if (!row.getBoolean(3)) {
                    again.addFirst(row.getString(2));
                }
            }
        }
        try (ResultSet row = sql.executeQuery("""
                select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
                from pg_index i where indrelid in ('doctor_time'::regclass, 'patient_time'::regclass)
                  and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                """)) {
            while (row.next()) {
                drop.add(row.getString(1));
                again.addFirst(row.getString(2));
            }
        }
        for (String statement : drop) {
            sql.execute(statement);
        }
        return again;
    }
}
