package clinic.browser;

import static clinic.testing.Keyboard.press;
import static clinic.testing.Keyboard.tabTo;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.identity.Identity.LinkPurpose;
import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import clinic.vault.Vault;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How little it takes to book; {@code bin/bench pages} shows what is printed here. */
class FewStepsIT extends BrowserBase {

    private static final String SOONEST = ".soonest .btn";

    @Autowired
    TestDatabase database;

    @Autowired
    Vault vault;

    @Test
    void aPatientWhoWasHereBeforeBooksWithTwoClicks() {
        Practice practice = practice(true);
        Page patient = signedIn(newBrowser(), patient("Leila Amari"));
        patient.navigate(practice.book());

        int clicks = click(patient.locator(SOONEST));
        clicks += click(named(patient, AriaRole.BUTTON, "Book this appointment"));

        assertThat(patient.getByText("Your appointment is booked.")).isVisible();
        System.out.printf("booked again: %d clicks%n", clicks);
    }

    @Test
    void byKeyboardAloneItTakesNoMoreThanTwentyFiveKeysAndTheFocusIsNeverLost() {
        Practice practice = practice(true);
        Page patient = signedIn(newBrowser(), patient("Leila Amari"));
        patient.navigate(practice.book());

        int keys = press(patient, "Tab") + press(patient, "Enter");
        keys += tabTo(patient, patient.locator(SOONEST)) + press(patient, "Enter");
        assertThat(patient.locator("#yours-title")).isFocused();
        keys += tabTo(patient, named(patient, AriaRole.BUTTON, "Book this appointment")) + press(patient, "Enter");

        assertThat(patient.getByText("Your appointment is booked.")).isVisible();
        assertThat(keys).isLessThanOrEqualTo(25);
        System.out.printf("booked again by keyboard: %d keys%n", keys);
    }

    @Test
    void aBookedVisitIsMovedAndCancelledByKeyboardAlone() {
        Practice practice = practice(true);
        Page patient = signedIn(newBrowser(), patient("Leila Amari"));
        patient.navigate(practice.book());
        pick(patient, practice.time("10:00"));
        named(patient, AriaRole.BUTTON, "Book this appointment").click();
        assertThat(patient.getByText("Your appointment is booked.")).isVisible();

        tabTo(patient, named(patient, AriaRole.LINK, "Move"));
        press(patient, "Enter");
        patient.waitForURL(url -> url.endsWith("/move"));
        // Today's times are too near to be given up again.
        patient.navigate(patient.url() + "?from=2026-11-25");
        Locator later = patient.locator(".avail .slot:visible").nth(1);
        tabTo(patient, patient.locator(".avail .slot:visible").first());
        press(patient, "ArrowDown");
        assertThat(later).isFocused();
        press(patient, "Enter");
        assertThat(patient.locator("#yours-title")).isFocused();
        tabTo(patient, named(patient, AriaRole.BUTTON, "Move to this time"));
        press(patient, "Enter");
        assertThat(patient.getByText("Your appointment has been moved.")).isVisible();

        tabTo(patient, named(patient, AriaRole.LINK, "Cancel"));
        press(patient, "Enter");
        tabTo(patient, patient.getByLabel("Why?"));
        patient.keyboard().type("I feel better.");
        tabTo(patient, named(patient, AriaRole.BUTTON, "Cancel the appointment"));
        press(patient, "Enter");
        assertThat(patient.getByText("Your appointment is cancelled.")).isVisible();
    }

    @Test
    void aNewPatientSeesFourScreensAndFillsInNothingTwice() {
        Practice practice = practice(true);
        String email = "new-" + UUID.randomUUID() + "@test.example";
        Page visitor = newBrowser();
        Set<String> screens = new LinkedHashSet<>();
        visitor.onFrameNavigated(frame -> screens.add(frame.url().replaceAll("^https?://[^/]+|(/confirm)?\\?.*", "")));
        visitor.navigate(practice.book());

        visitor.locator(SOONEST).click();
        String picked = visitor.locator("#yours .big").innerText();
        named(visitor, AriaRole.LINK, "Create an account").click();
        Locator fields = visitor.locator("form[action='/sign-up'] input:visible");
        assertThat(fields).hasCount(5);
        int filledIn = fields.count();
        visitor.getByLabel("Your name").fill("Nia Mensah");
        visitor.getByLabel("E-mail address").fill(email);
        visitor.getByLabel("Password").fill(PASSWORD);
        visitor.getByLabel("Password").press("Enter");
        visitor.waitForURL(url -> url.endsWith("/sign-up"));
        visitor.navigate("/verify?token=" + link(email));
        visitor.locator("form[action='/verify'] button").click();

        assertThat(visitor.locator("#yours .big")).hasText(picked);
        // The form and the page that says where the mail is have one address; the times and what was picked are one
        // screen.
        assertThat(screens).containsExactly("/book", "/sign-up", "/verify");
        System.out.printf("booked by a new patient: screens at %s, %d fields%n", screens, filledIn);
        named(visitor, AriaRole.BUTTON, "Book this appointment").click();
        assertThat(visitor.getByText("Your appointment is booked.")).isVisible();
    }

    private String link(String email) {
        return identity.issueLink(Actor.system(UUID.randomUUID()), database.accountOf(email, vault), LinkPurpose.VERIFY)
                .orElseThrow();
    }

    private static int click(Locator wanted) {
        wanted.click();
        return 1;
    }

    private static Locator named(Page page, AriaRole role, String name) {
        return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true));
    }
}
