package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What a new clinic lacks, from nothing on; with an application of its own, in which there is nothing yet. */
@ClinicTest
@TestPropertySource(properties = "clinic.test=first-steps")
class FirstStepsTest {

    private static final String PASSWORD = "seven small brown otters";

    @Autowired
    FirstSteps steps;

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Availability availability;

    @Autowired
    Identity identity;

    @LocalServerPort
    int port;

    @Test
    void eachStepGoesAwayByBeingDoneAndTheRestIsPutAside() {
        var clinic = new SampleClinic(directory, patients, availability);
        Actor admin = clinic.admin();
        assertThat(steps.of(admin).left())
                .extracting(StepsLeft.Step::name)
                .containsExactly("LOCATION", "TYPE", "DOCTOR", "HOURS", "STAFF", "MAIL");
        assertThat(steps.of(admin).next()).hasSize(3);

        Account account = identity.invite(admin, "first@mail.example", "Ada Admin", Actor.Role.ADMIN, null);
        String token = identity.issueLink(Actor.system(UUID.randomUUID()), account.id(), Identity.LinkPurpose.INVITE)
                .orElseThrow();
        identity.setPassword(token, PASSWORD, "test-first-steps");
        Browser browser = Browser.signedIn(port, "first@mail.example", PASSWORD);
        assertThat(browser.get("/admin").text())
                .contains("First steps", "0 of 6 done", "Add a location", "Add a kind of visit", "Add a doctor")
                .contains("Nothing to do")
                .doesNotContain("Set the hours");

        Location place = clinic.location("Europe/London");
        clinic.instantType(20);
        DoctorId doctor =
                directory.addDoctor(admin, "Dr Amara Osei", List.of(), null).id();
        assertThat(browser.get("/admin").text())
                .contains("3 of 6 done", "href=\"/admin/doctors/" + doctor.value() + "/hours\"", "Invite the staff")
                .doesNotContain("Add a location");
        availability.setPatterns(admin, doctor, SampleClinic.everyDay(place.id(), "09:00", "12:00", null), false);
        identity.invite(admin, "second@mail.example", "Ben Admin", Actor.Role.ADMIN, null);
        assertThat(steps.of(admin).left()).extracting(StepsLeft.Step::name).isSubsetOf("MAIL");

        assertThat(browser.submit("/admin/first-steps/aside").location()).isEqualTo("/admin");
        assertThat(browser.get("/admin").text()).doesNotContain("First steps");
    }
}
