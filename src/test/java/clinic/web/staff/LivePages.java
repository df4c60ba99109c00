package clinic.web.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import clinic.shared.Actor;
import clinic.testing.Chromium;
import clinic.testing.Line;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Pages that are open while something is booked elsewhere. */
abstract class LivePages extends StaffBrowser {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final double PATIENCE = 20_000;

    Page board(int at) {
        return open(
                at,
                clinic.admin.email(),
                "/admin/desk?date=2026-11-24&location=" + clinic.location.id().value());
    }

    Page day(int at) {
        return open(at, clinic.doctorEmail, "/doctor?date=2026-11-24");
    }

    Page times(int at) {
        String email = "patient-" + UUID.randomUUID() + "@test.example";
        identity.enrol(
                Actor.system(UUID.randomUUID()), email, "Fatima Zahra", Actor.Role.PATIENT, null, StaffClinic.PASSWORD);
        return open(at, email, "/book?type=" + clinic.type.id().value() + "&from=2026-11-24");
    }

    /** Opens the page, and waits until it listens. */
    private static Page open(int at, String email, String path) {
        Page page = signedIn(at, email, Chromium.DESKTOP, ColorScheme.LIGHT);
        page.waitForResponse(response -> response.url().contains("/live?about="), () -> page.navigate(path));
        return page;
    }

    Locator time(Page page, String clock) {
        return page.locator(".avail " + called(clock));
    }

    String called(String clock) {
        return "[aria-label='Tue 24 Nov at " + clock + ", " + clinic.doctor.name() + "']";
    }

    void bookElsewhere() {
        clinic.request(clinic.patient("Ruth Adeyemi"), "2026-11-24T10:40", null);
    }

    /** For ten whole seconds nobody answers, and meanwhile it is booked. */
    void bookWhileNobodyAnswers(Line line) {
        line.cut();
        long since = System.nanoTime();
        bookElsewhere();
        await("ten seconds without a line")
                .atMost(TEN_SECONDS.multipliedBy(2))
                .until(() -> System.nanoTime() - since >= TEN_SECONDS.toNanos());
        line.mend();
    }

    /** Waits until all are right. @return after how many milliseconds: the taken time, the board, the doctor's day */
    List<Long> shown(long since, Page board, Page day, Page times) {
        var patience = new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
        assertThat(times.locator(".avail")).isVisible();
        assertThat(time(times, "10:40")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        long onTimes = System.nanoTime();
        assertThat(board.locator(".evs")).containsText("Ruth Adeyemi", patience);
        long onBoard = System.nanoTime();
        assertThat(day.locator("#day-plan")).containsText("Ruth Adeyemi", patience);
        long onDay = System.nanoTime();
        return Stream.of(onTimes, onBoard, onDay)
                .map(at -> Duration.ofNanos(at - since).toMillis())
                .toList();
    }

    /** How long it took is printed and not judged: machines that test are slow. */
    static void print(String what, List<Long> millis) {
        System.out.printf(
                "%s: taken time after %d ms, board %d ms, doctor's day %d ms%n",
                what, millis.get(0), millis.get(1), millis.get(2));
    }
}
