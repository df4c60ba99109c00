package clinic.web.staff;

import clinic.testing.Chromium;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every test of a staff page in a real browser begins with. */
abstract class StaffBrowser extends StaffPages {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    Page signedIn(String email, int width, ColorScheme scheme) {
        return signedIn(port, email, width, scheme);
    }

    /** @param at the port of the application, or of the line that leads to it */
    static Page signedIn(int at, String email, int width, ColorScheme scheme) {
        return Chromium.signIn(CHROMIUM.window(at, width, true, scheme), email, StaffClinic.PASSWORD);
    }

    static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }
}
