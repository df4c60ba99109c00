package clinic.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser, held in a static {@code @RegisterExtension} field of each test class that needs one. The browser's own clock and zone
 * must not matter, so its zone is far away. After each test its windows are closed, and whatever scripts complained of
 * fails the test.
 */
public class Chromium implements AfterEachCallback {

    public static final int PHONE = 390;
    public static final int DESKTOP = 1280;

    /** Started by the first test that needs it; it ends with the process of the tests. */
    private static @Nullable Browser browser;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private boolean linesAreCut;

    /** Somebody's window, with cookies of its own. Relative addresses are the application's at this port. */
    public Page window(int port, int width, boolean script, ColorScheme scheme) {
        return window("http://127.0.0.1:" + port, width, script, scheme, "en-GB");
    }

    /** @param language the browser's, such as {@code en-GB} */
    public Page window(String address, int width, boolean script, ColorScheme scheme, String language) {
        BrowserContext context = browser()
                .newContext(new NewContextOptions()
                        .setBaseURL(address)
                        .setViewportSize(width, width < 600 ? 844 : 900)
                        .setJavaScriptEnabled(script)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setTimezoneId("Pacific/Auckland")
                        .setLocale(language));
        contexts.add(context);
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            boolean expected = message.text().contains("the server responded with a status of 4")
                    || linesAreCut && message.text().contains("net::ERR_");
            if (message.type().equals("error") && !expected) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** In this test connections are lost, of which the browser may complain. */
    public void expectLostConnections() {
        linesAreCut = true;
    }

    /** Signs in by the form, as a person does, in any language. */
    public static Page signIn(Page page, String email, String password) {
        page.navigate("/sign-in");
        page.locator("main input[type=email]").fill(email);
        page.locator("main input[type=password]").fill(password);
        page.locator("main input[type=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /** What is wrong with the page as it stands: violations of accessibility rules, and whatever is wider than the screen. */
    public static List<String> faults(Page page) {
        List<String> faults = new ArrayList<>(violations(
                axe(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))));
        if (page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        instanceof Number beyond
                && beyond.intValue() != 0) {
            faults.add(beyond + " pixels beyond the screen");
        }
        return faults;
    }

    /** What cannot be read in the page's present colours. */
    public static List<String> illegible(Page page) {
        return violations(axe(page).withRules(List.of("color-contrast")));
    }

    private static AxeBuilder axe(Page page) {
        var options = new AxeRunOptions();
        // Of what is as it should be every place is told otherwise, which takes as long as to look.
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(options);
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .toList();
    }

    private static Browser browser() {
        if (browser == null) {
            browser = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
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
        return browser;
    }

    private static Path program() {
        String given = System.getenv("CLINIC_CHROMIUM");
        return Stream.of(given, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> path != null && Files.isExecutable(Path.of(path)))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium: set CLINIC_CHROMIUM to the program"));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        linesAreCut = false;
        assertThat(said).as("what the browser complained of").isEmpty();
    }
}
