package clinic.web;

import java.util.Locale;

/** How bright the pages are. */
public enum Theme {
    LIGHT,
    DARK,
    /** As the reader's device says. */
    SYSTEM;

    private static final String COOKIE = "theme";

    /** The name of the cookie that remembers it, which over https is this host's alone. */
    static String cookie(boolean https) {
        return https ? "__Host-" + COOKIE : COOKIE;
    }

    /** The value in the cookie and in the forms. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Anything unknown means the device decides. */
    static Theme of(String word) {
        return switch (word) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            default -> SYSTEM;
        };
    }
}
