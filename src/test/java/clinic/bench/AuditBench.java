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
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * What the audit trail costs: eight clients book, each with a doctor of their own, by turns with the triggers and the sealing
 * every two seconds, and without the triggers. {@code -Dbench.rounds} (15) of each, {@code -Dbench.seconds} (3) long, the first
 * three of each to warm up. What is printed is the median of the ratios of neighbours, since a machine is rarely idle for long.
 */
@ClinicTest
@TestPropertySource(properties = "clinic.sealing.enabled=true")
class AuditBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 15);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 3));
    private static final int WARMING = 3;
    private static final int CLIENTS = 8;
    private static final int A_DAY = 32;
    private static final int PATIENTS_EACH = 20;

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

    private final List<Client> clients = new ArrayList<>();
    private SampleClinic clinic;
    private Location place;
    private AppointmentType type;

    @BeforeEach
    void aClinicWithADoctorForEachClient() {
        clock.set(Instant.now());
        clinic = new SampleClinic(directory, patients, availability);
        place = clinic.location("UTC");
        type = clinic.instantType(15);
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(new Client());
        }
    }

    @Test
    void bookings() throws Exception {
        database.behindTheWalls().sql("""
                        begin;
                        set local session_replication_role = replica;
                        update policy_setting set value = case rule when 'horizonDays' then 730 when 'maxOpenPerPatient' then 1000
                          when 'maxPerPatientPerDay' then 100 else 500 end
                        where rule in ('horizonDays', 'maxOpenPerPatient', 'maxPerPatientPerDay', 'maxPerDoctorPerDay');
                        commit
                        """).update();
        JdbcClient owner = JdbcClient.create(database.as("clinic_owner"));
        List<Double> audited = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        OUT.printf("%nbookings a second, %d clients, rounds of %d s%n", CLIENTS, MEASURED.toSeconds());
        for (int round = 1; round <= WARMING + ROUNDS; round++) {
            // Whoever goes first changes, so that what grows and what warms up is on both sides.
            boolean auditedFirst = round % 2 == 0;
            double first = booksFor(owner, auditedFirst);
            double second = booksFor(owner, !auditedFirst);
            double with = auditedFirst ? first : second;
            double without = auditedFirst ? second : first;
            if (round > WARMING) {
                audited.add(with);
                bare.add(without);
                ratios.add(with / without);
                OUT.printf(Locale.ROOT, "%8.1f audited and sealed %8.1f not%n", with, without);
            }
        }
        switchTriggers(owner, true);
        OUT.printf(
                Locale.ROOT,
                "%8.1f audited and sealed %8.1f not (medians), median of the ratios %.2f; %,d entries, %,d sealed%n",
                median(audited),
                median(bare),
                median(ratios),
                database.behindTheWalls()
                        .sql("select count(*) from audit_entry")
                        .query(Long.class)
                        .single(),
                database.behindTheWalls()
                        .sql("select count(*) from audit_seal")
                        .query(Long.class)
                        .single());
    }

    private static void switchTriggers(JdbcClient owner, boolean on) {
        for (String table : List.of("appointment", "transition", "appointment_note")) {
            owner.sql("alter table " + table + (on ? " enable" : " disable") + " trigger audited")
                    .update();
        }
    }

    /** Books one free time after the other, of a doctor whom nobody else books. */
    private final class Client {

        private final DoctorId doctor = clinic.doctor(place.id(), "08:00", "16:00", type.id());
        private final List<PatientId> people =
                Stream.generate(clinic::patient).limit(PATIENTS_EACH).toList();
        private final Instant first =
                clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(48 + 8));
        private int booked;

        int bookWhile(BooleanSupplier wanted) {
            int before = booked;
            while (wanted.getAsBoolean()) {
                Instant start =
                        first.plus(booked / A_DAY, ChronoUnit.DAYS).plus(booked % A_DAY * 15L, ChronoUnit.MINUTES);
                PatientId patient = people.get(booked % people.size());
                assertThat(appointments.book(
                                clinic.admin(),
                                new Booking(patient, doctor, place.id(), type.id(), start, null, null, null)))
                        .isInstanceOf(BookingOutcome.Done.class);
                booked++;
            }
            return booked - before;
        }
    }

    /** @return bookings a second of all together */
    private double booksFor(JdbcClient owner, boolean audited) throws Exception {
        switchTriggers(owner, audited);
        long began = System.nanoTime();
        long end = began + MEASURED.toNanos();
        long booked = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (Client client : clients) {
                all.add(threads.submit(() -> client.bookWhile(() -> System.nanoTime() < end)));
            }
            for (Future<Integer> one : all) {
                booked += one.get();
            }
        }
        return booked / ((System.nanoTime() - began) / 1e9);
    }

    static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
