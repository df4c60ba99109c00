package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Availability;
import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.identity.Identity;
import clinic.patients.Patient;
import clinic.patients.Patients;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of doctors and admins over HTTP, without script. The clock stands on Monday 23 November 2026, 08:00 UTC. */
@Tag("zones")
@ClinicTest
class StaffPagesTest {

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

    @BeforeEach
    void aFreshClinic() {
        clinic = new StaffClinic(directory, patients, availability, appointments, identity);
    }

    @Test
    void aDoctorSeesTheOldestRequestFirstWithAgeTimeNoteAndWhetherItFits() {
        Patient maya = clinic.patient("Maya Chen", LocalDate.of(1992, 3, 4));
        clinic.request(maya, "2026-11-24T10:40", "Headaches most mornings.");
        clinic.request(clinic.patient("Daniel Ortiz"), "2026-11-25T09:00", null);

        String page = clinic.asDoctor(port).get("/doctor").text();

        assertThat(page).containsSubsequence("Maya Chen", "34", "Tue 24 Nov, 10:40", "20 min", "Headaches most");
        assertThat(page).containsSubsequence("Fits your day", "Daniel Ortiz");
        assertThat(page).contains("Requests", "oldest", "Timeline");
    }

    @Test
    void aDoctorApprovesARequestAndIsBackOnTheSameDay() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");

        Answer answer = doctor.submit(
                "/doctor/appointments/" + asked.id().value() + "/approval",
                "version",
                String.valueOf(asked.version()),
                "day",
                "2026-11-24");

        assertThat(answer.location()).isEqualTo("/doctor?date=2026-11-24&done=APPROVE");
        assertThat(clinic.read(asked).status()).isEqualTo(Status.APPROVED);
        String day = doctor.follow(answer).text();
        assertThat(day).contains("Approved. The patient is told.", "Tuesday 24 November", "10:40");
    }

    @Test
    void decliningWithoutAReasonIsRefusedAndKeepsTheFormOpen() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        String rejection = "/doctor/appointments/" + asked.id().value() + "/rejection";

        Answer without = doctor.submit(rejection, "version", String.valueOf(asked.version()), "reason", " ");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("Please give a reason.", "Nothing was changed.");
        assertThat(clinic.read(asked).status()).isEqualTo(Status.PENDING);

        doctor.submit(rejection, "version", String.valueOf(asked.version()), "reason", "Please see the nurse.");
        assertThat(clinic.read(asked).status()).isEqualTo(Status.REJECTED);
        assertThat(doctor.get("/doctor/appointments/" + asked.id().value()).text())
                .contains("Please see the nurse.", "Declined");
    }

    @Test
    void whoComesSecondSeesHowItStandsNow() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        appointments.cancel(clinic.setUp, asked.id(), Appointments.Change.because("Rang to call it off"));

        Answer late = doctor.submit(
                "/doctor/appointments/" + asked.id().value() + "/rejection",
                "version",
                String.valueOf(asked.version()),
                "reason",
                "Too far away");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text()).contains("changed while you were looking", "Cancelled", "Rang to call it off");
        assertThat(clinic.read(asked).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void theDayIsDrawnWithItsBreakItsGapsAndItsVisits() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");

        String day = clinic.asDoctor(port).get("/doctor?date=2026-11-24").text();

        assertThat(day).contains("Ruth Adeyemi", "Break 12:00 to 13:00", "Free 08:00, 60 min", "Free 13:00, 240 min");
        assertThat(day).containsSubsequence("1 visit", "3 gaps");
    }

    @Test
    void onlyWhatIsPossibleIsOffered() {
        AppointmentView tomorrow = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");

        String page = clinic.asDoctor(port)
                .get("/doctor/appointments/" + tomorrow.id().value())
                .text();

        assertThat(page).contains("/cancellation", "/move").doesNotContain("/completion", "/no-show", "/deletion");
    }

    @Test
    void aDoctorProposesAnotherTimeFromThoseThatAreFree() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        String here = "/doctor/appointments/" + asked.id().value();

        String times = doctor.get(here + "/move").text();
        assertThat(times)
                .contains(clinic.picked(clinic.doctor, "2026-11-24T09:20:00Z"))
                .doesNotContain(clinic.picked(clinic.doctor, "2026-11-24T09:00:00Z"));

        Answer moved = doctor.submit(
                here + "/reschedule",
                "version",
                String.valueOf(asked.version()),
                "time",
                clinic.picked(clinic.doctor, "2026-11-24T09:20:00Z"));
        assertThat(moved.location()).isEqualTo(here + "?done=MOVE");
        assertThat(clinic.read(asked).status()).isEqualTo(Status.RESCHEDULED);
        assertThat(doctor.follow(moved).text()).contains("from Tue 24 Nov, 10:40 to Tue 24 Nov, 09:20");
    }

    @Test
    void aTimeTakenAMomentAgoAnswersWithTheNearestAndKeepsTheReason() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser admin = clinic.asAdmin(port);
        String here = "/admin/appointments/" + asked.id().value();
        admin.get(here + "/move");

        Answer taken = admin.submit(
                here + "/reschedule",
                "version",
                String.valueOf(asked.version()),
                "reason",
                "The doctor asked for it",
                "time",
                clinic.picked(clinic.doctor, "2026-11-24T09:00:00Z"));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text())
                .contains("That time has just been taken.", "Nearest times", "The doctor asked for it")
                .contains(clinic.picked(clinic.doctor, "2026-11-24T09:20:00Z"));
        assertThat(clinic.read(asked).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aDoctorReachesOnlyTheirOwnAppointmentsAndNoAdminPage() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        AppointmentView theirs = clinic.request(clinic.patient("Hana Sato"), other, "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        String here = "/doctor/appointments/" + theirs.id().value();

        assertThat(doctor.get(here).status()).isEqualTo(404);
        assertThat(doctor.get(here + "/move").status()).isEqualTo(404);
        assertThat(doctor.submit(here + "/approval", "version", "1").status()).isEqualTo(404);
        assertThat(doctor.get("/admin").status()).isEqualTo(403);
        assertThat(doctor.get("/admin/users").status()).isEqualTo(403);
        assertThat(doctor.submit("/admin/appointments/" + theirs.id().value() + "/deletion", "version", "1")
                        .status())
                .isEqualTo(403);
        assertThat(clinic.read(theirs).status()).isEqualTo(Status.PENDING);
        assertThat(clinic.asAdmin(port).get("/doctor").status()).isEqualTo(403);
        assertThat(new Browser(port).get("/admin").location()).startsWith("/sign-in");
    }

    @Test
    void aFormWithoutItsTokenOrVersionChangesNothing() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        String approval = "/doctor/appointments/" + asked.id().value() + "/approval";

        assertThat(doctor.post(approval, Map.of("version", String.valueOf(asked.version())))
                        .status())
                .isEqualTo(403);
        assertThat(doctor.submit(approval).status()).isEqualTo(422);
        assertThat(doctor.submit(approval, "version", "one").status()).isEqualTo(400);
        assertThat(clinic.read(asked).status()).isEqualTo(Status.PENDING);
    }

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

        assertThat(admin.submit("/admin/appointments/search", "name", "Nobody-" + clinic.name)
                        .text())
                .contains("Nobody found for");
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
    void aDoctorChangesTheWeekAndIsShownFirstWhoWouldBeLeftOutside() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor/hours").text()).contains("My hours", "12:00-13:00");
        String[] shorter = {
            "rows[0].day", "TUESDAY",
            "rows[0].location", clinic.location.id().value().toString(),
            "rows[0].from", "09:00",
            "rows[0].to", "15:00",
            "rows[0].breaks", "12:00-12:30",
            "rows[1].day", "WEDNESDAY",
            "rows[1].from", "",
            "rows[1].to", ""
        };

        Answer asked = doctor.submit("/doctor/hours", shorter);
        assertThat(asked.text()).contains("1 appointment would lie outside the hours", "Ruth Adeyemi");
        assertThat(availability.patterns(clinic.setUp, clinic.doctor.id())).hasSize(7);

        String[] confirmed = java.util.Arrays.copyOf(shorter, shorter.length + 2);
        confirmed[shorter.length] = "confirmed";
        confirmed[shorter.length + 1] = "true";
        assertThat(doctor.submit("/doctor/hours", confirmed).location()).isEqualTo("/doctor/hours?done=HOURS");
        assertThat(availability.patterns(clinic.setUp, clinic.doctor.id())).hasSize(1);

        shorter[5] = "nine";
        assertThat(doctor.submit("/doctor/hours", shorter).status()).isEqualTo(422);
    }

    @Test
    void aDoctorSetsOtherHoursOnADateAndIsShownFirstWhoWouldBeLeftOutside() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T16:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");
        String place = clinic.location.id().value().toString();
        String[] shorter = {"date", "2026-11-24", "locationId", place, "from", "09:00", "to", "15:00"};

        Answer asked = doctor.submit("/doctor/hours/exceptions", shorter);
        assertThat(asked.text())
                .contains("1 appointment would lie outside the hours", "action=\"/doctor/hours/exceptions\"");
        assertThat(exceptions()).isEmpty();

        Answer saved = doctor.submit(
                "/doctor/hours/exceptions",
                "date",
                "2026-11-24",
                "locationId",
                place,
                "from",
                "09:00",
                "to",
                "15:00",
                "confirmed",
                "true");
        assertThat(doctor.follow(saved).text())
                .contains("The hours of that date are saved.", "Tue 24 Nov", "09:00 to 15:00");

        doctor.submit("/doctor/hours/exceptions", "date", "2026-11-26", "locationId", place, "closed", "true");
        assertThat(doctor.get("/doctor/hours").text()).containsSubsequence("Thu 26 Nov", "No hours");
        assertThat(doctor.submit("/doctor/hours/exceptions", shorter).text())
                .contains("These hours overlap", "value=\"2026-11-24\"");
        assertThat(doctor.submit("/doctor/hours/exceptions", "date", "2026-11-27", "locationId", place)
                        .status())
                .isEqualTo(422);

        Answer removed = doctor.submit(
                "/doctor/hours/exceptions/" + exceptions().getLast().id() + "/removal");
        assertThat(doctor.follow(removed).text()).contains("The date is back to the week.");
        assertThat(exceptions()).hasSize(1);
    }

    @Test
    void extraHoursAreTakenBackOnlyAfterTheVisitWithinThemWasShown() {
        availability.addException(
                clinic.setUp,
                clinic.doctor.id(),
                clinic.location.id(),
                LocalDate.of(2026, 11, 24),
                new Stretch(LocalTime.of(20, 0), LocalTime.of(21, 0)),
                false);
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T20:00");
        Browser admin = clinic.asAdmin(port);
        String removal = "/admin/doctors/" + clinic.doctor.id().value() + "/hours/exceptions/"
                + exceptions().getFirst().id() + "/removal";
        admin.get("/admin");

        assertThat(admin.submit(removal).text()).contains("Ruth Adeyemi", "action=\"" + removal + "\"");
        assertThat(exceptions()).hasSize(1);
        admin.submit(removal, "confirmed", "true");
        assertThat(exceptions()).isEmpty();
    }

    private List<WorkingException> exceptions() {
        return availability.exceptions(clinic.setUp, clinic.doctor.id(), null, null);
    }

    @Test
    void aDoctorIsAwayAndComesBack() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/hours");

        Answer added = doctor.submit(
                "/doctor/hours/absences", "fromDate", "2026-11-26", "toDate", "2026-11-27", "reason", "Course");
        assertThat(doctor.follow(added).text()).contains("The time away is saved.", "Thu 26 Nov", "Course");
        assertThat(doctor.get("/doctor?date=2026-11-26").text()).contains("Away");

        String absence = availability
                .absences(clinic.setUp, clinic.doctor.id(), null)
                .getFirst()
                .id()
                .toString();
        doctor.submit("/doctor/hours/absences/" + absence + "/removal");
        assertThat(availability.absences(clinic.setUp, clinic.doctor.id(), null))
                .isEmpty();
        assertThat(doctor.submit("/doctor/hours/absences", "fromDate", "2026-11-27", "toDate", "2026-11-26")
                        .status())
                .isEqualTo(422);
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
    void staffAskWhyATimeIsNotOfferedAndSeeEachRule() {
        clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        String question = "/doctor/why?type=" + clinic.type.id().value() + "&location="
                + clinic.location.id().value() + "&date=2026-11-24&time=";

        assertThat(doctor.get("/doctor/hours").text()).contains("href=\"/doctor/why\"");
        assertThat(doctor.get(question + "10:40").text())
                .contains("cannot be booked at that time", "Doctor free", "broken", "Taken: Tue 24 Nov 10:40")
                .doesNotContain("Maya");
        assertThat(doctor.get(question + "11:20").text()).contains("can be booked at that time");
        assertThat(doctor.get(question + "soon").status()).isEqualTo(400);
        assertThat(clinic.asAdmin(port)
                        .get(question.replace(
                                        "/doctor/why",
                                        "/admin/doctors/" + clinic.doctor.id().value() + "/why")
                                + "10:40")
                        .text())
                .contains("cannot be booked at that time");
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
                .contains("Enter the name.", "Enter the lengths as a whole number.");

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
    void theAuditTrailIsFiltered() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);

        String trail = clinic.asAdmin(port)
                .get("/admin/audit?kind=appointment&record=" + asked.id().value())
                .text();

        assertThat(trail).contains("Appointment added", asked.id().value().toString());
        assertThat(trail).doesNotContain("Maya Chen");
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
}
