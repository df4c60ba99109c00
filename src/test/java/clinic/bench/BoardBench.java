package clinic.bench;

import clinic.availability.Availability;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * How much longer the server takes for a full board of the front desk than for an empty one, in a database that knows how
 * many rows it has, as one does that has run for a minute.
 */
@ClinicTest
class BoardBench {

    private static final PrintStream OUT = System.out;
    private static final int TIMES = 5;
    private static final int DOCTORS = 12;
    private static final int VISITS = 40;
    private static final int REQUESTS = 30;
    private static final Instant EIGHT = Instant.parse("2026-11-25T08:00:00Z");

    @LocalServerPort
    int port;

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
    Identity identity;

    @Test
    void board() {
        SampleClinic clinic = new SampleClinic(directory, patients, availability);
        Location full = clinic.location("UTC");
        Location empty = clinic.location("UTC");
        AppointmentType type = clinic.instantType(10);
        for (int n = 0; n < DOCTORS; n++) {
            DoctorId doctor = clinic.doctor(SampleClinic.everyDay(full.id(), "08:00", "18:00", null), type.id());
            for (int visit = 0; visit < VISITS; visit++) {
                Instant start = EIGHT.plus(Duration.ofMinutes(10L * visit));
                var wish = new Booking(clinic.patient(), doctor, full.id(), type.id(), start, null, null, null);
                if (!(appointments.book(clinic.admin(), wish) instanceof Done)) {
                    throw new IllegalStateException("A visit of the board could not be booked");
                }
            }
        }
        database.behindTheWalls().sql("analyze").update();
        String email = "admin-" + UUID.randomUUID() + "@test.example";
        identity.enrol(
                Actor.system(UUID.randomUUID()), email, "Sam Bell", Role.ADMIN, null, "seven small brown otters");
        Browser admin = Browser.signedIn(port, email, "seven small brown otters");
        var ratios = new ArrayList<Double>();
        OUT.printf("%n%d doctors with %d visits each, %d boards a round%n", DOCTORS, VISITS, REQUESTS);
        for (int round = 0; round <= TIMES; round++) {
            double bare = millis(admin, empty);
            double busy = millis(admin, full);
            // The first round warms up.
            if (round > 0) {
                ratios.add(busy / bare);
                OUT.printf(Locale.ROOT, "%8.1f ms full %8.1f ms empty%n", busy, bare);
            }
        }
        OUT.printf(Locale.ROOT, "median of the ratios %.2f%n", AuditBench.median(ratios));
    }

    private static double millis(Browser admin, Location place) {
        long before = System.nanoTime();
        for (int n = 0; n < REQUESTS; n++) {
            Answer answer = admin.get(
                    "/admin/desk?date=2026-11-25&location=" + place.id().value());
            if (answer.status() != 200) {
                throw new IllegalStateException("The board answered " + answer.status());
            }
        }
        return (System.nanoTime() - before) / 1e6 / REQUESTS;
    }
}
