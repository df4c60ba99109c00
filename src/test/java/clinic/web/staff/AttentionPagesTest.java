package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.TimeRange;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the pages show of the visits that a change of hours left outside, and what can be done there. */
@Tag("zones")
@ClinicTest
class AttentionPagesTest {

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

    @LocalServerPort
    int port;

    private StaffClinic clinic;
    private AppointmentView visit;

    @BeforeEach
    void aConfirmedVisit() {
        clinic = new StaffClinic(directory, patients, availability, appointments, identity);
        visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
    }

    @Test
    void afterAChangeOfHoursThePageLeadsToWhatItLeftOutside() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");
        assertThat(doctor.get("/doctor").text()).doesNotContain("Needs attention");

        Answer saved = doctor.submit(
                "/doctor/hours/absences", "fromDate", "2026-11-24", "toDate", "2026-11-24", "confirmed", "true");

        assertThat(doctor.follow(saved).text()).contains("1 visit needs attention", "href=\"/doctor/attention\"");
        assertThat(doctor.get("/doctor/attention").text())
                .contains("Ruth Adeyemi", "Doctor away", "since Mon 23 Nov, 08:00")
                .contains("/doctor/appointments/" + visit.id().value() + "/move")
                .contains("/doctor/appointments/" + visit.id().value() + "/cancellation")
                .doesNotContain("/keeping");
        assertThat(doctor.get("/doctor/appointments/" + visit.id().value()).text())
                .contains("Needs attention since Mon 23 Nov, 08:00", "The doctor is away then.", "ask an admin")
                .doesNotContain("/keeping");
    }

    @Test
    void offersThatWouldLeaveAVisitOutsideAreSavedOnceThePageHasSaidWhich() {
        Browser admin = clinic.asAdmin(port);
        String page = "/admin/doctors/" + clinic.doctor.id().value();
        String type = clinic.type.id().value().toString();
        admin.get(page);

        Answer asked = admin.submit(page + "/offers", "rows[0].type", type, "rows[0].durations", "25");

        assertThat(asked.text())
                .contains("1 appointment would be of a kind that is not offered any more", "Ruth Adeyemi")
                .contains("action=\"" + page + "/offers\"", "name=\"confirmed\" value=\"true\"")
                .contains("name=\"rows[0].type\" value=\"" + type + "\"", "name=\"rows[0].durations\" value=\"25\"")
                .doesNotContain("rows[0].offered");
        assertThat(directory.offers(clinic.setUp, List.of(clinic.doctor.id()), null))
                .hasSize(1);

        Answer saved = admin.submit(page + "/offers", "rows[0].type", type, "confirmed", "true");

        assertThat(saved.location()).isEqualTo(page + "?done=OFFERS");
        assertThat(directory.offers(clinic.setUp, List.of(clinic.doctor.id()), null))
                .isEmpty();
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor/attention").text()).contains("Ruth Adeyemi", "Not offered");
        assertThat(doctor.get("/doctor/appointments/" + visit.id().value()).text())
                .contains("The doctor does not offer this visit there any more.");
    }

    @Test
    void aDoctorCallsAVisitOffFromTheDayAndIsBackOnIt() {
        away(clinic.doctor);
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor").text()).containsSubsequence("Needs attention", "Ruth Adeyemi", "Doctor away");

        Answer cancelled = doctor.submit(
                "/doctor/appointments/" + visit.id().value() + "/cancellation",
                "version",
                String.valueOf(visit.version()),
                "reason",
                "The doctor is away",
                "listed",
                "true",
                "day",
                "2026-11-23");

        assertThat(cancelled.location())
                .isEqualTo(
                        "/doctor?date=2026-11-23&done=CANCEL&of=" + visit.id().value());
        assertThat(doctor.follow(cancelled).text()).doesNotContain("Needs attention");
        assertThat(doctor.get("/doctor/attention").text()).contains("Nothing needs attention");
    }

    @Test
    void aDoctorSeesNothingOfAnothersList() {
        Doctor another = clinic.anotherDoctor("Dr Bo Berg");
        clinic.request(clinic.patient("Maya Chen"), another, "2026-11-24T10:00", null);
        away(another);

        Browser doctor = clinic.asDoctor(port);

        assertThat(doctor.get("/doctor").text()).doesNotContain("Needs attention");
        assertThat(doctor.get("/doctor/attention").text()).doesNotContain("Maya Chen");
        assertThat(doctor.get("/doctor/hours").text()).doesNotContain("lies outside the hours");
    }

    @Test
    void anAdminKeepsAVisitWithAReasonThatStaysReadable() {
        away(clinic.doctor);
        Browser admin = clinic.asAdmin(port);
        assertThat(admin.get("/admin").text())
                .containsPattern("visits? lies? outside the hours")
                .contains("href=\"/admin/attention\"");
        assertThat(admin.get("/admin/attention").text())
                .containsSubsequence("Needs attention", "Ruth Adeyemi", "Doctor away", "/keeping");
        String keeping = "/admin/appointments/" + visit.id().value() + "/keeping";
        String version = String.valueOf(visit.version());

        Answer without = admin.submit(keeping, "version", version, "reason", " ", "listed", "true");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("Please give a reason.", "Nothing was changed.");

        Answer stale = admin.submit(keeping, "version", "1", "reason", "Dr Berg sees her", "listed", "true");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("Dr Berg sees her</textarea>");

        Answer kept = admin.submit(keeping, "version", version, "reason", "Dr Berg sees her", "listed", "true");
        assertThat(kept.location()).isEqualTo("/admin/attention?kept=true");
        assertThat(admin.follow(kept).text()).contains("Kept as it is.").doesNotContain(keeping);
        assertThat(clinic.read(visit).status()).isEqualTo(Status.APPROVED);
        assertThat(admin.get("/admin/appointments/" + visit.id().value()).text())
                .contains("Kept as it is on Mon 23 Nov, 08:00 by Ada Admin", "Dr Berg sees her")
                .doesNotContain("/keeping");
        assertThat(clinic.asDoctor(port)
                        .get("/doctor/appointments/" + visit.id().value())
                        .text())
                .contains("by Administrator", "Dr Berg sees her");

        Answer again = admin.submit(keeping, "version", version, "reason", "Once more");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("There is nothing to keep any more");
    }

    @Test
    void holidaysAreClosedTogetherAfterShowingWhoWouldBeLeftOutside() {
        clinic.confirmed(clinic.patient("Maya Chen"), "2026-12-25T10:00");
        Browser admin = clinic.asAdmin(port);
        String place = clinic.location.id().value().toString();
        admin.get("/admin/clinic/closures?country=gb&region=eng&year=2026&place=" + place);
        String holidays = "/admin/clinic/closures/holidays";

        Answer asked = admin.submit(
                holidays,
                "country",
                "gb",
                "region",
                "eng",
                "year",
                "2026",
                "place",
                place,
                "date",
                "2026-12-25,2026-12-28");

        assertThat(asked.text())
                .contains("1 appointment would lie outside the hours", "Maya Chen", "action=\"" + holidays + "\"")
                .contains("name=\"date\" value=\"2026-12-25\"", "name=\"date\" value=\"2026-12-28\"")
                .contains("name=\"region\" value=\"eng\"");
        assertThat(closures()).isZero();

        Answer saved = admin.submit(
                holidays,
                "country",
                "gb",
                "region",
                "eng",
                "year",
                "2026",
                "place",
                place,
                "date",
                "2026-12-25,2026-12-28",
                "confirmed",
                "true");

        assertThat(saved.location()).isEqualTo("/admin/clinic/closures?saved=true");
        assertThat(closures()).isEqualTo(2);
        assertThat(admin.follow(saved).text())
                .containsPattern("visits? needs? attention")
                .contains("href=\"/admin/attention\"");
        assertThat(admin.get("/admin/attention").text())
                .containsSubsequence("Needs attention", "Maya Chen", "Closed then");
    }

    private long closures() {
        return directory
                .closures(
                        clinic.setUp,
                        new TimeRange(Instant.parse("2026-12-24T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")))
                .stream()
                .filter(closure -> clinic.location.id().equals(closure.location()))
                .count();
    }

    private void away(Doctor doctor) {
        availability.addAbsence(
                clinic.setUp,
                doctor.id(),
                new TimeRange(Instant.parse("2026-11-24T06:00:00Z"), Instant.parse("2026-11-24T20:00:00Z")),
                null,
                false);
    }
}
