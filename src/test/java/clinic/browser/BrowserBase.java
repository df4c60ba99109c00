package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
import clinic.testing.ClinicTest;
import clinic.testing.SampleClinic;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A browser, a clinic with one doctor at one place in London, and people who can sign in. The clinic's clock stands on
 * Monday 23 November 2026, 08:00; the browser's own clock must not matter.
 */
@ClinicTest
abstract class BrowserBase {

    static final String PASSWORD = "seven small brown otters";
    static final int PHONE = 390;
    static final int DESKTOP = 1280;

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static Playwright playwright;
    private static Browser chromium;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

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

    @BeforeAll
    static void openTheBrowser() {
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
        playwright.close();
    }

    @AfterEach
    void closeThePages() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    private static Path program() {
        String given = System.getenv("CLINIC_CHROMIUM");
        return Stream.of(given, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> path != null && Files.isExecutable(Path.of(path)))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium: set CLINIC_CHROMIUM to the program"));
    }

    /** Somebody's browser: cookies of its own. */
    Page newBrowser(int width, boolean script, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + port)
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setJavaScriptEnabled(script)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("Pacific/Auckland")
                .setLocale("en-GB"));
        contexts.add(context);
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of 4")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    Page newBrowser() {
        return newBrowser(DESKTOP, true, ColorScheme.LIGHT);
    }

    Page signedIn(Page page, String email) {
        page.navigate("/sign-in");
        page.getByLabel("E-mail address").fill(email);
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
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
        directory.setOffers(
                clinic.admin(), doctor.id(), List.of(new Offer(doctor.id(), type.id(), null, null, null, null, null)));
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

    /** The page has no accessibility violations that axe knows of, and is no wider than the screen. */
    void assertAccessible(Page page, String name) {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(name)
                .extracting(
                        rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
        Object wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) wider).intValue())
                .as("%s: pixels beyond the screen", name)
                .isZero();
    }
}
