package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.patients.Patient;
import clinic.patients.Patients.NewPatient;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The patients to ring, on the admin's pages. */
class UnreachedPagesTest extends StaffPages {

    @Test
    void whoCouldNotBeReachedIsListedWithANumberUntilSomebodyHasRung() {
        Patient patient = patients.add(clinic.setUp, new NewPatient("Ruth Adeyemi", null, "+44 20 7946 0958", null));
        AppointmentView visit = clinic.confirmed(patient, "2026-11-23T09:20");
        clock.advance(Duration.ofSeconds(10));
        Browser admin = clinic.asAdmin(port);
        assertThat(admin.get("/admin").text()).contains("href=\"/admin/unreached\"");
        String list = admin.get("/admin/unreached").text();
        assertThat(list).contains("Ruth Adeyemi", "Mon 23 Nov, 09:20", "no address", "tel:+442079460958");
        Matcher told = Pattern.compile(
                        "/admin/appointments/" + visit.id().value() + ".*?action=\"(/admin/unreached/[^\"]+)\"",
                        Pattern.DOTALL)
                .matcher(list);
        assertThat(told.find()).isTrue();

        Answer answer = admin.submit(told.group(1));

        assertThat(admin.follow(answer).text())
                .contains("It is noted that the patient was told.")
                .doesNotContain(visit.id().value().toString());
    }
}
