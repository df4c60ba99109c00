package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.booking.Appointments;
import clinic.directory.Directory;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.TimeRange;
import clinic.testing.ClinicTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A doctor's day as it is drawn is cut as the rule book cuts it. */
@ClinicTest
class DoctorCalendarTest {

    private static final TimeRange CLOCKS_GO_BACK =
            new TimeRange(Instant.parse("2027-10-30T23:00:00Z"), Instant.parse("2027-10-31T06:00:00Z"));

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
    DoctorCalendars calendars;

    @Test
    void aBreakThatTheClockShowsTwiceIsDrawnTwice() {
        StaffClinic clinic = new StaffClinic(directory, patients, availability, appointments, identity);
        clinic.work(clinic.doctor, "00:00", "06:00", new WorkingPattern.Break(LocalTime.of(1, 0), LocalTime.of(1, 30)));

        DoctorCalendar calendar = calendars.of(clinic.setUp, clinic.doctor.id(), CLOCKS_GO_BACK);

        assertThat(calendar.hours(LocalDate.of(2027, 10, 31))).containsExactly(CLOCKS_GO_BACK);
        assertThat(calendar.stretches(CLOCKS_GO_BACK))
                .filteredOn(stretch -> stretch.kind() == Timeline.Kind.BREAK)
                .extracting(DoctorCalendar.Stretch::during)
                .containsExactly(
                        new TimeRange(Instant.parse("2027-10-31T00:00:00Z"), Instant.parse("2027-10-31T00:30:00Z")),
                        new TimeRange(Instant.parse("2027-10-31T01:00:00Z"), Instant.parse("2027-10-31T01:30:00Z")));
    }
}
