package clinic.bench;

import clinic.browser.Weight;
import clinic.testing.Chromium;
import clinic.testing.DemoClinic;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What pages cost: bytes over the wire with an empty and with a full cache, what moves, how soon something shows, as
 * medians of five, in the demo clinic.
 */
class PagesBench {

    @RegisterExtension
    static final DemoClinic DEMO = new DemoClinic();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final PrintStream OUT = System.out;
    private static final int TIMES = 5;

    @Test
    void weights() {
        OUT.printf(
                "%n%-28s %9s %9s %9s %9s %8s %9s%n",
                "kB, medians of 5", "cold", "html", "script", "warm", "shift", "seen ms");
        Map.of(
                        "visitor",
                        List.of("/book", "/sign-in"),
                        "patient",
                        List.of("/book", "/appointments"),
                        "doctor",
                        List.of("/doctor"),
                        "admin",
                        List.of("/admin", "/admin/desk"))
                .forEach((role, paths) -> {
                    for (int width : new int[] {Chromium.DESKTOP, Chromium.PHONE}) {
                        Page page = CHROMIUM.window(DEMO.address(), width, true, ColorScheme.LIGHT, "en-GB");
                        if (!role.equals("visitor")) {
                            Chromium.signIn(page, role + "@demo.example", DemoClinic.PASSWORD);
                        }
                        paths.forEach(path -> line(role + " " + path + " " + width, page, path));
                    }
                });
    }

    private static void line(String name, Page page, String path) {
        List<Weight> cold =
                Stream.generate(() -> Weight.cold(page, path)).limit(TIMES).toList();
        List<Weight> warm =
                Stream.generate(() -> Weight.warm(page, path)).limit(TIMES).toList();
        OUT.printf(
                Locale.ROOT,
                "%-28s %9.1f %9.1f %9.1f %9.1f %8.3f %9.0f%n",
                name,
                median(cold, one -> one.all() / 1000.0),
                median(cold, one -> one.of("Document") / 1000.0),
                median(cold, one -> one.of("Script") / 1000.0),
                median(warm, one -> one.all() / 1000.0),
                median(cold, Weight::shift),
                median(cold, Weight::seenAfter));
    }

    private static double median(List<Weight> weights, Function<Weight, Double> figure) {
        return AuditBench.median(weights.stream().map(figure).toList());
    }
}
