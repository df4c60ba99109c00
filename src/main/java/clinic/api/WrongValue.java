package clinic.api;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A value in a body that cannot be meant as it stands. Jackson adds the path to it. */
final class WrongValue extends MismatchedInputException {

    private final String code;
    private final String detail;

    WrongValue(JsonParser parser, String code, String detail) {
        super(parser, detail);
        this.code = code;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
