package clinic.web.staff;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes comma-separated values (RFC 4180) that no spreadsheet takes for a formula. */
final class Csv {

    static final String TYPE = "text/csv;charset=UTF-8";

    private Csv() {}

    /** A line with its end; what is absent is empty. */
    static String line(@Nullable Object... values) {
        return Arrays.stream(values).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        // A number below zero is no formula either, and stays a number.
        boolean formula = !(value instanceof Number) && text.matches("(?s)[=+\\-@\\t\\r].*");
        String harmless = formula ? "'" + text : text;
        return harmless.matches("[A-Za-z0-9_.:-]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
