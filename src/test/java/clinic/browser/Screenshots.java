package clinic.browser;

import clinic.testing.Chromium;
import clinic.testing.DemoClinic;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pictures of the demo clinic that the documents show; taken by {@code bin/screenshots}, not in the suite. */
class Screenshots {

    @RegisterExtension
    static final DemoClinic CLINIC = new DemoClinic();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Path IMAGES = Path.of("docs", "images");

    @Test
    void ofEachRole() {
        Page patient = signedIn("patient", Chromium.DESKTOP, ColorScheme.LIGHT);
        patient.navigate("/book");
        patient.locator(".soonest .btn").click();
        patient.locator("#hold[data-words]").waitFor();
        take(patient, "booking");
        take(signedIn("patient", Chromium.PHONE, ColorScheme.DARK), "booking-phone");
        take(signedIn("doctor", Chromium.DESKTOP, ColorScheme.LIGHT), "doctor");
        Page admin = signedIn("admin", Chromium.DESKTOP, ColorScheme.DARK);
        take(admin, "admin");
        admin.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        admin.navigate("/admin/desk");
        take(admin, "desk");
    }

    private static Page signedIn(String role, int width, ColorScheme scheme) {
        return Chromium.signIn(
                CHROMIUM.window(CLINIC.address(), width, true, scheme, "en-GB"),
                role + "@demo.example",
                DemoClinic.PASSWORD);
    }

    private static void take(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
    }
}
