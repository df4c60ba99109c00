package clinic.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import clinic.availability.WorkingPattern;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.Status;
import clinic.directory.Doctor;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Search;
import clinic.notification.Notifications.State;
import clinic.patients.Patient;
import clinic.shared.Actor;
import clinic.testing.Answer;
import clinic.testing.Browser;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a doctor learns of each request, answers at once, takes back and blocks, without script. */
class DoctorDayTest extends StaffPages {

    private static final Pattern BLOCKED = Pattern.compile("/doctor/block/([0-9a-f-]{36})/removal");

    @Autowired
    private DoctorDayController day;

    @Autowired
    private Notifications notifications;

    @Test
    void manyRequestsAreApprovedAtOnceAndTheOneThatChangedStaysAndSaysWhy() {
        AppointmentView maya = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        AppointmentView daniel = clinic.request(clinic.patient("Daniel Ortiz"), "2026-11-24T11:00", null);
        AppointmentView hana = clinic.request(clinic.patient("Hana Sato"), "2026-11-24T11:20", null);
        appointments.cancel(clinic.setUp, daniel.id(), Change.because("Rang to call it off"));
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");

        Answer answer = approve(doctor, words(maya, 1), words(daniel, 1), words(hana, 1));

        assertThat(answer.location())
                .isEqualTo("/doctor?date=2026-11-24&done=APPROVE&of=" + id(maya) + "&of=" + id(hana) + "&not="
                        + id(daniel) + "_CHANGED");
        assertThat(Stream.of(maya, daniel, hana).map(one -> clinic.read(one).status()))
                .containsExactly(Status.APPROVED, Status.CANCELLED, Status.APPROVED);
        assertThat(doctor.follow(answer).text())
                .contains("Approved 2 requests.", "Maya Chen, Tue 24 Nov, 10:40", "Hana Sato, Tue 24 Nov, 11:20")
                .contains("One request stayed as it was", "Daniel Ortiz, Tue 24 Nov, 11:00</a>: it changed while you");
    }

    @Test
    void whatIsSentTwiceIsDoneOnce() {
        AppointmentView maya = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");

        approve(doctor, words(maya, 1), words(maya, 1));
        Answer again = approve(doctor, words(maya, 1));

        assertThat(again.location()).endsWith("done=APPROVE&not=" + id(maya) + "_CHANGED");
        assertThat(doctor.follow(again).text())
                .contains("One request stayed as it was")
                .doesNotContain("Approved.");
        assertThat(appointments.history(clinic.setUp, maya.id())).hasSize(2);
    }

    @Test
    void oneUndoTakesAllBackAndNobodyWasToldAndEveryTimeIsStillHeld() {
        List<AppointmentView> asked = Stream.of("10:40", "11:00", "11:20")
                .map(time -> clinic.request(clinic.patient("Maya Chen"), "2026-11-24T" + time, null))
                .toList();
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        String said = doctor.follow(
                        approve(doctor, asked.stream().map(one -> words(one, 1)).toArray(String[]::new)))
                .text();
        assertThat(said).contains("action=\"/doctor/answer-withdrawals\"", "data-vanish=\"8000\"");
        clock.advance(Duration.ofSeconds(7));

        Answer undone = submit(
                doctor,
                "/doctor/answer-withdrawals",
                asked.stream().map(one -> words(one, 2)).toArray(String[]::new));

        assertThat(doctor.follow(undone).text()).contains("Taken back: 3 requests are open again");
        assertThat(asked).allSatisfy(one -> {
            assertThat(clinic.read(one).status()).isEqualTo(Status.PENDING);
            assertThat(messages(one, "APPROVED")).isSubsetOf(State.SKIPPED);
            assertThat(clinic.read(one).during()).isEqualTo(one.during());
        });
    }

    @Test
    void undoingTooLateSaysOfEachThatThePatientIsTold() {
        AppointmentView maya = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        approve(doctor, words(maya, 1));
        clock.advance(Duration.ofSeconds(8));

        Answer late = submit(doctor, "/doctor/answer-withdrawals", words(maya, 2));

        assertThat(doctor.follow(late).text()).contains("Maya Chen", "the patient is being told already");
        assertThat(clinic.read(maya).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void withoutASelectionNothingIsDoneAndThePageSaysWhatToDo() {
        clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");

        Answer none = doctor.submit("/doctor/approvals", "day", "2026-11-24");

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text()).contains("Select at least one request.", "Maya Chen", "Tuesday 24 November");
        assertThat(doctor.submit("/doctor/approvals", "request", "soon").status())
                .isEqualTo(422);
        assertThat(doctor.get("/doctor?done=APPROVE&not=nothing").status()).isEqualTo(400);
    }

    @Test
    void anothersRequestIsNotThere() {
        Doctor other = clinic.anotherDoctor("Dr Yusuf Haddad");
        AppointmentView theirs = clinic.request(clinic.patient("Hana Sato"), other, "2026-11-24T10:40", null);
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");

        Answer answer = approve(doctor, words(theirs, 1));

        assertThat(answer.location()).endsWith("&not=" + id(theirs) + "_GONE");
        assertThat(doctor.follow(answer).text())
                .contains("it is no longer there")
                .doesNotContain("Hana Sato");
        assertThat(clinic.read(theirs).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void allThatFitAreOfferedTogetherAndThoseThatDoNotAreLeftOut() {
        AppointmentView fits = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        AppointmentView intoTheBreak = clinic.request(clinic.patient("Aisha Bello"), "2026-11-24T11:40", null);
        clinic.work(
                clinic.doctor, "08:00", "17:00", new WorkingPattern.Break(LocalTime.of(11, 50), LocalTime.of(13, 0)));

        String page = clinic.asDoctor(port).get("/doctor").text();

        assertThat(page)
                .contains("Approve all that fit (1)", "Runs into a break by 10 min")
                .contains("type=\"hidden\" name=\"request\" value=\"" + words(fits, 1))
                .doesNotContain("type=\"hidden\" name=\"request\" value=\"" + words(intoTheBreak, 1));
    }

    @Test
    void eachRequestSaysWhatIsKnownOfItsPatientAndNeverWhoseVisitIsNear() {
        Doctor colleague = clinic.anotherDoctor("Dr Yusuf Haddad");
        Browser doctor = clinic.asDoctor(port);
        Patient seen = clinic.patient("Ruth Adeyemi");
        AppointmentView past = clinic.request(seen, colleague, "2026-11-23T09:00", null);
        appointments.approve(clinic.setUp, past.id(), Change.anyVersion());
        Patient busy = clinic.patient("Piotr Zielinski");
        clinic.request(busy, colleague, "2026-11-24T10:00", null);
        AppointmentView declined = clinic.request(busy, "2026-11-25T09:00", null);
        appointments.reject(clinic.setUp, declined.id(), Change.because("Away"));
        clock.advance(Duration.ofHours(2));
        clinic.request(seen, "2026-11-25T15:00", null);
        clinic.request(busy, "2026-11-24T11:00", null);

        String page = doctor.get("/doctor").text();

        assertThat(row(page, "Ruth Adeyemi")).doesNotContain("New patient", "another visit", "Asked");
        assertThat(row(page, "Piotr Zielinski"))
                .contains("New patient", "Patient has another visit, 10:00 to 10:20", "Asked once before")
                .doesNotContain("Haddad");
    }

    @Test
    void aMovedRequestWaitsSinceItWasMoved() {
        Browser doctor = clinic.asDoctor(port);
        Patient maya = clinic.patient("Maya Chen");
        AppointmentView asked = clinic.confirmed(maya, "2026-11-24T10:40");
        clock.advance(Duration.ofHours(2));
        appointments.move(
                new Actor(Actor.Role.PATIENT, maya.id().value(), maya.id().value(), UUID.randomUUID()),
                asked.id(),
                new Appointments.Move(asked.during().start().plus(Duration.ofHours(3)), null, null, null),
                Change.anyVersion());
        clock.advance(Duration.ofMinutes(12));

        assertThat(row(doctor.get("/doctor").text(), "Maya Chen"))
                .contains("Moved by the patient", "</span>12 min</span>");
    }

    @Test
    void whoeverIsNoStaffLearnsNothingOfARequest() {
        Patient maya = clinic.patient("Maya Chen");
        AppointmentView asked = clinic.request(maya, "2026-11-24T10:40", null);
        Doctor colleague = clinic.anotherDoctor("Dr Yusuf Haddad");

        assertThat(appointments.backgrounds(
                        new Actor(
                                Actor.Role.PATIENT, maya.id().value(), maya.id().value(), UUID.randomUUID()),
                        List.of(asked.id())))
                .isEmpty();
        assertThat(appointments.backgrounds(doctor(colleague), List.of(asked.id())))
                .isEmpty();
        assertThat(appointments.backgrounds(clinic.setUp, List.of(asked.id()))).containsOnlyKeys(asked.id());
    }

    @Test
    void requestsAddNoStatements() {
        Patient maya = clinic.patient("Maya Chen");
        AppointmentView first = clinic.confirmed(maya, "2026-11-24T10:40");
        move(maya, first, Duration.ofHours(3));
        long one = statements();
        for (String time : List.of("08:00", "08:20", "08:40", "09:00", "09:20")) {
            Patient patient = clinic.patient("Daniel Ortiz");
            move(patient, clinic.confirmed(patient, "2026-11-25T" + time), Duration.ofHours(5));
        }

        assertThat(statements()).isEqualTo(one);
    }

    @Test
    void whoIsThereWaitsForAsManyMinutesAndTheArrivalCanBeUndone() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Tomasz Kowalski"), "2026-11-23T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor");
        Answer arrived =
                doctor.submit("/doctor/appointments/" + id(visit) + "/arrival", "version", "2", "day", "2026-11-23");
        clock.advance(Duration.ofMinutes(6));

        assertThat(doctor.follow(arrived).text())
                .contains("here since 08:00", "Waiting 6 min", "/arrival-withdrawal", "Undo");

        Answer undone = doctor.submit(
                "/doctor/appointments/" + id(visit) + "/arrival-withdrawal", "version", "2", "day", "2026-11-23");
        assertThat(doctor.follow(undone).text()).contains("Taken back: the patient is not there.");
        assertThat(clinic.read(visit).attendance()).isNull();
    }

    @Test
    void aMissedVisitSaysThatOnlyAnAdminCanCorrectIt() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Liam Byrne"), "2026-11-23T09:00");
        Browser doctor = clinic.asDoctor(port);
        clock.advance(Duration.ofMinutes(90));
        doctor.get("/doctor");

        Answer missed =
                doctor.submit("/doctor/appointments/" + id(visit) + "/no-show", "version", "2", "day", "2026-11-23");

        assertThat(doctor.follow(missed).text())
                .contains("Recorded as missed.", "If that was a mistake, an admin can correct it.")
                .doesNotContain("Undo");
    }

    @Test
    void aGapLeadsToBlockingItAndWhatIsBlockedCanBeGivenBack() {
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        String gap = "/doctor/block?from=2026-11-24T08:00:00Z&amp;to=2026-11-24T09:00:00Z";
        assertThat(doctor.get("/doctor?date=2026-11-24").text()).contains(gap);
        assertThat(doctor.get(gap.replace("&amp;", "&")).text())
                .contains("value=\"2026-11-24\"", "value=\"08:00\"", "value=\"09:00\"", "Meeting", "Paperwork");

        Answer blocked = doctor.submit(
                "/doctor/block",
                "fromDate",
                "2026-11-24",
                "fromTime",
                "08:00",
                "toDate",
                "2026-11-24",
                "toTime",
                "09:00",
                "reason",
                "Meeting");
        String page = doctor.follow(blocked).text();
        assertThat(page).contains("Blocked 08:00 to 09:00.", "Undo", "Unblock").doesNotContain(gap);
        String absence =
                BLOCKED.matcher(page).results().findFirst().orElseThrow().group(1);

        Answer free = doctor.submit("/doctor/block/" + absence + "/removal", "day", "2026-11-24");
        assertThat(doctor.follow(free).text())
                .contains("The time is free again.", gap)
                .doesNotContain("Unblock");
    }

    @Test
    void blockingATimeWithAVisitNamesItFirst() {
        AppointmentView visit = clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/block");

        Answer asked = doctor.submit("/doctor/block", "fromDate", "2026-11-24", "reason", "Training");
        assertThat(asked.text())
                .contains("Ruth Adeyemi", "value=\"Training\"", "action=\"/doctor/block\"", "name=\"confirmed\"");
        assertThat(availability.absences(clinic.setUp, clinic.doctor.id(), null))
                .isEmpty();

        Answer blocked =
                doctor.submit("/doctor/block", "fromDate", "2026-11-24", "reason", "Training", "confirmed", "true");
        assertThat(doctor.follow(blocked).text()).contains("Blocked 00:00 to 00:00.", "Needs attention");
        assertThat(clinic.read(visit).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void whatIsSaidOfTimeOffStandsBesideAVisitInIt() {
        visitOutsideHours("2026-11-24T17:15");
        clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T09:00");
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/block");
        doctor.submit(
                "/doctor/block",
                "fromDate",
                "2026-11-24",
                "fromTime",
                "08:30",
                "toDate",
                "2026-11-24",
                "toTime",
                "09:40",
                "reason",
                "Meeting",
                "confirmed",
                "true");

        String page = doctor.get("/doctor?date=2026-11-24").text();

        assertThat(page)
                .contains("class=\"off\" style=\"grid-row:541 / 601\"><span style=\"grid-row:36 / 61\">")
                .contains("class=\"off\" style=\"grid-row:31 / 101\"><span style=\"grid-row:1 / 31\">")
                .contains("class=\"unblock\" style=\"grid-row:31 / 61\"");
    }

    @Test
    void aStretchThatEndsBeforeItBeginsIsMarkedAndKeptAsTyped() {
        Browser doctor = clinic.asDoctor(port);
        doctor.get("/doctor/block");

        Answer wrong = doctor.submit(
                "/doctor/block", "fromDate", "2026-11-24", "fromTime", "10:00", "toTime", "09:00", "reason", "Meeting");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Choose an end after the beginning.", "value=\"10:00\"", "value=\"Meeting\"");
        assertThat(doctor.get("/doctor/block?from=%2B1000000000-12-31T23:59:59Z")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whenAllIsClearThePageSaysWhenTheLastWasAnswered() {
        Browser doctor = clinic.asDoctor(port);
        assertThat(doctor.get("/doctor").text()).contains("All clear", "Nobody waits for an answer.");
        AppointmentView asked = clinic.request(clinic.patient("Maya Chen"), "2026-11-24T10:40", null);
        clock.advance(Duration.ofMinutes(101));
        appointments.approve(clinic.setUp, asked.id(), Change.anyVersion());

        assertThat(doctor.get("/doctor").text()).contains("All clear", "Last one answered Today at 09:41.");
    }

    private Answer approve(Browser doctor, String... requests) {
        return submit(doctor, "/doctor/approvals", requests);
    }

    private static Answer submit(Browser doctor, String path, String... requests) {
        return doctor.submit(path, "day", "2026-11-24", "request", String.join(",", requests));
    }

    private void visitOutsideHours(String localTime) {
        appointments.book(
                clinic.setUp,
                new Appointments.Booking(
                        clinic.patient("Hana Sato").id(),
                        clinic.doctor.id(),
                        clinic.location.id(),
                        clinic.type.id(),
                        LocalDateTime.parse(localTime).atZone(StaffClinic.ZONE).toInstant(),
                        null,
                        null,
                        null,
                        "The doctor offered to stay longer.",
                        null));
    }

    private void move(Patient patient, AppointmentView visit, Duration by) {
        appointments.move(
                new Actor(Actor.Role.PATIENT, patient.id().value(), patient.id().value(), UUID.randomUUID()),
                visit.id(),
                new Appointments.Move(visit.during().start().plus(by), null, null, null),
                Change.anyVersion());
    }

    private Actor doctor(Doctor who) {
        return new Actor(Actor.Role.DOCTOR, UUID.randomUUID(), who.id().value(), UUID.randomUUID());
    }

    /** How often the day asks the database, on this thread. */
    private long statements() {
        var log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var seen = new ListAppender<ILoggingEvent>();
        log.setLevel(Level.DEBUG);
        seen.start();
        log.addAppender(seen);
        try {
            day.day(doctor(clinic.doctor), null, null, List.of(), List.of(), null, false);
        } finally {
            log.detachAppender(seen);
            log.setLevel(null);
        }
        return seen.list.stream()
                .filter(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .filter(event -> event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }

    private List<State> messages(AppointmentView of, String purpose) {
        return notifications
                .search(clinic.setUp, new Search(null, null, null, of.id(), null, null, null), 100, null)
                .stream()
                .filter(message -> message.purpose().contains(purpose))
                .map(Notifications.Message::state)
                .toList();
    }

    /** What the page says of one request. */
    private static String row(String page, String patient) {
        return Stream.of(page.split("<li class=\"req\""))
                .skip(1)
                .filter(row -> row.contains(patient))
                .findFirst()
                .orElseThrow();
    }

    private static String words(AppointmentView request, int version) {
        return id(request) + "_" + version;
    }

    private static String id(AppointmentView of) {
        return of.id().value().toString();
    }
}
