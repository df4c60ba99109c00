package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.Appointments.Change;
import clinic.testing.Browser;
import clinic.testing.TestClock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the clinic has told its reader, as a page. */
class NotificationPagesTest extends StaffPages {

    private static final Pattern ONE = Pattern.compile("action=\"/notifications/([0-9a-f-]{36})/read\"");

    @Autowired
    private TestClock clock;

    @Test
    void whatWasToldStandsUnderItsDay() {
        Browser doctor = clinic.asDoctor(port);
        clock.set(TestClock.START.minus(Duration.ofDays(5)));
        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00", null);
        clock.set(TestClock.START.minus(Duration.ofDays(1)));
        clinic.request(clinic.patient("Ravi Rao"), "2026-11-24T10:00", null);
        clock.set(TestClock.START);
        clinic.request(clinic.patient("Rosa Ruiz"), "2026-11-24T11:00", null);

        inOrder(
                doctor.get("/notifications").text(),
                ">Today<",
                "Tue 24 Nov, 11:00",
                ">Yesterday<",
                "Tue 24 Nov, 10:00",
                ">Wed 18 Nov<",
                "Tue 24 Nov, 09:00");
    }

    @Test
    void whatIsReadLeavesTheListOfWhatIsNot() {
        Browser doctor = clinic.asDoctor(port);
        var visit = clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00", null);
        clock.advance(Duration.ofMinutes(1));
        appointments.cancel(clinic.setUp, visit.id(), Change.because("ill"));
        String unread = doctor.get("/notifications?unread=true").text();
        assertThat(unread).contains("was cancelled", "A patient asks", "Not read (2)");
        Matcher newest = ONE.matcher(unread);
        assertThat(newest.find()).isTrue();

        doctor.submit("/notifications/" + newest.group(1) + "/read");

        assertThat(doctor.get("/notifications?unread=true").text())
                .contains("A patient asks", "Not read (1)")
                .doesNotContain("was cancelled");
        assertThat(doctor.get("/notifications").text()).contains("was cancelled", "A patient asks");
    }

    @Test
    void allIsReadAtOnce() {
        StaffClinic elsewhere = new StaffClinic(directory, patients, availability, appointments, identity);
        Browser doctor = clinic.asDoctor(port);
        for (int hour = 9; hour < 12; hour++) {
            clinic.request(clinic.patient("Ruth Adeyemi " + hour), "2026-11-24T%02d:00".formatted(hour), null);
        }
        elsewhere.request(elsewhere.patient("Ravi Rao"), "2026-11-24T09:00", null);

        doctor.submit("/notifications/read");

        assertThat(doctor.get("/notifications?unread=true").text())
                .contains("You have read everything", "Not read (0)");
        assertThat(doctor.get("/notifications").text()).doesNotContain("is-unread");
        assertThat(elsewhere.asDoctor(port).get("/notifications?unread=true").text())
                .contains("Not read (1)");
    }

    @Test
    void aLongListGoesOnAndComesBackAsItIsFiltered() {
        Browser doctor = clinic.asDoctor(port);
        for (int visit = 0; visit < 31; visit++) {
            clock.advance(Duration.ofMinutes(1));
            clinic.request(
                    clinic.patient("Ruth Adeyemi " + visit),
                    "2026-%02d-%02dT09:00".formatted(visit < 7 ? 11 : 12, visit < 7 ? 24 + visit : visit - 6),
                    null);
        }
        String first = doctor.get("/notifications?unread=true").text();
        Matcher older = Pattern.compile("href=\"(/notifications\\?unread=true&amp;before=[^\"]+)\"")
                .matcher(first);
        assertThat(older.find()).isTrue();

        String second = doctor.get(older.group(1).replace("&amp;", "&")).text();

        assertThat(ONE.matcher(first).results()).hasSize(30);
        assertThat(ONE.matcher(second).results()).hasSize(1);
        assertThat(second).contains("Tue 24 Nov, 09:00", "href=\"/notifications?unread=true\">Back to the newest");
    }
}
