package clinic.web.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import clinic.availability.WorkingPattern;
import clinic.testing.Line;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Open pages show what was booked elsewhere, and lose nothing of what their readers were about. */
class LiveIT extends LivePages {

    @Test
    void whatIsBookedElsewhereShowsOnTheBoardOnTheDoctorsDayAndAsATakenTime() {
        Page board = board(port);
        Page day = day(port);
        Page times = times(port);
        choose(times, "10:20");
        Locator note = times.getByLabel("What would you like help with?");
        note.fill("Sore throat for a week.");

        bookElsewhere();

        print("elsewhere", shown(System.nanoTime(), board, day, times));
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
            bookElsewhere();
            line.mend();

            print("after a cut", shown(System.nanoTime(), board, day, times));
        }
    }

    @Test
    void afterTenSecondsInWhichNobodyAnsweredAllPagesAreRight() {
        CHROMIUM.expectLostConnections();
        try (Line line = new Line(port)) {
            Page board = board(line.port());
            Page day = day(line.port());
            Page times = times(line.port());

            bookWhileNobodyAnswers(line);

            print("after ten seconds", shown(System.nanoTime(), board, day, times));
        }
    }

    @Test
    void theFocusStaysAmongTheTimesAndGoesToTheNextWhenItsOwnIsTaken() {
        Page times = times(port);
        unfold(times, "11:00");
        time(times, "11:00").focus();

        bookElsewhere();
        assertThat(time(times, "10:40")).hasCount(0);
        assertThat(time(times, "11:00")).isFocused();

        clinic.request(clinic.patient("Ravi Rao"), "2026-11-24T11:00", null);
        assertThat(time(times, "11:00")).hasCount(0);
        assertThat(time(times, "11:20")).isFocused();
    }

    /** The answer finds its place by what was pressed, as long as that is still there. */
    @Test
    void aTimeIsPickedWhileOthersAreTaken() {
        Page times = times(port);
        unfold(times, "11:00");
        var answer = new CompletableFuture<Route>();
        times.route("**/book/confirm**", answer::complete);
        time(times, "11:00").click();
        times.waitForCondition(answer::isDone);

        times.waitForResponse(response -> response.url().contains("/book?"), this::bookElsewhere)
                .finished();
        times.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        answer.join().resume();

        assertThat(times.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Request this appointment")))
                .isVisible();
        assertThat(times.locator("main")).hasCount(1);
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

        bookElsewhere();

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
}
