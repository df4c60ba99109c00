package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.booking.Appointments;
import clinic.directory.Directory;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.testing.ClinicTest;
import clinic.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every test of a staff page begins with. The clock stands on Monday 23 November 2026, 08:00 UTC. */
@Tag("zones")
@ClinicTest
abstract class StaffPages {

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

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    StaffClinic clinic;

    @BeforeEach
    void aFreshClinic() {
        clinic = new StaffClinic(directory, patients, availability, appointments, identity);
    }

    /** The page says all of this, one after the other. */
    static void inOrder(String page, String... words) {
        int at = 0;
        for (String word : words) {
            int found = page.indexOf(word, at);
            assertThat(found).as("%s, after what stands before it", word).isNotNegative();
            at = found + word.length();
        }
    }
}
