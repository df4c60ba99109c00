package clinic.booking;

import clinic.availability.NotBookable;
import clinic.availability.Slot;
import clinic.shared.Refusal;
import java.util.List;

/**
 * What became of a request to book or change an appointment. Faces answer with an exhaustive switch, so that a new reason
 * does not compile until each has words for it.
 */
public sealed interface BookingOutcome {

    /** It happened. @param repeated this is the answer to an earlier request with the same key, not a second booking */
    record Done(AppointmentView appointment, boolean repeated) implements BookingOutcome {}

    /** Nothing happened. */
    sealed interface Refused extends BookingOutcome, Refusal {}

    /** The time cannot be had. @param alternatives the three nearest that can, possibly fewer */
    record TimeRefused(NotBookable reason, List<Slot> alternatives) implements Refused {}

    /** The hold had expired and somebody else was faster. @param alternatives as for a time that cannot be had */
    record HoldExpired(List<Slot> alternatives) implements Refused {}

    /** The life of an appointment has no such step, or not for this actor. */
    record IllegalTransition(Status from, Step step) implements Refused {}

    /** Past the cut-off: the patient must ring the clinic. */
    record TooLate() implements Refused {}

    /** The limit of moves is reached. */
    record MoveLimitReached() implements Refused {}

    /** It has not begun, or the grace period is not over, so it can be neither completed nor missed. */
    record NotBegun() implements Refused {}

    /** Nobody answered the request in time, or the visit has begun: it can no longer be answered. */
    record Expired() implements Refused {}

    /** Staff must say why. */
    record ReasonRequired() implements Refused {}

    /** Somebody changed it since it was read. @param current the version it has now */
    record Stale(int current) implements Refused {}

    /** No change of hours left it outside, or it was kept, moved or taken back within meanwhile. */
    record NothingToKeep() implements Refused {}

    /** The idempotency key was used for another request. */
    record KeyReused() implements Refused {}

    /** This patient is blocked from booking. */
    record PatientBlocked() implements Refused {}
}
