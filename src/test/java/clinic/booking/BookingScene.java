package clinic.booking;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.booking.BookingOutcome.Done;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.patients.Patients;
import clinic.platform.Transactions;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import clinic.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a test about appointments begins: a fresh clinic with one place in London, and every door to it. */
@ClinicTest
abstract class BookingScene {

    @Autowired
    Appointments appointments;

    @Autowired
    Availability availability;

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    SampleClinic clinic;
    Location london;

    @BeforeEach
    void aFreshClinic() {
        clinic = new SampleClinic(directory, patients, availability);
        london = clinic.location("Europe/London");
    }

    static AppointmentView done(BookingOutcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).appointment();
    }
}
