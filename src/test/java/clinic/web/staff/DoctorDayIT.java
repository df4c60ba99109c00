package clinic.web.staff;

import static clinic.testing.Keyboard.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.booking.Status;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Search;
import clinic.notification.Notifications.State;
import clinic.patients.Patient;
import clinic.shared.Actor;
import clinic.testing.Chromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A doctor works through a list of requests, by key and with one press. The clock stands on Monday 23 November 2026. */
class DoctorDayIT extends StaffBrowser {

    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

    @Autowired
    Notifications notifications;

    @Test
    void threeAreApprovedOneIsDeclinedAndOneProposedByKeyAloneAndTheFocusStaysInTheList() {
        List<AppointmentView> asked = requests(5);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);

        for (int left = 4; left > 1; left--) {
            page.keyboard().press("a");
            assertThat(page.locator(".requests .req")).hasCount(left);
            inTheList(page);
        }
        page.keyboard().press("d");
        assertThat(page.locator("textarea:focus")).isVisible();
        page.keyboard().type("Please see the nurse: all day, each day.");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".requests .req")).hasCount(1);
        inTheList(page);
        assertThat(page.locator("#told")).containsText("Declined.");
        page.keyboard().press("p");
        page.waitForURL(url -> url.endsWith("/move"));

        assertThat(asked.stream().map(one -> clinic.read(one).status()))
                .containsExactly(Status.APPROVED, Status.APPROVED, Status.APPROVED, Status.REJECTED, Status.PENDING);
        Locator time = page.locator("input[type=radio]").first();
        tabTo(page, time);
        page.keyboard().press("Space");
        tabTo(page, page.getByRole(AriaRole.BUTTON, named("Move to the chosen time")));
        page.keyboard().press("Enter");
        assertThat(page.getByText("Moved. The patient is told.")).isVisible();
    }

    @Test
    void tenAreApprovedWithTenKeysAndTheLastPageSaysThatAllIsClear() {
        List<AppointmentView> asked = requests(10);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);

        for (int left = 9; left >= 0; left--) {
            page.keyboard().press("a");
            assertThat(page.locator(".requests .req")).hasCount(left);
        }

        assertThat(page.getByText("All clear")).isVisible();
        assertThat(page.getByText("Last one answered Today at 08:00.")).isVisible();
        assertThat(page.locator("#requests")).isFocused();
        assertThat(asked).allMatch(one -> clinic.read(one).status() == Status.APPROVED);
    }

    @Test
    void tenAreApprovedWithOnePressAndOneUndoLeavesNoMessageAndEveryTimeHeld() {
        List<AppointmentView> asked = requests(10);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);

        page.getByRole(AriaRole.BUTTON, named("Approve all that fit (10)")).click();
        assertThat(page.getByText("All clear")).isVisible();
        assertThat(page.locator("#told")).containsText("Approved 10 requests.");
        assertThat(asked).allMatch(one -> clinic.read(one).status() == Status.APPROVED);

        page.keyboard().press("u");
        assertThat(page.locator(".requests .req")).hasCount(10);
        inTheList(page);
        assertThat(page.locator(".toast")).containsText("Taken back: 10 requests are open again");

        assertThat(asked).allSatisfy(one -> {
            assertThat(clinic.read(one).status()).isEqualTo(Status.PENDING);
            assertThat(messages(one)).isNotEmpty().isSubsetOf(State.SKIPPED);
            assertThat(booked(one)).isInstanceOf(BookingOutcome.TimeRefused.class);
        });
    }

    @Test
    void theSelectedAreApprovedTogetherAndTheOthersStay() {
        List<AppointmentView> asked = requests(4);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);

        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("k");
        assertThat(page.locator("#selected")).hasText("2 selected");
        page.keyboard().press("Shift+A");
        assertThat(page.locator(".requests .req")).hasCount(2);
        inTheList(page);

        assertThat(asked.stream().map(one -> clinic.read(one).status()))
                .containsExactly(Status.APPROVED, Status.PENDING, Status.APPROVED, Status.PENDING);
    }

    @Test
    void theListIsOneStopForTabAndOnlyTheCurrentRowShowsWhatCanBeDone() {
        requests(3);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);

        assertThat(page.locator(".requests .req[aria-current=true]")).hasCount(1);
        assertThat(page.locator(".requests .acts:visible")).hasCount(1);
        assertThat(page.locator(".requests .req[tabindex='0']")).hasCount(1);
        page.locator(".requests .req").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".requests .req").nth(1)).isFocused();
        page.keyboard().press("End");
        assertThat(page.locator(".requests .req").nth(2)).isFocused();
        page.keyboard().press("d");
        page.keyboard().press("Escape");
        assertThat(page.locator(".requests .req").nth(2)).isFocused();
        assertThat(page.locator(".requests details[open]")).hasCount(0);
        page.locator(".requests .req").first().click();
        assertThat(page.locator(".requests .acts:visible")).hasCount(1);
        assertThat(page.locator(".requests .req").first()).hasAttribute("aria-current", "true");
    }

    @Test
    void aListThatIsDrawnAnewKeepsTheRowAndTheFocus() {
        requests(3);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);
        page.keyboard().press("j");
        assertThat(page.locator(".requests .req").nth(1)).isFocused();

        page.evaluate("""
                () => {
                  const part = document.querySelector('.requests');
                  const fresh = part.cloneNode(true);
                  fresh.querySelectorAll('.req').forEach((row, n) => {
                    if (n === 0) row.ariaCurrent = 'true';
                    else row.removeAttribute('aria-current');
                  });
                  part.replaceWith(fresh);
                  fresh.dispatchEvent(new Event('clinic:renewed', { bubbles: true }));
                  document.querySelector('main').focus();
                }
                """);

        assertThat(page.locator(".requests .req").nth(1)).isFocused();
        assertThat(page.locator(".requests .req[aria-current=true]")).hasCount(1);
    }

    @Test
    void lettersDoNothingWhileSomebodyTypesOrHasTurnedThemOff() {
        List<AppointmentView> asked = requests(2);
        Page page = day(Chromium.DESKTOP, ColorScheme.LIGHT);

        page.keyboard().press("d");
        page.keyboard().type("axu");
        assertThat(page.locator("textarea:focus")).hasValue("axu");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+a");
        page.evaluate("document.documentElement.dataset.keys = 'off'");
        page.keyboard().press("a");
        page.keyboard().press("x");
        page.keyboard().press("ArrowDown");

        assertThat(page.locator(".requests .req").nth(1)).isFocused();
        assertThat(page.locator("#selected")).isEmpty();
        assertThat(page.locator(".keys")).isHidden();
        assertThat(asked).allMatch(one -> clinic.read(one).status() == Status.PENDING);
    }

    @Test
    void whatCanBeUndoneStaysWhileSomebodyHasHisHandOnIt() {
        requests(2);
        Page page = window(Chromium.DESKTOP, ColorScheme.LIGHT, true);
        page.clock().install();
        Chromium.signIn(page, clinic.doctorEmail, StaffClinic.PASSWORD);
        page.navigate("/doctor");

        page.keyboard().press("a");
        assertThat(page.locator(".toast")).isVisible();
        page.locator(".toast").hover();
        page.clock().fastForward(9000);
        assertThat(page.locator(".toast")).isVisible();
        page.mouse().move(5, 5);
        page.clock().fastForward(1500);
        assertThat(page.locator(".toast")).isHidden();
    }

    @Test
    void withoutScriptEveryButtonIsThereAndManyAreApprovedAtOnce() {
        List<AppointmentView> asked = requests(3);
        Page page = window(Chromium.DESKTOP, ColorScheme.LIGHT, false);
        Chromium.signIn(page, clinic.doctorEmail, StaffClinic.PASSWORD);
        page.navigate("/doctor");

        assertThat(page.locator(".requests .acts:visible")).hasCount(3);
        page.locator(".requests input[type=checkbox]").nth(0).check();
        page.locator(".requests input[type=checkbox]").nth(2).check();
        page.getByRole(AriaRole.BUTTON, named("Approve selected")).click();
        assertThat(page.getByText("Approved 2 requests.")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Undo")).click();
        assertThat(page.getByText("Taken back: 2 requests are open again")).isVisible();

        assertThat(asked).allMatch(one -> clinic.read(one).status() == Status.PENDING);
    }

    @Test
    void theDayFitsOneSheetHoweverLongItIs() {
        clinic.work(clinic.doctor, "06:00", "22:00");
        for (int hour = 9; hour < 21; hour++) {
            for (int minute = 0; minute < 60; minute += hour == 9 ? 20 : 60) {
                clinic.confirmed(clinic.patient("Ruth Adeyemi"), "2026-11-24T%02d:%02d".formatted(hour, minute));
            }
        }
        requests(3);
        Page page = day(Chromium.DESKTOP, ColorScheme.DARK);
        page.navigate("/doctor?date=2026-11-24");

        String pdf =
                new String(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);

        assertThat(SHEET.matcher(pdf).results()).hasSize(1);
        assertThat(pdf).contains("/MediaBox [0 0 841.91998 594.95996]");
    }

    @Test
    void theDayAsItIsUsedIsAccessibleLightAndDarkWideAndNarrow() {
        List<String> faults = new ArrayList<>();
        requests(4);
        clinic.arrives(clinic.confirmed(clinic.patient("Tomasz Kowalski"), "2026-11-23T09:20"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(Chromium.DESKTOP, Chromium.PHONE)) {
                Page page = day(width, scheme);
                page.keyboard().press("j");
                page.keyboard().press("d");
                faults.addAll(Chromium.faults(page));
                page.keyboard().press("Escape");
                page.keyboard().press("x");
                page.keyboard().press("Shift+A");
                assertThat(page.locator(".toast")).isVisible();
                faults.addAll(Chromium.faults(page));
                page.keyboard().press("u");
                assertThat(page.locator(".toast")).containsText("Taken back");
                page.navigate("/doctor/block");
                faults.addAll(Chromium.faults(page));
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Requests that fit, the first of them the oldest. */
    private List<AppointmentView> requests(int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> {
                    clock.advance(Duration.ofSeconds(1));
                    return clinic.request(
                            clinic.patient("Maya Chen " + n),
                            "2026-11-25T%02d:%02d".formatted(8 + n / 3, n % 3 * 20),
                            null);
                })
                .toList();
    }

    private BookingOutcome booked(AppointmentView at) {
        Patient other = clinic.patient("Somebody Else");
        return appointments.book(
                new Actor(Actor.Role.PATIENT, other.id().value(), other.id().value(), UUID.randomUUID()),
                new Appointments.Booking(
                        null, at.doctor(), at.location(), at.type(), at.during().start(), null, null, null));
    }

    private List<State> messages(AppointmentView of) {
        return notifications
                .search(clinic.setUp, new Search(null, "APPROVED", null, of.id(), null, null, null), 100, null)
                .stream()
                .map(Notifications.Message::state)
                .toList();
    }

    private Page day(int width, ColorScheme scheme) {
        Page page = window(width, scheme, true);
        Chromium.signIn(page, clinic.doctorEmail, StaffClinic.PASSWORD);
        page.navigate("/doctor");
        return page;
    }

    private Page window(int width, ColorScheme scheme, boolean script) {
        return CHROMIUM.window(port, width, script, scheme);
    }

    /** The focus is on the current row, and can be seen. */
    private static void inTheList(Page page) {
        assertThat(page.locator(".requests .req[aria-current=true]")).isFocused();
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }
}
