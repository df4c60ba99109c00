package clinic.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a page costs whoever opens it: bytes over the wire as they were sent, what moved while it was drawn, and whom else
 * it asked. What an open page fetches anew, because somebody's time changed in that moment, is not of opening it.
 *
 * @param bytes of each kind of resource, such as {@code Document}, {@code Script}
 * @param shift the cumulative layout shift, https://web.dev/articles/cls
 * @param seenAfter milliseconds until something was on the screen
 * @param strangers hosts that are not the clinic's
 */
public record Weight(
        Response answer, Map<String, Integer> bytes, double shift, double seenAfter, Set<String> strangers) {

    /** The most bytes that a page may weigh with an empty cache. */
    private static final int ALL = 120_000;

    private static final int HTML = 25_000;
    private static final int SCRIPT = 30_000;
    private static final double SHIFT = 0.02;

    /** Opens a page with an empty cache. */
    public static Weight cold(Page page, String path) {
        return of(page, path, true);
    }

    /** Opens a page with what the browser has kept. */
    public static Weight warm(Page page, String path) {
        return of(page, path, false);
    }

    private static Weight of(Page page, String path, boolean cold) {
        CDPSession tools = page.context().newCDPSession(page);
        var cache = new JsonObject();
        cache.addProperty("cacheDisabled", cold);
        tools.send("Network.enable");
        tools.send("Network.setCacheDisabled", cache);
        Map<String, String> kinds = new HashMap<>();
        Map<String, Integer> bytes = new HashMap<>();
        Set<String> renewals = new HashSet<>();
        Set<String> strangers = new TreeSet<>();
        tools.on(
                "Network.responseReceived",
                event -> kinds.put(
                        event.get("requestId").getAsString(), event.get("type").getAsString()));
        tools.on("Network.loadingFinished", event -> {
            String request = event.get("requestId").getAsString();
            if (!renewals.contains(request)) {
                bytes.merge(
                        kinds.getOrDefault(request, "Other"),
                        event.get("encodedDataLength").getAsInt(),
                        Integer::sum);
            }
        });
        tools.on("Network.requestWillBeSent", event -> {
            JsonObject request = event.getAsJsonObject("request");
            if (isRenewal(event.get("type").getAsString(), request.getAsJsonObject("headers"))) {
                renewals.add(event.get("requestId").getAsString());
            }
            URI asked = URI.create(request.get("url").getAsString().replaceAll("[?,].*", ""));
            if (asked.getHost() != null && !asked.getHost().equals("127.0.0.1")) {
                strangers.add(asked.getHost());
            }
        });
        Response answer = page.navigate(path);
        double shift = ((Number) page.evaluate("""
                () => new Promise(tell => {
                  let sum = 0;
                  new PerformanceObserver(seen => seen.getEntries().filter(one => !one.hadRecentInput)
                    .forEach(one => { sum += one.value; })).observe({ type: 'layout-shift', buffered: true });
                  setTimeout(() => tell(sum), 100);
                })""")).doubleValue();
        double seen = ((Number)
                        page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"))
                .doubleValue();
        tools.detach();
        return new Weight(answer, bytes, shift, seen, strangers);
    }

    /** Whether an open page fetches itself by script, as it does for a part of it. */
    private static boolean isRenewal(String type, JsonObject headers) {
        return type.equals("Fetch")
                && headers.has("Accept")
                && headers.get("Accept").getAsString().equals("text/html");
    }

    public int all() {
        return bytes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** @param kind such as {@code Document} */
    public int of(String kind) {
        return bytes.getOrDefault(kind, 0);
    }

    /** Where it is more than a page may be. */
    List<String> excess() {
        var found = new ArrayList<String>();
        if (all() > ALL) {
            found.add(all() + " bytes " + bytes);
        }
        if (of("Document") > HTML) {
            found.add(of("Document") + " bytes of HTML");
        }
        if (of("Script") > SCRIPT) {
            found.add(of("Script") + " bytes of script");
        }
        if (shift > SHIFT) {
            found.add("moved by " + shift + " while it was drawn");
        }
        if (!strangers.isEmpty()) {
            found.add("asked " + strangers);
        }
        return found;
    }
}
