package clinic.web.staff;

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
import clinic.shared.Invalid;
import java.util.UUID;

/** One of many requests that stayed as it was, and why: as it travels in the address of the page that says so. */
record Unanswered(UUID request, Why why) {

    /** Short enough for a list; the words are under {@code requests.not}. */
    enum Why {
        CHANGED,
        OVER,
        TOLD,
        TAKEN,
        GONE,
        REFUSED;

        static Why of(Refused refused) {
            return switch (refused) {
                case Stale ignored -> CHANGED;
                case IllegalTransition ignored -> CHANGED;
                case Expired ignored -> OVER;
                case TooLate ignored -> TOLD;
                case TimeRefused ignored -> TAKEN;
                case HoldExpired ignored -> REFUSED;
                case MoveLimitReached ignored -> REFUSED;
                case NotBegun ignored -> REFUSED;
                case ReasonRequired ignored -> REFUSED;
                case NothingToKeep ignored -> REFUSED;
                case KeyReused ignored -> REFUSED;
                case PatientBlocked ignored -> REFUSED;
            };
        }
    }

    String words() {
        return request + "_" + why;
    }

    /** @throws Invalid when the words are none that {@link #words} wrote */
    static Unanswered parse(String words) {
        int cut = words.indexOf('_');
        try {
            return new Unanswered(
                    UUID.fromString(words.substring(0, Math.max(0, cut))), Why.valueOf(words.substring(cut + 1)));
        } catch (IllegalArgumentException e) {
            throw new Invalid("not", "MALFORMED", "There is no such answer.");
        }
    }
}
