package clinic.browser;

import clinic.availability.Availability;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.Directory.NewType;
import clinic.directory.Doctor;
import clinic.directory.Location;
import clinic.directory.Offer;
import clinic.identity.Identity;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.Chromium;
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A browser, a clinic with one doctor at one place in London, and people who can sign in. The clinic's clock stands on
 * Monday 23 November 2026, 08:00; the browser's own clock must not matter.
 */
@ClinicTest
abstract class BrowserBase {

    static final String PASSWORD = "seven small brown otters";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @LocalServerPort
    int port;

    @Autowired
    Identity identity;

    @Autowired
    Directory directory;

    @Autowired
    Patients patients;

    @Autowired
    Availability availability;

    /** Somebody's browser: cookies of its own. */
    Page newBrowser(int width, boolean script, ColorScheme scheme) {
        return CHROMIUM.window(port, width, script, scheme);
    }

    Page newBrowser() {
        return newBrowser(Chromium.DESKTOP, true, ColorScheme.LIGHT);
    }

    Page signedIn(Page page, String email) {
        return Chromium.signIn(page, email, PASSWORD);
    }

    /** Chooses a time in the grid, unfolding those of its day where there are many. */
    static void pick(Page page, String time) {
        Locator folded = page.locator("details.more:not([open])")
                .filter(new Locator.FilterOptions().setHas(page.locator("[aria-label='" + time + "']")));
        if (folded.count() > 0) {
            folded.first().locator("summary").click();
        }
        time(page, time).click();
        page.waitForURL(url -> url.contains("/confirm"));
    }

    /** A time in the grid: a link, or a button once a form stands beside it. */
    static Locator time(Page page, String name) {
        return page.locator(".avail [aria-label='" + name + "']");
    }

    /** A new account and the address it signs in with. */
    String enrol(Role role, @Nullable UUID person, String name) {
        String email = role.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@test.example";
        identity.enrol(Actor.system(UUID.randomUUID()), email, name, role, person, PASSWORD);
        return email;
    }

    String patient(String name) {
        return enrol(Role.PATIENT, null, name);
    }

    /** A place in London with one doctor who works every day from nine to twelve and is seen for twenty minutes. */
    Practice practice(boolean instant) {
        SampleClinic clinic = new SampleClinic(directory, patients, availability);
        String name = "Visit " + UUID.randomUUID().toString().substring(0, 8);
        Location location = directory.addLocation(
                clinic.admin(), new NewLocation("Quay Street " + name, LONDON, "14 Quay Street", "020 7946 0100"));
        AppointmentType type = directory.addType(
                clinic.admin(),
                new NewType(name, List.of(Duration.ofMinutes(20)), Duration.ZERO, Duration.ZERO, instant, false, null));
        Doctor doctor = directory.addDoctor(clinic.admin(), "Dr Amara Osei", List.of("General practice"), null);
        availability.setOffers(
                clinic.admin(),
                doctor.id(),
                List.of(new Offer(doctor.id(), type.id(), null, null, null, null, null)),
                false);
        availability.setPatterns(
                clinic.admin(), doctor.id(), SampleClinic.everyDay(location.id(), "09:00", "12:00", null), false);
        return new Practice(location, type, doctor);
    }

    /** Where a test looks for its own times. */
    record Practice(Location location, AppointmentType type, Doctor doctor) {

        String book() {
            return "/book?type=" + type.id().value() + "&from=2026-11-25";
        }

        /** The button or link of a time on Wednesday 25 November. */
        String time(String clock) {
            return "Wed 25 Nov at " + clock + ", " + doctor.name();
        }
    }
}
