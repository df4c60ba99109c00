package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentView;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ReadCalendar;
import clinic.testing.TestClock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An appointment taken home as a calendar file, from the page and from the JSON contract. */
@ApiTest
class CalendarCopyTest {

    @Autowired
    Callers callers;

    private People people;

    @BeforeEach
    void everybody() {
        people = callers.people();
    }

    @Test
    void aCopyTellsHowTheVisitStandsAndInvitesNobody() {
        AppointmentView moved = callers.movedByPatient(people.patient(), people.doctor());

        ReadCalendar read = read(people.patient(), moved);

        assertThat(read)
                .isEqualTo(new ReadCalendar(
                        "PUBLISH",
                        moved.id().value() + "@appointments.clinic",
                        1,
                        "TENTATIVE",
                        TestClock.START,
                        moved.during().start(),
                        moved.during().end(),
                        "Appointment",
                        people.location().name(),
                        read.description(),
                        "clinic@localhost",
                        List.of()));
        assertThat(read.description())
                .endsWith(callers.uri("/appointments/" + moved.id().value()).toString());
    }

    @Test
    void theCopyOfTheDoctorAndTheAdminLeadsToTheirOwnPages() {
        AppointmentView visit = callers.movedByDoctor(people.patient(), people.doctor());

        assertThat(read(people.doctor(), visit).description())
                .endsWith("/doctor/appointments/" + visit.id().value());
        assertThat(read(people.admin(), visit).description())
                .endsWith("/admin/appointments/" + visit.id().value());
        assertThat(read(people.doctor(), visit).status()).isEqualTo("CONFIRMED");
    }

    @Test
    void aVisitThatWasCalledOffIsCancelledInTheCopy() {
        AppointmentView visit = callers.approved(people.patient(), people.doctor());
        callers.post(people.patient(), path(visit, "/cancellation"), "{}");

        ReadCalendar read = read(people.patient(), visit);

        assertThat(read.status()).isEqualTo("CANCELLED");
        assertThat(read.sequence()).isEqualTo(1);
    }

    @Test
    void whoWantsOnlyACalendarStillReadsWhyThereIsNone() {
        Answer none = callers.call(
                people.patient(),
                "GET",
                "/api/v1/appointments/" + UUID.randomUUID() + "/calendar",
                null,
                "Accept",
                "text/calendar");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void thePatientFindsTheFileOnThePageAsLongAsTheVisitLiesAhead() {
        Browser browser = callers.browser(people.patient());
        AppointmentView visit = callers.approved(people.patient(), people.doctor());
        String page = "/appointments/" + visit.id().value();

        assertThat(browser.get(page + "?done=booked").text()).contains("href=\"" + page + "/calendar.ics\" download");
        Answer file = browser.get(page + "/calendar.ics", "Accept", "text/html");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/calendar").contains("method=PUBLISH", "charset=UTF-8");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"appointment.ics\"");
        assertThat(ReadCalendar.of(file.text())).isEqualTo(read(people.patient(), visit));

        browser.submit(page + "/cancel", Map.of("version", "1"));
        assertThat(browser.get(page).text()).doesNotContain("calendar.ics");
    }

    private ReadCalendar read(Caller by, AppointmentView visit) {
        Answer answer = callers.get(by, path(visit, "/calendar"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .startsWith("text/calendar")
                .contains("method=PUBLISH", "charset=UTF-8");
        return ReadCalendar.of(answer.text());
    }

    private static String path(AppointmentView visit, String what) {
        return "/api/v1/appointments/" + visit.id().value() + what;
    }
}
