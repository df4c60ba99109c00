package clinic.bench;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * What the audit trail costs: eight clients book, each with a doctor of their own, by turns with the triggers and the sealing
 * every two seconds, and without the triggers. {@code -Dbench.rounds} (7) of each, {@code -Dbench.seconds} (5) long, the first
 * of each to warm up; the medians are compared.
 */
@ClinicTest
@TestPropertySource(properties = "clinic.sealing.enabled=true")
class AuditBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
    private static final int CLIENTS = 8;
    private static final int A_DAY = 32;

    /** So many that none of them comes near the limits of visits a patient may have. */
    private static final int PATIENTS_EACH = 120;

    private static final PrintStream OUT = System.out;

    @Autowired
    TestDatabase database;

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Availability availability;

    @Autowired
    Appointments appointments;

    @Autowired
    TestClock clock;

    private SampleClinic clinic;
    private Location place;
    private AppointmentType type;

    @Test
    void bookings() throws Exception {
        clock.set(Instant.now());
        clinic = new SampleClinic(directory, patients, availability);
        place = clinic.location("UTC");
        type = clinic.instantType(15);
        JdbcClient owner = JdbcClient.create(database.as("clinic_owner"));
        List<Double> audited = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        OUT.printf("%nbookings a second, %d clients, rounds of %d s%n", CLIENTS, MEASURED.toSeconds());
        for (int round = 0; round < ROUNDS; round++) {
            switchTriggers(owner, "enable");
            double with = booksFor();
            switchTriggers(owner, "disable");
            double without = booksFor();
            if (round > 0) {
                audited.add(with);
                bare.add(without);
            }
            OUT.printf(
                    Locale.ROOT, "%s %10.1f audited %10.1f not%n", round == 0 ? "warm" : round + "   ", with, without);
        }
        switchTriggers(owner, "enable");
        OUT.printf(
                Locale.ROOT,
                "median %8.1f audited and sealed %8.1f not, ratio %.2f, entries %,d, sealed %,d%n",
                median(audited),
                median(bare),
                median(audited) / median(bare),
                database.behindTheWalls()
                        .sql("select count(*) from audit_entry")
                        .query(Long.class)
                        .single(),
                database.behindTheWalls()
                        .sql("select count(*) from audit_seal")
                        .query(Long.class)
                        .single());
    }

    private static void switchTriggers(JdbcClient owner, String how) {
        for (String table : List.of("appointment", "transition", "appointment_note")) {
            owner.sql("alter table " + table + " " + how + " trigger audited").update();
        }
    }

    /** Each client books one free time after the other, of a doctor whom nobody else books. */
    private double booksFor() throws Exception {
        List<DoctorId> doctors = IntStream.range(0, CLIENTS)
                .mapToObj(n -> clinic.doctor(place.id(), "08:00", "16:00", type.id()))
                .toList();
        List<List<PatientId>> people = doctors.stream()
                .map(doctor -> IntStream.range(0, PATIENTS_EACH)
                        .mapToObj(n -> clinic.patient())
                        .toList())
                .toList();
        Instant first = clock.instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(2)
                .atTime(LocalTime.of(8, 0))
                .toInstant(ZoneOffset.UTC);
        AtomicBoolean running = new AtomicBoolean(true);
        long began = System.nanoTime();
        long booked = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                DoctorId doctor = doctors.get(client);
                List<PatientId> theirs = people.get(client);
                all.add(threads.submit(() -> {
                    int done = 0;
                    while (running.get()) {
                        Instant start =
                                first.plus(done / A_DAY, ChronoUnit.DAYS).plus(done % A_DAY * 15L, ChronoUnit.MINUTES);
                        Actor admin = clinic.admin();
                        BookingOutcome outcome = appointments.book(
                                admin,
                                new Booking(
                                        theirs.get(done % theirs.size()),
                                        doctor,
                                        place.id(),
                                        type.id(),
                                        start,
                                        null,
                                        null,
                                        null));
                        assertThat(outcome).isInstanceOf(BookingOutcome.Done.class);
                        done++;
                    }
                    return done;
                }));
            }
            Thread.sleep(MEASURED);
            running.set(false);
            for (Future<Integer> one : all) {
                booked += one.get();
            }
        }
        return booked / ((System.nanoTime() - began) / 1e9);
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
