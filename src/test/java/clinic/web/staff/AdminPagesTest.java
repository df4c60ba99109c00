package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.booking.Status;
import clinic.directory.Closure;
import clinic.directory.Doctor;
import clinic.patients.Patient;
import clinic.shared.TimeRange;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of admins over HTTP, without script. */
class AdminPagesTest extends StaffPages {

    @Test
    void theOverviewCountsWhatIsThere() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);

        Answer overview = clinic.asAdmin(port)
                .get("/admin?location=" + clinic.location.id().value());

        assertThat(overview.status()).isEqualTo(200);
        assertThat(overview.header("Cache-Control")).contains("no-store");
        assertThat(overview.text())
                .contains("1 confirmed, 1 requested, 0 moved, 0 cancelled or declined.")
                .contains("/admin/appointments/" + asked.id().value(), "Dr Amara Osei");
    }

    @Test
    void anAdminFiltersAppointmentsAndNoNameStandsInAnAddress() {
        Patient maya = clinic.patient("Maya Chen-" + clinic.name);
        clinic.request(maya, "2026-11-24T10:40", null);
        clinic.request(clinic.patient("Daniel Ortiz-" + clinic.name), "2026-11-25T09:00", null);
        Browser admin = clinic.asAdmin(port);
        String place = clinic.location.id().value().toString();

        String all = admin.get("/admin/appointments?location=" + place).text();
        assertThat(all).contains("Maya Chen-", "Daniel Ortiz-", "2 appointments");
        String tuesday = admin.get("/admin/appointments?location=" + place + "&from=2026-11-24&to=2026-11-24")
                .text();
        assertThat(tuesday).contains("Maya Chen-").doesNotContain("Daniel Ortiz-");
        assertThat(admin.get("/admin/appointments?status=COMPLETED&location=" + place)
                        .text())
                .contains("No appointments here");

        Answer found = admin.submit("/admin/appointments/search", "name", maya.name(), "from", "");
        assertThat(found.location()).contains("patient=" + maya.id().value()).doesNotContain("Maya");
        assertThat(admin.follow(found).text()).contains("Maya Chen-").doesNotContain("Daniel Ortiz-");

        assertThat(admin.submit("/admin/appointments/search", "name", "Nobody-" + clinic.name, "location", place)
                        .text())
                .contains("Nobody found for")
                .doesNotContain("Maya Chen-", "Daniel Ortiz-", "2 appointments");
    }

    @Test
    void anAdminMovesToAnotherDoctorThenCancelsThenDeletes() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        AppointmentView made = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser admin = clinic.asAdmin(port);
        String here = "/admin/appointments/" + made.id().value();

        assertThat(admin.get(here + "/move?doctor=any").text())
                .contains("\"" + other.id().value() + "_");
        Answer moved = admin.submit(
                here + "/reschedule",
                "version",
                String.valueOf(made.version()),
                "time",
                clinic.picked(other, "2026-11-24T09:00:00Z"));
        assertThat(moved.location()).isEqualTo(here + "?done=MOVE");
        assertThat(clinic.read(made).doctor()).isEqualTo(other.id());

        admin.submit(
                here + "/cancellation",
                "version",
                String.valueOf(clinic.read(made).version()),
                "reason",
                "The patient rang");
        assertThat(clinic.read(made).status()).isEqualTo(Status.CANCELLED);

        Answer deleted = admin.submit(
                here + "/deletion", "version", String.valueOf(clinic.read(made).version()), "reason", "Entered twice");
        assertThat(deleted.location()).isEqualTo("/admin/appointments?done=DELETE");
        assertThat(admin.get(here).status()).isEqualTo(404);
    }

    @Test
    void anAdminBooksForANewPatientAndATakenTimeKeepsTheNote() {
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/book");
        Answer added = admin.submit(
                "/admin/book/patient", "name", "Zanele Mokoena", "birthDate", "1980-05-06", "phone", "", "email", "");
        assertThat(added.location()).startsWith("/admin/book?patient=");
        String patient = added.location().substring("/admin/book?patient=".length());
        String type = clinic.type.id().value().toString();
        String time = clinic.picked(clinic.doctor, "2026-11-24T10:00:00Z");
        assertThat(admin.get(added.location() + "&type=" + type).text()).contains(time);

        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:00");
        Answer taken = admin.submit(
                "/admin/book", "patient", patient, "type", type, "time", time, "note", "Sore knee", "key", "k1");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("That time has just been taken.", "Sore knee", "Nearest times");

        Answer booked = admin.submit(
                "/admin/book",
                "patient",
                patient,
                "type",
                type,
                "time",
                time.replace("10:00:00", "10:20:00"),
                "note",
                "Sore knee",
                "key",
                "k2");
        assertThat(booked.location()).startsWith("/admin/appointments/").endsWith("?booked=true");
        assertThat(admin.follow(booked).text()).contains("Zanele Mokoena", "Booked. The patient is told.");

        assertThat(admin.submit("/admin/book", "patient", patient, "type", type).status())
                .isEqualTo(422);
        assertThat(admin.submit("/admin/book/patient", "name", "").text()).contains("Enter the name.");
    }

    @Test
    void anAdminFindsInvitesRenamesAndBlocksAUser() {
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/users/invitation");
        String address = "new." + clinic.name + "@mail.example";
        Answer invited =
                admin.submit("/admin/users/invitation", "name", "Noah Fischer", "email", address, "role", "ADMIN");
        assertThat(invited.location()).endsWith("?done=INVITED");
        String user = invited.location().substring(0, invited.location().indexOf('?'));
        assertThat(admin.submit("/admin/users/invitation", "name", "Noah", "email", address, "role", "ADMIN")
                        .status())
                .isEqualTo(422);
        assertThat(admin.submit("/admin/users/invitation", "name", "N", "email", "n@mail.example", "role", "PATIENT")
                        .status())
                .isEqualTo(422);

        assertThat(admin.submit("/admin/users/search", "name", address).text()).contains("Noah Fischer", user);
        assertThat(admin.get("/admin/users?role=DOCTOR").text()).doesNotContain("Noah Fischer");
        assertThat(admin.follow(admin.submit(user + "/name", "name", "Noah Fisher"))
                        .text())
                .contains("Renamed.", "Noah Fisher");

        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor").status()).isEqualTo(200);
        String account =
                "/admin/users/" + clinic.account(clinic.doctorEmail).id().value();
        Answer blocked = admin.submit(account + "/block", "blocked", "true");
        assertThat(admin.follow(blocked).text()).contains("Blocked. All sessions have ended.");
        assertThat(doctor.get("/doctor").location()).startsWith("/sign-in");
        admin.submit(account + "/block", "blocked", "false");

        String self = "/admin/users/" + clinic.admin.id().value();
        assertThat(admin.submit(self + "/block", "blocked", "true").status()).isEqualTo(422);
    }

    @Test
    void anAdminKeepsDoctorsAndTheirOffers() {
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/doctors");
        Answer added = admin.submit(
                "/admin/doctors", "name", "Dr New " + clinic.name, "specialties", "Cardiology", "email", "");
        String doctor = added.location().substring(0, added.location().indexOf('?'));
        assertThat(admin.follow(added).text()).contains("Added.", "What is offered");

        Answer offered = admin.submit(
                doctor + "/offers",
                "rows[0].type",
                clinic.type.id().value().toString(),
                "rows[0].offered",
                "true",
                "rows[0].durations",
                "20",
                "rows[0].instant",
                "YES");
        assertThat(admin.follow(offered).text()).contains("The offers are saved.");
        assertThat(admin.submit(
                                doctor + "/offers",
                                "rows[0].type",
                                clinic.type.id().value().toString(),
                                "rows[0].offered",
                                "true",
                                "rows[0].durations",
                                "long")
                        .status())
                .isEqualTo(422);
        assertThat(admin.get(doctor + "/hours").text()).contains("Hours of Dr New");
        assertThat(admin.submit(doctor, "name", "", "specialties", "").status()).isEqualTo(422);
        assertThat(admin.submit(doctor + "/removal").location()).isEqualTo("/admin/doctors?done=REMOVED");
    }

    @Test
    void anAdminSetsUpTheClinic() {
        Browser admin = clinic.asAdmin(port);
        admin.get("/admin/clinic");
        assertThat(admin.submit(
                                "/admin/clinic/locations",
                                "name",
                                "Hill House " + clinic.name,
                                "zone",
                                "Asia/Kolkata",
                                "address",
                                "",
                                "phone",
                                "")
                        .location())
                .isEqualTo("/admin/clinic?saved=true");
        assertThat(admin.submit("/admin/clinic/locations", "name", "X", "zone", "Mars/Olympus")
                        .status())
                .isEqualTo(422);
        String here = "/admin/clinic/locations/" + clinic.location.id().value();
        assertThat(admin.submit(here + "/rooms", "name", "Room 1").location()).isEqualTo("/admin/clinic?saved=true");
        assertThat(admin.submit(here + "/removal").status()).isEqualTo(422);
        assertThat(admin.get("/admin/clinic").text()).contains("Hill House " + clinic.name, "Room 1");

        assertThat(admin.submit(
                                "/admin/clinic/types",
                                "name",
                                "Vaccination " + clinic.name,
                                "durations",
                                "10, 20",
                                "before",
                                "0",
                                "after",
                                "5",
                                "instant",
                                "true")
                        .location())
                .isEqualTo("/admin/clinic/types?saved=true");
        assertThat(admin.submit("/admin/clinic/types", "name", "", "durations", "soon", "before", "", "after", "")
                        .text())
                .contains("Enter the name.", "Enter the lengths as whole numbers, with commas between them.");

        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        String place = clinic.location.id().value().toString();
        String[] closing = {"name", "Painting", "location", place, "from", "2026-11-24", "to", ""};
        assertThat(admin.submit("/admin/clinic/closures", closing).text())
                .contains("1 appointment would lie outside the hours", "Ruth Adeyemi");
        String[] anyway = java.util.Arrays.copyOf(closing, 10);
        anyway[8] = "confirmed";
        anyway[9] = "true";
        assertThat(admin.submit("/admin/clinic/closures", anyway).location())
                .isEqualTo("/admin/clinic/closures?saved=true");
        assertThat(admin.get("/admin/clinic/closures?country=gb&region=eng&year=2026&place=" + place)
                        .text())
                .contains("Painting", "value=\"2026-12-25\"");
        assertThat(admin.submit(
                                "/admin/clinic/closures/holidays",
                                "country",
                                "gb",
                                "region",
                                "eng",
                                "year",
                                "2026",
                                "place",
                                place,
                                "date",
                                "2026-12-25")
                        .location())
                .isEqualTo("/admin/clinic/closures?saved=true");
        assertThat(admin.get("/admin/clinic/closures").text()).contains("Fri 25 Dec");
        assertThat(admin.get("/admin/clinic/closures?country=xx&place=" + place).status())
                .isEqualTo(422);

        assertThat(admin.get("/admin/clinic/policy").text()).contains("Lead time in minutes");
        assertThat(admin.submit("/admin/clinic/policy", "leadTimeMinutes", "soon")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theAuditTrailIsFilteredByRecordKindAndWhoActed() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        String record = asked.id().value().toString();
        Browser admin = clinic.asAdmin(port);

        String trail =
                admin.get("/admin/audit?kind=appointment&record=" + record).text();
        assertThat(trail).contains("Appointment added", record).doesNotContain("Maya Chen");

        String one = admin.get(entryIn(trail)).text();
        assertThat(one)
                .contains("is-changed", "PENDING", record, "Not sealed yet")
                .doesNotContain("Maya Chen");

        admin.get("/admin/audit");
        Answer nobody = admin.submit("/admin/audit/search", "who", "Nobody Of This Name");
        assertThat(nobody.text()).contains("Nobody found for");
        admin.get("/admin/audit");
        Answer kept = admin.submit("/admin/audit/search", "record", record, "kind", "transition");
        assertThat(kept.location()).isEqualTo("/admin/audit?kind=transition&record=" + record);
    }

    @Test
    void whoActedIsPickedByNameAndStandsInNoAddress() {
        Browser admin = clinic.asAdmin(port);
        String name = "Ida " + clinic.name;
        admin.get("/admin/users/invitation");
        Answer invited = admin.submit(
                "/admin/users/invitation",
                "name",
                name,
                "email",
                "ida." + clinic.name + "@mail.example",
                "role",
                "ADMIN");
        String id = invited.location().replaceAll(".*/users/|\\?.*", "");

        admin.get("/admin/audit");
        Answer found = admin.submit("/admin/audit/search", "who", name, "from", "2026-01-02");

        assertThat(found.location()).isEqualTo("/admin/audit?actor=" + id + "&from=2026-01-02");
        assertThat(admin.follow(found).text()).contains(name, "No entries");
    }

    @Test
    void whatIsFoundInTheAuditTrailIsTakenAwayAsAFile() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T11:40", null);
        String here = "?kind=appointment&record=" + asked.id().value();
        Browser admin = clinic.asAdmin(port);

        assertThat(admin.get("/admin/audit" + here).text())
                .contains("/admin/audit/export" + here.replace("&", "&amp;"));
        assertThat(admin.get("/admin/audit/export" + here + "&form=CSV").text().lines())
                .hasSize(2)
                .first()
                .isEqualTo("id,at,actor,role,action,kind,record,before,after,request");
        assertThat(admin.get("/admin/audit/export" + here + "&form=JSONL")
                        .text()
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("{\"id\":").contains("\"status\":\"PENDING\""));
        assertThat(admin.get("/admin/audit/export?form=XML").status()).isEqualTo(400);
    }

    private static String entryIn(String trail) {
        return trail.replaceAll("(?s).*href=\"(/admin/audit/\\d+)\".*", "$1");
    }

    @Test
    void aDateThatNoCalendarReachesIsRefusedAndNotLookedUp() {
        Browser admin = clinic.asAdmin(port);

        for (String page : new String[] {
            "/admin/appointments?from=-999999999-01-01",
            "/admin/appointments?to=%2B999999999-12-31",
            "/admin/audit?from=-999999999-01-01",
            "/admin/audit?to=%2B999999999-12-31",
            "/admin/audit?record=%00",
            "/book?from=%2B999999999-12-31",
            "/book?day=1899-12-31"
        }) {
            assertThat(admin.get(page).status()).as(page).isIn(400, 422);
        }
        assertThat(clinic.asDoctor(port).get("/doctor?date=%2B999999999-12-31").status())
                .isEqualTo(400);
    }

    @Test
    void aTimeThatNoCalendarReachesIsRefusedOnTheForm() {
        Patient patient = clinic.patient("Ruth Adeyemi");
        AppointmentView made = clinic.confirmed(patient, "2026-11-24T09:00");
        Browser admin = clinic.asAdmin(port);
        String time = clinic.picked(clinic.doctor, "+300000-01-01T00:00:00Z");

        Answer moved = admin.submit(
                "/admin/appointments/" + made.id().value() + "/reschedule",
                "version",
                String.valueOf(made.version()),
                "reason",
                "Rang about it",
                "time",
                time);
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.text()).contains("Rang about it");

        Answer booked = admin.submit(
                "/admin/book",
                "patient",
                patient.id().value().toString(),
                "type",
                clinic.type.id().value().toString(),
                "note",
                "Rang about it",
                "time",
                time);
        assertThat(booked.status()).isEqualTo(422);
        assertThat(booked.text()).contains("Rang about it");
    }

    @Test
    void aHolidayIsClosedWholeOrOnlyItsMorningOrAfternoon() {
        Browser admin = clinic.asAdmin(port);
        String place = clinic.location.id().value().toString();
        String question = "/admin/clinic/closures?country=gb&region=eng&year=2026&place=" + place;
        assertThat(admin.get(question).text())
                .contains("value=\"2026-12-25/MORNING\"", "value=\"2026-12-28\" selected");

        Answer saved = holidays(admin, place, "2026-12-25/AFTERNOON", "", "2026-12-28/MORNING");
        assertThat(saved.location()).isEqualTo("/admin/clinic/closures?saved=true");
        assertThat(admin.get("/admin/clinic/closures").text())
                .contains("Fri 25 Dec, 12:00 – 00:00", "Mon 28 Dec, 00:00 – 12:00");
        assertThat(closures(place))
                .containsExactly(
                        range("2026-12-25T12:00:00Z", "2026-12-26T00:00:00Z"),
                        range("2026-12-28T00:00:00Z", "2026-12-28T12:00:00Z"));
        assertThat(admin.get(question).text()).doesNotContain("2026-12-25/MORNING");
    }

    @Test
    void closingOnNoHolidayOrOnSomethingElseIsRefusedAndTheAnswersAreKept() {
        Browser admin = clinic.asAdmin(port);
        String place = clinic.location.id().value().toString();
        admin.get("/admin");

        Answer none = holidays(admin, place, "", "");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text())
                .contains("Choose a day.", "value=\"2026-12-25\"", "<option value=\"\" selected>Stay open")
                .doesNotContain("value=\"2026-12-25\" selected");
        assertThat(holidays(admin, place, "2026-12-25/NIGHT").status()).isEqualTo(422);
        assertThat(holidays(admin, place, "christmas").status()).isEqualTo(422);
        assertThat(closures(place)).isEmpty();
    }

    private static Answer holidays(Browser admin, String place, String... dates) {
        String fields = "country=gb&region=eng&year=2026&place=" + place + "&_csrf=" + admin.formToken();
        return admin.postRaw(
                "/admin/clinic/closures/holidays",
                Stream.of(dates).reduce(fields, (all, date) -> all + "&date=" + date));
    }

    private List<TimeRange> closures(String place) {
        return directory.closures(clinic.setUp, range("2026-12-01T00:00:00Z", "2027-02-01T00:00:00Z")).stream()
                .filter(closure -> closure.location() != null
                        && closure.location().value().toString().equals(place))
                .map(Closure::during)
                .toList();
    }

    private static TimeRange range(String start, String end) {
        return new TimeRange(Instant.parse(start), Instant.parse(end));
    }
}
