package clinic.web;

import clinic.booking.BookingOutcome.Expired;
import clinic.booking.BookingOutcome.HoldExpired;
import clinic.booking.BookingOutcome.IllegalTransition;
import clinic.booking.BookingOutcome.KeyReused;
import clinic.booking.BookingOutcome.MoveLimitReached;
import clinic.booking.BookingOutcome.NotBegun;
import clinic.booking.BookingOutcome.NothingToKeep;
import clinic.booking.BookingOutcome.PatientBlocked;
import clinic.booking.BookingOutcome.ReasonRequired;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.BookingOutcome.Stale;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.booking.BookingOutcome.TooLate;
import org.springframework.http.HttpStatus;

/** Finds the words and the status for a refusal; a new kind of refusal does not compile before it has both. */
public final class RefusalWords {

    private RefusalWords() {}

    /** The key of a sentence that says what happened, what did not, and what to do. */
    public static String key(Refused refused) {
        return switch (refused) {
            case TimeRefused time -> "refused." + time.reason();
            case HoldExpired ignored -> "refused.HOLD_EXPIRED";
            case IllegalTransition ignored -> "refused.ILLEGAL_TRANSITION";
            case TooLate ignored -> "refused.TOO_LATE";
            case MoveLimitReached ignored -> "refused.MOVE_LIMIT";
            case NotBegun ignored -> "refused.NOT_BEGUN";
            case Expired ignored -> "refused.EXPIRED";
            case ReasonRequired ignored -> "refused.REASON_REQUIRED";
            case NothingToKeep ignored -> "refused.NOTHING_TO_KEEP";
            case Stale ignored -> "refused.STALE";
            case KeyReused ignored -> "refused.KEY_REUSED";
            case PatientBlocked ignored -> "refused.PATIENT_BLOCKED";
        };
    }

    /** How the answer to a refusal is marked. */
    public static HttpStatus status(Refused refused) {
        return switch (refused) {
            case Stale ignored -> HttpStatus.PRECONDITION_FAILED;
            case ReasonRequired ignored -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TimeRefused ignored -> HttpStatus.CONFLICT;
            case HoldExpired ignored -> HttpStatus.CONFLICT;
            case IllegalTransition ignored -> HttpStatus.CONFLICT;
            case TooLate ignored -> HttpStatus.CONFLICT;
            case MoveLimitReached ignored -> HttpStatus.CONFLICT;
            case NotBegun ignored -> HttpStatus.CONFLICT;
            case Expired ignored -> HttpStatus.CONFLICT;
            case NothingToKeep ignored -> HttpStatus.CONFLICT;
            case KeyReused ignored -> HttpStatus.CONFLICT;
            case PatientBlocked ignored -> HttpStatus.CONFLICT;
        };
    }
}
