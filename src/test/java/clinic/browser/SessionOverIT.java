package clinic.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import clinic.testing.Chromium;
import clinic.testing.TestDatabase;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who was away for longer than a session lasts loses nothing of what was typed. */
class SessionOverIT extends BrowserBase {

    private static final String NOTE = "Headaches most mornings & dizziness.\nFor two weeks.";

    @Autowired
    TestDatabase database;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBookingIsStillThereAfterSigningInAndTakesOnePress(boolean script) {
        Practice practice = practice(true);
        String email = patient("Leila Amari");
        Page patient = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), email);
        patient.navigate(practice.book());
        pick(patient, practice.time("10:00"));
        patient.locator("#note").fill(NOTE);
        sessionsEnd();

        patient.locator("#yours-form .btn").click();
        signInAgain(patient, email);

        assertThat(patient.locator("#yours .big")).hasText("Wed 25 Nov, 10:00");
        assertThat(patient.locator("#note")).hasValue(NOTE);
        patient.locator("#yours-form .btn").click();
        assertThat(patient.getByText("Your appointment is booked.")).isVisible();
        assertThat(patient.locator("main")).containsText("Headaches most mornings & dizziness.");
    }

    @Test
    void whatWasAskedForInPlaceIsAnsweredByTheWholePage() {
        Practice practice = practice(true);
        String email = patient("Leila Amari");
        Page patient = signedIn(newBrowser(), email);
        patient.navigate(practice.book());
        pick(patient, practice.time("10:00"));
        patient.locator("#note").fill(NOTE);
        assertThat(patient.locator("[data-last], .hold-more")).hasCount(1);
        sessionsEnd();

        patient.locator(".hold-more button").evaluate("button => button.click()");
        signInAgain(patient, email);

        assertThat(patient.locator("#note")).hasValue(NOTE);
    }

    private void sessionsEnd() {
        database.behindTheWalls().sql("delete from spring_session").update();
    }

    private static void signInAgain(Page page, String email) {
        Locator sheet = page.locator(".sheet form[action='/sign-in']").first();
        assertThat(page.getByText("what you filled in is there again")).isVisible();
        sheet.locator("#email").fill(email);
        sheet.locator("#password").fill(PASSWORD);
        sheet.locator("button").click();
    }
}
