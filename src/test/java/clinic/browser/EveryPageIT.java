package clinic.browser;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.Chromium;
import clinic.testing.DemoClinic;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/**
 * Each role walks through the demo clinic by its links, and looks at each page on a desktop and a phone, light and dark,
 * in English and from right to left, on the narrowest screen and with large letters. What it got is left in {@code target/pages}, where Maven lets the Nu HTML checker
 * read it. A browser that finds the Content-Security-Policy broken complains on its console, which fails the test.
 */
@TestMethodOrder(OrderAnnotation.class)
class EveryPageIT {

    @RegisterExtension
    static final DemoClinic CLINIC = new DemoClinic();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Path PAGES = Path.of("target", "pages");

    private static final String NO_SUCH_PAGE = "/no-such-page";

    /** Where no link leads just now: what letters lead to, what is asked for in between, and what is not there. */
    private static final Map<String, List<String>> STARTS = Map.of(
            "visitor",
                    List.of(
                            "/book",
                            "/password/new?token=unknown",
                            "/verify?token=unknown",
                            "/visit/confirm?token=unknown",
                            "/visit/cancel?token=unknown",
                            "/set-up?token=unknown"),
            "patient", List.of("/", "/confirm-it-is-you", "/account/security/app", NO_SUCH_PAGE),
            "doctor", List.of("/", "/doctor/attention"),
            "admin", List.of("/", "/admin/emergencies", "/admin/erasures", "/admin/unreached"));

    /** What a link fetches that is no page, and what undoes the walk. */
    private static final Set<String> NOT_WALKED = Set.of(
            "/sign-out",
            "/account/export",
            "/admin/audit/export",
            "/admin/figures",
            "/appointments/{id}/calendar.ics",
            "/demo/mailbox");

    /** Pages that nobody comes to by a link in the demo clinic; other tests look at them in the state they need. */
    private static final Set<String> ELSEWHERE = Set.of(
            "/error",
            "/live",
            "/sign-in/code",
            "/sign-in/enrol",
            "/sign-in/provider/answer",
            "/v3/api-docs",
            "/v3/api-docs.yaml",
            "/admin/erasures/{id}",
            "/admin/walk-in/{id}",
            "/doctor/emergency/{id}");

    private static final Set<String> SEEN = new TreeSet<>();

    @Order(1)
    @ParameterizedTest
    @CsvSource({
        "visitor, en-GB, ltr", "visitor, ar, rtl", "patient, en-GB, ltr", "patient, ar, rtl",
        "doctor, en-GB, ltr", "doctor, ar, rtl", "admin, en-GB, ltr", "admin, ar, rtl"
    })
    void nothingStandsInAnybodysWayOnAnyPage(String role, String language, String direction) throws IOException {
        Page page = CHROMIUM.window(CLINIC.address(), Chromium.DESKTOP, true, ColorScheme.LIGHT, language);
        if (!role.equals("visitor")) {
            Chromium.signIn(page, role + "@demo.example", DemoClinic.PASSWORD);
            page.navigate("/account");
            page.locator("#language").selectOption(language.substring(0, 2));
            page.locator("form[action='/account/language'] button").click();
            page.waitForURL(url -> url.contains("saved=LANGUAGE"));
        }
        Files.createDirectories(PAGES);
        var wrong = new ArrayList<String>();
        Set<String> known = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(STARTS.get(role));
        while (!ahead.isEmpty()) {
            String path = ahead.poll();
            if (!known.add(kind(path)) || NOT_WALKED.contains(pattern(path))) {
                continue;
            }
            Weight weight = Weight.cold(page, path);
            Response answer = weight.answer();
            String name = role + "-" + language + kind(path).replaceAll("[^a-z0-9]+", "-");
            Files.writeString(PAGES.resolve(name + ".html"), answer.text());
            SEEN.add(pattern(path));
            SEEN.add(pattern(URI.create(page.url()).getPath()));
            assertThat(answer.status()).as(path).isEqualTo(path.equals(NO_SUCH_PAGE) ? 404 : 200);
            assertThat(page.locator("html").getAttribute("dir")).as(path).isEqualTo(direction);
            weight.excess().forEach(excess -> wrong.add(kind(path) + ": " + excess));
            look(page).forEach(fault -> wrong.add(kind(path) + ": " + fault));
            ahead.addAll(links(page));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(2)
    void noPageWasForgotten() throws IOException {
        Set<String> pages = Stream.of(new ClassPathResource("access-matrix.csv")
                        .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                        .split("\n"))
                .filter(line -> line.startsWith("GET ") && !line.startsWith("GET /api/"))
                .map(line -> line.substring(4, line.indexOf(',')).replaceAll("\\{[a-z]+\\}", "{id}"))
                .collect(Collectors.toCollection(TreeSet::new));
        pages.removeAll(SEEN);
        pages.removeAll(NOT_WALKED);
        pages.removeAll(ELSEWHERE);
        assertThat(pages).isEmpty();
    }

    /** Everything on a desktop and on a phone; then the colours again in the other theme; then where there is little room. */
    private static List<String> look(Page page) {
        var faults = new ArrayList<String>();
        page.setViewportSize(Chromium.DESKTOP, 900);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        add(faults, "desktop, light", Chromium.faults(page));
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        add(faults, "desktop, dark", Chromium.illegible(page));
        page.setViewportSize(Chromium.PHONE, 844);
        add(faults, "phone, dark", Chromium.faults(page));
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        add(faults, "phone, light", Chromium.illegible(page));
        add(faults, "320 pixels wide", Cramped.narrow(page));
        add(faults, "large letters", Cramped.large(page));
        return faults;
    }

    private static void add(List<String> faults, String look, Collection<String> found) {
        found.forEach(fault -> faults.add(look + ": " + fault));
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>) page.evaluate("""
                [...document.querySelectorAll('a[href]:not([download])')]
                  .map(a => new URL(a.href))
                  .filter(a => a.origin === location.origin && !a.hash)
                  .map(a => a.pathname + a.search)""");
    }

    /** Which page of the clinic this is; twice the same page with questions of its own counts once more. */
    private static String kind(String path) {
        return pattern(path.replaceAll("\\?.*", "")) + (path.contains("?") ? "?" : "");
    }

    private static String pattern(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+)(?=/|$)", "{id}");
    }
}
