package clinic.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import clinic.availability.Hold;
import clinic.testing.Chromium;
import clinic.testing.TestClock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Two people want one time: one has it; the other, who held it for too long, is told so and offered others. */
class TakenTimeIT extends BrowserBase {

    @Autowired
    TestClock clock;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecondIsOfferedTheNearestTimesAndKeepsTheNote(boolean script) {
        Practice practice = practice(false);
        Page first = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), patient("Tomasz Kowalski"));
        Page second = signedIn(newBrowser(Chromium.DESKTOP, script, ColorScheme.LIGHT), patient("Fatima Zahra"));
        second.navigate(practice.book());
        pick(second, practice.time("10:00"));
        second.getByLabel("What would you like help with?").fill("Sore throat for a week.");
        if (script) {
            assertThat(second.locator("#hold")).containsText("Held for you");
        }
        clock.advance(Hold.LENGTH.plusSeconds(1));
        first.navigate(practice.book());
        pick(first, practice.time("10:00"));
        request(first);
        assertThat(first.getByText("Your request has been sent.")).isVisible();
        request(second);

        assertThat(second.getByRole(AriaRole.ALERT)).containsText("Wed 25 Nov, 10:00 has just been taken.");
        assertThat(second.getByRole(AriaRole.ALERT)).containsText("Nothing was booked and your notes are kept.");
        if (script) {
            assertThat(second.getByRole(AriaRole.ALERT)).isFocused();
        }
        assertThat(second.locator("[role=alert] .slot").allInnerTexts())
                .containsExactlyInAnyOrder(
                        "Wed 25 Nov, 09:40, Dr Amara Osei",
                        "Wed 25 Nov, 10:20, Dr Amara Osei",
                        "Wed 25 Nov, 09:20, Dr Amara Osei");
        assertThat(second.getByLabel("What would you like help with?")).hasValue("Sore throat for a week.");

        second.locator("[role=alert] .slot")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("10:20"))
                .click();
        assertThat(second.getByText("Your request has been sent.")).isVisible();
        assertThat(second.getByText("Sore throat for a week.")).isVisible();
    }

    private static void request(Page page) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Request this appointment"))
                .click();
    }
}
