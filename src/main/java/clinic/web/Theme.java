package clinic.web;

import java.util.Locale;

/** How bright the pages are. */
public enum Theme {
    LIGHT,
    DARK,
    /** As the reader's device says. */
    SYSTEM;

    static final String PREFERENCE = "theme";

    /** The value of the preference and in the forms. */
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
