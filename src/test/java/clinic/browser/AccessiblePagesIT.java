package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Chromium;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages for patients as {@code EveryPageIT} does not find them in the demo clinic: in the language with the longest words,
 * and in the middle of booking.
 */
class AccessiblePagesIT extends BrowserBase {

    @Test
    void nothingStandsInAnybodysWayInGerman() {
        Practice practice = practice(false);
        Page visitor = newBrowser(Chromium.PHONE, true, ColorScheme.DARK);
        visitor.navigate("/sign-in");
        visitor.locator("button[name=language][value=de]").click();
        for (String path : new String[] {practice.book(), "/sign-in", "/sign-up", "/no-such-page"}) {
            visitor.navigate(path);
            assertThat(visitor.locator("html").getAttribute("lang")).isEqualTo("de");
            assertThat(Chromium.faults(visitor)).as(path).isEmpty();
        }
        Page patient = signedIn(newBrowser(Chromium.PHONE, true, ColorScheme.DARK), patient("Leila Amari"));
        patient.navigate("/account");
        patient.locator("#language").selectOption("de");
        patient.locator("form[action='/account/language'] button").click();
        patient.waitForURL(url -> url.contains("saved=LANGUAGE"));
        for (String path :
                new String[] {practice.book(), "/appointments", "/notifications", "/account", "/account/security"}) {
            patient.navigate(path);
            assertThat(patient.locator("html").getAttribute("lang")).isEqualTo("de");
            assertThat(Chromium.faults(patient)).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"390, LIGHT", "1280, DARK"})
    void nothingStandsInTheWayOfSigningUpAndBooking(int width, ColorScheme scheme) {
        Practice practice = practice(false);
        Page visitor = newBrowser(width, true, scheme);
        visitor.navigate("/sign-up");
        visitor.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Create the account"))
                .click();
        assertThat(Chromium.faults(visitor)).as("sign-up with problems").isEmpty();

        Page patient = signedIn(newBrowser(width, true, scheme), patient("Leila Amari"));
        patient.navigate(practice.book());
        pick(patient, practice.time("10:40"));
        String confirm = patient.url();
        // What is half under the bar at the top, once scrolled, is no small target.
        patient.evaluate("scrollTo(0, 0)");
        assertThat(Chromium.faults(patient)).as("confirm").isEmpty();
        patient.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Request this appointment"))
                .click();
        patient.waitForURL(url -> url.contains("done=booked"));
        assertThat(Chromium.faults(patient)).as("one appointment").isEmpty();
        String one = patient.url().replaceAll("\\?.*", "");
        for (String path : new String[] {
            "/appointments", one + "/move?from=2026-11-25", one + "/cancel", confirm, "/notifications?unread=true"
        }) {
            patient.navigate(path);
            assertThat(Chromium.faults(patient))
                    .as(path.replaceAll("[0-9a-f-]{36}", "id"))
                    .isEmpty();
        }
    }
}
