package clinic.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of a {@code User-Agent}: two words by which an owner knows a device again and nobody else does. */
public final class Device {

    /** The first that is found counts: most browsers name several. */
    private static final Map<String, String> BROWSERS = new java.util.LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new java.util.LinkedHashMap<>();

    static {
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox", "Firefox");
        BROWSERS.put("FxiOS", "Firefox");
        BROWSERS.put("Chrom", "Chrome");
        BROWSERS.put("CriOS", "Chrome");
        BROWSERS.put("Safari", "Safari");
        BROWSERS.put("curl", "curl");
        BROWSERS.put("Java", "Java");
        BROWSERS.put("python", "Python");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS", "Mac");
        SYSTEMS.put("Linux", "Linux");
    }

    private Device() {}

    /** Null when nothing of it is known. */
    public static @Nullable String of(@Nullable String userAgent) {
        String said = userAgent == null ? "" : userAgent;
        String browser = first(BROWSERS, said);
        String system = first(SYSTEMS, said);
        if (browser == null || system == null) {
            return browser == null ? system : browser;
        }
        return browser + " on " + system;
    }

    private static @Nullable String first(Map<String, String> known, String said) {
        return known.entrySet().stream()
                .filter(word -> said.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
