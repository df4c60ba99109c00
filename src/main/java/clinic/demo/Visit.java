package clinic.demo;

import clinic.booking.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit as it was booked and what became of it so far.
 *
 * @param doctor index in {@link Premises#DOCTORS}
 * @param patient index among the invented patients
 * @param start as first booked; a move among the acts names another
 * @param life at least the booking, in order of time, nothing after now
 */
record Visit(int doctor, int patient, Premises.Kind kind, Instant start, Duration length, List<Act> life) {

    /** Something that somebody did with the visit. */
    enum What {
        BOOK,
        BOOK_OUTSIDE_HOURS,
        APPROVE,
        REJECT,
        MOVE,
        ACCEPT,
        CANCEL,
        ARRIVE,
        BEGIN,
        COMPLETE,
        MISS
    }

    /** Whose wish it was. What a patient without an account wishes, the desk does. */
    enum By {
        PATIENT,
        DOCTOR,
        DESK
    }

    /**
     * @param words the note of a booking, the reason of any other act
     * @param to the new start, of a move only
     */
    record Act(
            What what,
            By by,
            Instant at,
            @Nullable String words,
            @Nullable Instant to) {

        Act(What what, By by, Instant at, @Nullable String words) {
            this(what, by, at, words, null);
        }
    }

    /** Whether it has an act that only the patient can do; what the desk books needs no approval. */
    boolean isThePatientsOwn() {
        return !kind.instant()
                || life.stream()
                        .anyMatch(act -> act.by == By.PATIENT && (act.what == What.MOVE || act.what == What.ACCEPT));
    }

    /** The state that the acts must lead to. */
    Status status() {
        Status status = Status.PENDING;
        for (Act act : life) {
            status = switch (act.what) {
                case BOOK -> kind.instant() ? Status.APPROVED : Status.PENDING;
                case BOOK_OUTSIDE_HOURS, APPROVE, ACCEPT -> Status.APPROVED;
                case REJECT -> Status.REJECTED;
                case MOVE -> kind.instant() && act.by == By.PATIENT ? Status.APPROVED : Status.RESCHEDULED;
                case CANCEL -> Status.CANCELLED;
                case ARRIVE, BEGIN -> status;
                case COMPLETE -> Status.COMPLETED;
                case MISS -> Status.NO_SHOW;
            };
        }
        return status;
    }

    /** When it takes place now, after all moves. */
    Instant currentStart() {
        Instant current = start;
        for (Act act : life) {
            current = act.to == null ? current : act.to;
        }
        return current;
    }

    Visit of(int otherPatient) {
        return new Visit(doctor, otherPatient, kind, start, length, life);
    }
}
