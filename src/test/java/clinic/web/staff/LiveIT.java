package clinic.web.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.booking.Appointments;
import clinic.directory.Directory;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.testing.Chromium;
import clinic.testing.ClinicTest;
import clinic.testing.Line;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Open pages show what was booked elsewhere, and lose nothing of what their readers were about. */
@ClinicTest
class LiveIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

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
    void whatIsBookedElsewhereShowsOnTheBoardOnTheDoctorsDayAndAsATakenTime() {
        Page board = board(port);
        Page day = day(port);
        Page times = times(port);
        choose(times, "10:20");
        Locator note = times.getByLabel("What would you like help with?");
        note.fill("Sore throat for a week.");

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);

        show("elsewhere", System.nanoTime(), board, day, times);
        assertThat(times.locator("#yours")).containsText("Tue 24 Nov, 10:20");
        assertThat(note).hasValue("Sore throat for a week.");
        assertThat(note).isFocused();
        assertThat(time(times, "10:20")).hasAttribute("aria-pressed", "true");
        assertThat(board.locator("#desk-day")).containsText("1 visit with");
        assertThat(day.getByText("All clear")).isHidden();
    }

    @Test
    void afterACutOfTheLineAllPagesAreRight() {
        CHROMIUM.expectLostConnections();
        try (Line line = new Line(port)) {
            Page board = board(line.port());
            Page day = day(line.port());
            Page times = times(line.port());

            line.cut();
            clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
            line.mend();

            show("after a cut", System.nanoTime(), board, day, times);
        }
    }

    @Test
    void theFocusStaysAmongTheTimesAndGoesToTheNextWhenItsOwnIsTaken() {
        Page times = times(port);
        unfold(times, "11:00");
        time(times, "11:00").focus();

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
        assertThat(time(times, "10:40")).hasCount(0);
        assertThat(time(times, "11:00")).isFocused();

        clinic.request(clinic.patient("Ravi Rao"), "2026-11-24T11:00", null);
        assertThat(time(times, "11:00")).hasCount(0);
        assertThat(time(times, "11:20")).isFocused();
    }

    @Test
    void hoursThatChangeShowTheirTimes() {
        Page times = times(port);
        assertThat(time(times, "10:40")).hasCount(1);

        clinic.work(
                clinic.doctor,
                "08:00",
                "17:00",
                new WorkingPattern.Break(java.time.LocalTime.of(10, 30), java.time.LocalTime.of(13, 0)));

        assertThat(time(times, "10:40")).hasCount(0);
    }

    @Test
    void aReasonThatIsBeingTypedIsNotLost() {
        clinic.request(clinic.patient("Maya Chen"), "2026-11-24T09:00", null);
        Page day = day(port);
        day.locator("summary", new Page.LocatorOptions().setHasText("Decline")).click();
        Locator reason = day.locator("details[open]").getByLabel("Reason");
        reason.fill("Please see the nu");

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);

        assertThat(day.locator(".req-list > li")).hasCount(2);
        assertThat(reason).hasValue("Please see the nu");
        assertThat(reason).isFocused();
    }

    /** In one browser one page listens for all of them. */
    @Test
    void aPageBesideAnotherOfTheSameBrowserIsToldToo() {
        Page board = board(port);
        Page other = board.context().newPage();
        other.navigate(
                "/admin/desk?date=2026-11-25&location=" + clinic.location.id().value());
        Page plain = board.context().newPage();
        plain.navigate("/account");
        board.navigate("/account");

        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-25T10:40", null);

        other.bringToFront();
        assertThat(other.locator(".evs")).containsText("Ruth Adeyemi");
    }

    private Page board(int at) {
        return open(
                at,
                clinic.admin.email(),
                "/admin/desk?date=2026-11-24&location=" + clinic.location.id().value());
    }

    private Page day(int at) {
        return open(at, clinic.doctorEmail, "/doctor?date=2026-11-24");
    }

    private Page times(int at) {
        String email = "patient-" + UUID.randomUUID() + "@test.example";
        identity.enrol(
                Actor.system(UUID.randomUUID()), email, "Fatima Zahra", Actor.Role.PATIENT, null, StaffClinic.PASSWORD);
        return open(at, email, "/book?type=" + clinic.type.id().value() + "&from=2026-11-24");
    }

    /** Opens the page, and waits until it listens. */
    private static Page open(int at, String email, String path) {
        Page page = Chromium.signIn(
                CHROMIUM.window(at, Chromium.DESKTOP, true, ColorScheme.LIGHT), email, StaffClinic.PASSWORD);
        page.waitForResponse(response -> response.url().contains("/live?about="), () -> page.navigate(path));
        return page;
    }

    private Locator time(Page page, String clock) {
        return page.locator(".avail " + called(clock));
    }

    private String called(String clock) {
        return "[aria-label='Tue 24 Nov at " + clock + ", " + clinic.doctor.name() + "']";
    }

    private void unfold(Page page, String clock) {
        Locator folded = page.locator("details.more:not([open])")
                .filter(new Locator.FilterOptions().setHas(page.locator(called(clock))));
        if (folded.count() > 0) {
            folded.first().locator("summary").click();
        }
    }

    private void choose(Page page, String clock) {
        unfold(page, clock);
        time(page, clock).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Request this appointment"))
                .waitFor();
    }

    /** How long it took is printed and not judged: machines that test are slow. */
    private void show(String what, long since, Page board, Page day, Page times) {
        var patience = new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
        assertThat(times.locator(".avail")).isVisible();
        assertThat(time(times, "10:40")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        long onTimes = System.nanoTime();
        assertThat(board.locator(".evs")).containsText("Ruth Adeyemi", patience);
        long onBoard = System.nanoTime();
        assertThat(day.locator("#day-plan")).containsText("Ruth Adeyemi", patience);
        long onDay = System.nanoTime();
        List<Long> millis = List.of(onTimes, onBoard, onDay).stream()
                .map(at -> Duration.ofNanos(at - since).toMillis())
                .toList();
        System.out.printf(
                "%s: taken time after %d ms, board %d ms, doctor's day %d ms%n",
                what, millis.get(0), millis.get(1), millis.get(2));
    }
}
