package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.api.Callers.People;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Filter;
import clinic.booking.Status;
import clinic.testing.Answer;
import clinic.testing.Browser;
import clinic.testing.ClinicTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A patient asks once more for a time that is her own: nobody has taken it from her, and she gets no second one. */
@ClinicTest
@Import(Callers.class)
class OwnTimeTest {

    @Autowired
    Callers callers;

    @Autowired
    Appointments appointments;

    private People people;
    private Caller patient;
    private Browser browser;
    private String type;
    private Instant start;

    @BeforeEach
    void aPatientBooks() {
        people = callers.people();
        patient = callers.patient();
        browser = callers.browser(patient);
        type = people.instantly().id().value().toString();
        start = callers.freshStart();
        assertThat(book("one-tab", "").location()).endsWith("?done=booked");
    }

    @Test
    void goingBackToTheTimeThatSheBookedShowsThatItIsHers() {
        isHers(browser.get(confirm()));
        isHers(browser.get(confirm(), "HX-Request", "true"));
    }

    @Test
    void aSecondTabWithTheSameTimeBooksNothingAndSaysThatItIsHers() {
        isHers(book("another-tab", ""));
    }

    @Test
    void theSameFormWithOtherNotesBooksNothingAndSaysThatItIsHers() {
        isHers(book("one-tab", "I forgot to say"));
    }

    @Test
    void theSameFormSentTwiceIsBookedOnce() {
        assertThat(book("one-tab", "").location()).endsWith("?done=booked");
        assertThat(hers()).hasSize(1);
    }

    @Test
    void keepingTheTimeThatSheBookedSaysOnTheWholePageThatItIsHers() {
        Answer held = browser.post(
                "/appointments/hold",
                Map.of("_csrf", browser.formToken(), "type", type, "time", time(start)),
                "HX-Request",
                "true");

        isHers(held);
        assertThat(held.header("HX-Retarget")).contains("#book");
    }

    @Test
    void theSameMoveSentTwiceSaysThatTheNewTimeIsHers() {
        String visit = visit();
        String version = version(visit);
        Instant later = callers.freshStart();
        assertThat(move(later).location()).isEqualTo(visit + "?done=moved");

        isHers(browser.submit(visit + "/move", "time", time(later), "version", version));
    }

    @Test
    void goingBackToTheTimeThatSheMovedToShowsThatItIsHers() {
        Instant later = callers.freshStart();
        move(later);

        isHers(browser.get(visit() + "/move/confirm?time=" + time(later)));
        isHers(browser.get(visit() + "/move/confirm?time=" + time(later), "HX-Request", "true"));
    }

    @Test
    void movingToTheTimeOfHerOtherVisitLeadsToThatOne() {
        String visit = visit();
        Instant first = start;
        start = callers.freshStart();
        book("another-visit", "");
        String other = hers().get(1);
        Answer refused = browser.submit(other + "/move", "time", time(first), "version", version(other));

        assertThat(refused.text()).contains("is yours already.", "href=\"" + visit + "\"");
    }

    @Test
    void theTimeIsNotTheDoctorsOwnNorAVisitors() {
        assertThat(callers.browser(people.doctor()).get(confirm()).text()).doesNotContain("is yours already");
        assertThat(callers.browser(null).get(confirm()).text())
                .contains("has just been taken.")
                .doesNotContain("is yours already");
    }

    private void isHers(Answer answer) {
        assertThat(answer.text())
                .contains("is yours already.", "href=\"" + visit() + "\"")
                .doesNotContain("taken", "someone else", "Nothing was booked", "One press", "id=\"yours-form\"");
        assertThat(hers()).hasSize(1);
    }

    private Answer book(String key, String note) {
        return browser.submit(
                "/appointments", "type", type, "time", time(start), "note", note, "key", key + start.getEpochSecond());
    }

    private Answer move(Instant later) {
        return browser.submit(visit() + "/move", "time", time(later), "version", version(visit()));
    }

    private String version(String visit) {
        var id = new AppointmentId(UUID.fromString(visit.replace("/appointments/", "")));
        return String.valueOf(appointments.appointment(patient.actor(), id).version());
    }

    private String confirm() {
        return "/book/confirm?type=" + type + "&time=" + time(start);
    }

    private String time(Instant at) {
        return people.doctor().person() + "_" + people.location().id().value() + "_" + at;
    }

    private String visit() {
        return hers().getFirst();
    }

    private List<String> hers() {
        Filter open = new Filter(Status.which(Status::isOpen), null, null, null, null, null, false, null, 10);
        return appointments.appointments(patient.actor(), open).stream()
                .map(AppointmentView::id)
                .map(id -> "/appointments/" + id.value())
                .toList();
    }
}
