package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.Doctor;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Search;
import clinic.patients.Patient;
import clinic.reply.Replies;
import clinic.reply.Replies.Occasion;
import clinic.reply.Replies.Reply;
import clinic.shared.Actor;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages of a doctor's day and appointments over HTTP, without script. */
class DoctorPagesTest extends StaffPages {

    private static final Pattern WHY = Pattern.compile("href=\"/doctor/why\\?date=2026-11-24&amp;time=([0-9:]+)&amp;");

    @Autowired
    private Replies replies;

    @Autowired
    private Notifications notifications;

    @Test
    void aDoctorSeesTheOldestRequestFirstWithAgeTimeNoteAndWhetherItFits() {
        Patient maya = clinic.patient("Maya Chen", LocalDate.of(1992, 3, 4));
        clinic.request(maya, "2026-11-24T10:40", "Headaches most mornings.");
        clinic.request(clinic.patient("Daniel Ortiz"), "2026-11-25T09:00", null);

        String page = clinic.asDoctor(port).get("/doctor").text();

        inOrder(page, "Maya Chen", "34", "Tue 24 Nov, 10:40", "20 min", "Headaches most");
        inOrder(page, "Fits your day", "Daniel Ortiz");
        assertThat(page).contains("Requests", "oldest", "id=\"timeline\"", "href=\"#timeline\"");
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

        assertThat(answer.location())
                .isEqualTo(
                        "/doctor?date=2026-11-24&done=APPROVE&of=" + asked.id().value());
        assertThat(clinic.read(asked).status()).isEqualTo(Status.APPROVED);
        String day = doctor.follow(answer).text();
        assertThat(day).contains("Approved. The patient is told in a few seconds.", "Tuesday 24 November", "10:40");
    }

    @Test
    void aDoctorUndoesAnApprovalFromTheDayAndFindsTheRequestThereAgain() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        String page = "/doctor/appointments/" + asked.id().value();
        Answer approved = doctor.submit(page + "/approval", "version", "1", "day", "2026-11-24");
        String day = doctor.follow(approved).text();
        String undo = "/doctor/answer-withdrawals";
        String words = asked.id().value() + "_2";
        assertThat(day).contains("Undo", undo, "value=\"" + words + "\"", "data-vanish=\"8000\"");
        clock.advance(Duration.ofSeconds(5));
        assertThat(doctor.follow(approved).text()).contains("data-vanish=\"3000\"");

        Answer undone = doctor.submit(undo, "request", words, "day", "2026-11-24");

        assertThat(clinic.read(asked).status()).isEqualTo(Status.PENDING);
        assertThat(doctor.follow(undone).text())
                .contains("Taken back: the request is open again", page + "/approval")
                .doesNotContain("Undo");
        assertThat(doctor.get(page).text()).contains("Answer taken back");
    }

    @Test
    void undoingTooLateSaysThatThePatientIsToldAlreadyAndWhatToDo() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        String page = "/doctor/appointments/" + asked.id().value();
        doctor.submit(page + "/approval", "version", "1");
        clock.advance(Duration.ofSeconds(8));

        Answer late = doctor.submit(page + "/answer-withdrawal", "version", "2");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("being told of the answer already");
        assertThat(clinic.read(asked).status()).isEqualTo(Status.APPROVED);
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
        inOrder(day, "1 visit", "3 gaps");
    }

    @Test
    void anyTimeWithoutAVisitCanBeAskedAbout() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);

        String day = doctor.get("/doctor?date=2026-11-24").text();
        List<String> asked =
                WHY.matcher(day).results().map(found -> found.group(1)).toList();
        assertThat(asked)
                .hasSize(17)
                .startsWith("08:00", "08:30", "09:20", "10:00")
                .contains("12:00", "12:30", "13:00")
                .endsWith("16:30");

        String why = "/doctor/why?date=2026-11-24&time=%s&location="
                + clinic.location.id().value();
        assertThat(day).contains(why.formatted("12:30").replace("&", "&amp;"), "Ask about 12:30");
        assertThat(doctor.get(why.formatted("12:30")).text())
                .contains("cannot be booked at that time", "value=\"12:30\"", "Breaks: Tue 24 Nov 12:00")
                .contains("href=\"/doctor/hours#week\">Every week", "href=\"/doctor?date=2026-11-24\">The day")
                .contains("Policy, by an admin", "Closures, by an admin")
                .doesNotContain("href=\"/admin");
        assertThat(doctor.get(why.formatted("13:00")).text()).contains("can be booked at that time");
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
    void aDoctorReadsThatThePatientWillBeThere() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-25T09:00");
        String page = "/doctor/appointments/" + visit.id().value();
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get(page).text()).doesNotContain("by the patient,");

        Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
        UUID mail = notifications
                .search(admin, new Search(null, null, null, visit.id(), null, null, null), 1, null)
                .getFirst()
                .id();
        String token = replies.issue(
                Actor.system(UUID.randomUUID()),
                mail,
                new Occasion(visit.id(), visit.patient(), visit.during().start()),
                Reply.CONFIRM);
        replies.give(token, Reply.CONFIRM, UUID.randomUUID());

        assertThat(doctor.get(page).text()).contains("by the patient, Mon 23 Nov, 08:00");
    }

    @Test
    void aDoctorProposesAnotherTimeFromThoseThatAreFree() {
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        String here = "/doctor/appointments/" + asked.id().value();

        String times = doctor.get(here + "/move").text();
        assertThat(times).contains("value=\"2026-11-24\"");
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
}
