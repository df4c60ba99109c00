package clinic.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request cannot be meant as it stands: it names every field that is wrong and what would be right. */
public class Invalid extends RuntimeException {

    /**
     * @param field the name in the caller's request, such as "breaks[0].from"
     * @param code a stable word such as "REQUIRED" or "TOO_LONG"
     * @param detail one sentence that says what to do
     */
    public record Problem(String field, String code, String detail) {}

    private final transient List<Problem> problems;

    public Invalid(List<Problem> problems) {
        super("Invalid: " + problems.stream().map(Problem::field).toList(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public Invalid(String field, String code, String detail) {
        this(List.of(new Problem(field, code, detail)));
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Looks at one request field by field, so that everything that is wrong with it is said at once. */
    public static final class Check {

        private final List<Problem> problems = new ArrayList<>();

        /** Notes a problem unless the field is as it must be. */
        public Check that(boolean right, String field, String code, String detail) {
            if (!right) {
                problems.add(new Problem(field, code, detail));
            }
            return this;
        }

        /** A whole number between two bounds, both allowed. */
        public Check number(String field, long value, long least, long most) {
            return that(
                    value >= least && value <= most,
                    field,
                    "OUT_OF_RANGE",
                    "Give a whole number from " + least + " to " + most + ".");
        }

        /** One line of text that must be there; returns it without the space around it. */
        public String text(String field, String value, int most) {
            String text = optionalText(field, value, most);
            that(text != null, field, "REQUIRED", "Fill this in.");
            return text == null ? "" : text;
        }

        /** One line of text; returns it without the space around it, or null when nothing visible is left. */
        public @Nullable String optionalText(String field, @Nullable String value, int most) {
            if (value == null || value.codePoints().noneMatch(Check::isVisible)) {
                return null;
            }
            String text = value.strip();
            that(
                    text.codePointCount(0, text.length()) <= most,
                    field,
                    "TOO_LONG",
                    "Use at most " + most + " characters.");
            that(
                    text.codePoints().noneMatch(Check::isForbidden),
                    field,
                    "CONTROL_CHARACTER",
                    "Use letters, digits and punctuation on one line.");
            return text;
        }

        /** @throws Invalid when anything was wrong */
        public void done() {
            if (!problems.isEmpty()) {
                throw new Invalid(problems);
            }
        }

        private static boolean isVisible(int character) {
            return !Character.isWhitespace(character)
                    && !Character.isSpaceChar(character)
                    && Character.getType(character) != Character.FORMAT;
        }

        /** Control characters, halves of characters, and those that turn the direction of the text after them. */
        private static boolean isForbidden(int character) {
            int type = Character.getType(character);
            return type == Character.CONTROL
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || (character >= 0x202A && character <= 0x202E)
                    || (character >= 0x2066 && character <= 0x2069);
        }
    }
}
