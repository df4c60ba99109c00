package clinic.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import clinic.testing.Chromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** Chips narrow the times down at once. */
class NarrowedTimesIT extends BrowserBase {

    @Test
    void aPressAppliesAtOnceSaysHowManyThereAreAndKeepsTheFocus() {
        Practice practice = practice(true);
        Page visitor = newBrowser();
        visitor.navigate(practice.book());

        chip(visitor, "Afternoons").press("Enter");

        assertThat(visitor.getByText("No afternoons are free")).isVisible();
        assertThat(visitor.locator("#times-counted")).hasText("No doctor");
        assertThat(chip(visitor, "Afternoons")).isFocused();
        assertThat(chip(visitor, "Afternoons")).hasAttribute("aria-pressed", "true");

        chip(visitor, "Mornings").press("Enter");

        assertThat(visitor.locator("#times-counted")).hasText("1 doctor, soonest first");
        assertThat(chip(visitor, "Afternoons")).hasAttribute("aria-pressed", "false");
        visitor.locator("#seek-doctor").selectOption("Dr Amara Osei");
        visitor.waitForURL(url -> url.contains("hours=MORNING") && url.contains("doctor=" + id(practice)));
    }

    @Test
    void withoutScriptAPressIsAPage() {
        Practice practice = practice(true);
        Page visitor = newBrowser(Chromium.PHONE, false, ColorScheme.LIGHT);
        visitor.navigate(practice.book());

        chip(visitor, "After 17:00").click();

        assertThat(visitor.getByText("Nothing is free after 17:00")).isVisible();
        visitor.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Any time of day"))
                .click();
        assertThat(visitor.locator(".avail .slot").first()).isVisible();
    }

    private static String id(Practice practice) {
        return practice.doctor().id().value().toString();
    }

    private static Locator chip(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }
}
