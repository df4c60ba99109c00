package clinic.booking.application;

import clinic.shared.Invalid;

/** What people may write: text of some length, line breaks allowed, other control characters not. */
final class Words {

    private Words() {}

    /** @throws Invalid naming the field */
    static void check(String field, String text, int longest) {
        if (text.isBlank()) {
            throw new Invalid(field, "BLANK", "Write something, or leave it out.");
        }
        if (text.length() > longest) {
            throw new Invalid(field, "TOO_LONG", "Write at most " + longest + " characters.");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new Invalid(field, "INVALID", "Leave out control characters.");
        }
    }
}
