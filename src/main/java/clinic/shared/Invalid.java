package clinic.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

        private static final Pattern EMAIL = Pattern.compile(
                "[^\\s\\p{Cntrl}\\p{Cf}@<>\"(),:;\\\\\\[\\]]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?\\.)+[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*");
        private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{3,}");

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
                    "INVALID_FORMAT",
                    "Use letters, digits and punctuation on one line.");
            return text;
        }

        /** An e-mail address that must be there. */
        public String email(String field, String value) {
            String email = optionalEmail(field, value);
            that(email != null, field, "REQUIRED", "Give an e-mail address.");
            return email == null ? "" : email;
        }

        /** An e-mail address as its owner writes it, or null when there is none. */
        public @Nullable String optionalEmail(String field, @Nullable String value) {
            return optional(field, value, 254, EMAIL, "Give an e-mail address such as name@example.org.");
        }

        /** A telephone number as people write it, or null when there is none. */
        public @Nullable String optionalPhone(String field, @Nullable String value) {
            return optional(field, value, 40, PHONE, "Give a telephone number such as +49 30 1234567.");
        }

        /** The form is looked at only where the text is one, and no longer than it may be. */
        private @Nullable String optional(
                String field, @Nullable String value, int most, Pattern form, String otherwise) {
            int before = problems.size();
            String text = optionalText(field, value, most);
            if (text != null && problems.size() == before) {
                that(form.matcher(text).matches(), field, "INVALID_FORMAT", otherwise);
            }
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
