package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Chromium;
import clinic.testing.RealProvider;
import clinic.testing.TestClock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** To a provider and back with a real browser, which holds the pages to their rules about where forms may go. */
@TestPropertySource(
        properties = {
            "clinic.oidc.name=House",
            "clinic.oidc.client-id=" + RealProvider.CLIENT,
            "clinic.oidc.client-secret=" + RealProvider.SECRET
        })
class ProviderSignInIT extends BrowserBase {

    private static final RealProvider PROVIDER = new RealProvider();

    @Autowired
    TestClock clock;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("clinic.oidc.issuer", PROVIDER::issuer);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAdminLinksTheProviderAndSignsInByIt(boolean script) {
        PROVIDER.knows(port, clock);
        String subject = "subject-" + UUID.randomUUID();
        Page page = newBrowser(script ? Chromium.DESKTOP : Chromium.PHONE, script, ColorScheme.LIGHT);
        signedIn(page, admin());
        page.navigate("/account/security");
        if (script) {
            assertThat(Chromium.faults(page)).isEmpty();
        }

        button(page, "Link with House");
        page.waitForURL(url -> url.startsWith(PROVIDER.issuer()));
        page.locator("input[name=username]").fill(subject);
        page.locator("input[name=password]").fill(RealProvider.PASSWORD);
        page.locator("button[type=submit]").click();
        page.waitForURL(url -> url.contains("done=PROVIDER_LINKED"));
        assertThat(page.content()).contains("Remove the link");

        page.context()
                .clearCookies(
                        new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("clinic_session"));
        page.navigate("/sign-in");
        if (script) {
            assertThat(Chromium.faults(page)).isEmpty();
        }
        button(page, "Sign in with House");
        page.waitForURL(url -> url.endsWith("/admin"));

        assertThat(page.content()).doesNotContain("Sign in with House");
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private String admin() {
        String email = "house-" + UUID.randomUUID() + "@people.example";
        identity.enrol(Actor.system(UUID.randomUUID()), email, "Holly Hill", Role.ADMIN, null, PASSWORD);
        return email;
    }
}
