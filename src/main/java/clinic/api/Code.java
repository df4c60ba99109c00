package clinic.api;

import clinic.availability.NotBookable;
import java.net.URI;
import java.util.Locale;

/** The words by which a client tells one problem from another; each belongs to one HTTP status. */
enum Code {
    MALFORMED(400, "The request cannot be read"),
    UNAUTHENTICATED(401, "Sign-in needed"),
    FRESH_SIGN_IN_NEEDED(401, "Show again who you are"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "No such representation"),
    SLOT_TAKEN(409, "The time is taken"),
    PATIENT_BUSY(409, "The patient has another visit then"),
    ROOM_BUSY(409, "No room is free then"),
    OUTSIDE_HOURS(409, "Outside the doctor's hours"),
    ON_BREAK(409, "In a break"),
    CLOSED(409, "The clinic is closed then"),
    DOCTOR_ABSENT(409, "The doctor is away then"),
    IN_PAST(409, "In the past"),
    TOO_SOON(409, "Too soon to book"),
    TOO_FAR(409, "Too far ahead to book"),
    OFF_GRID(409, "Not one of the starts"),
    BUFFER(409, "Too close to another visit"),
    TRAVEL(409, "Too close to a visit at another place"),
    DURATION_NOT_ALLOWED(409, "This length is not offered"),
    NOT_OFFERED(409, "The doctor does not offer this"),
    LIMIT_REACHED(409, "A limit is reached"),
    HOLD_EXPIRED(409, "The time is not held any more"),
    ILLEGAL_TRANSITION(409, "This step is not possible"),
    EXPIRED(409, "It has begun already"),
    TOO_LATE(409, "Too late to change"),
    NOT_BEGUN(409, "It has not begun"),
    REASON_REQUIRED(409, "A reason is needed"),
    NOTHING_TO_KEEP(409, "It is not outside hours"),
    IDEMPOTENCY_KEY_REUSED(409, "The key was used for another request"),
    ERASED(410, "It was erased"),
    STALE(412, "It was changed meanwhile"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Only JSON is read here"),
    INVALID(422, "Some fields are wrong"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "Not available right now");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code of a time that cannot be had: the rule book and the contract use the same words. */
    static Code of(NotBookable reason) {
        return switch (reason) {
            case NOT_OFFERED -> NOT_OFFERED;
            case DURATION_NOT_ALLOWED -> DURATION_NOT_ALLOWED;
            case IN_PAST -> IN_PAST;
            case TOO_SOON -> TOO_SOON;
            case TOO_FAR -> TOO_FAR;
            case OUTSIDE_HOURS -> OUTSIDE_HOURS;
            case ON_BREAK -> ON_BREAK;
            case CLOSED -> CLOSED;
            case DOCTOR_ABSENT -> DOCTOR_ABSENT;
            case OFF_GRID -> OFF_GRID;
            case SLOT_TAKEN -> SLOT_TAKEN;
            case BUFFER -> BUFFER;
            case TRAVEL -> TRAVEL;
            case PATIENT_BUSY -> PATIENT_BUSY;
            case ROOM_BUSY -> ROOM_BUSY;
            case PATIENT_BLOCKED -> FORBIDDEN;
            case LIMIT_REACHED -> LIMIT_REACHED;
        };
    }

    /** The code for a refusal that knows only its HTTP status, as the servlet container's do. */
    static Code ofStatus(int status) {
        for (Code code : values()) {
            if (code.status == status && status != 409) {
                return code;
            }
        }
        // 501 is what the server says to a transfer coding that it does not know, which is the caller's mistake.
        return status >= 500 && status != 501 ? INTERNAL : MALFORMED;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    URI type() {
        return URI.create(
                "urn:clinic:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
