package clinic.api;

import clinic.availability.Hold;
import clinic.availability.HoldOutcome;
import clinic.availability.Slot;
import clinic.booking.AppointmentView;
import clinic.booking.BookingOutcome;
import clinic.booking.Status;
import java.util.List;
import java.util.function.Supplier;

/** Turns what became of a booking, a step or a hold into what there is now or a problem; each reason has its own words here. */
final class Outcomes {

    private Outcomes() {}

    /**
     * @param wanted the state the step would have led to
     * @throws ApiProblem when nothing happened
     */
    static AppointmentView done(BookingOutcome outcome, Status wanted) {
        return switch (outcome) {
            case BookingOutcome.Done done -> done.appointment();
            case BookingOutcome.Refused refused -> throw new ApiProblem(problem(refused, wanted));
        };
    }

    private static Problem problem(BookingOutcome.Refused refused, Status wanted) {
        return switch (refused) {
            case BookingOutcome.TimeRefused time -> withAlternatives(Code.of(time.reason()), time.alternatives());
            case BookingOutcome.HoldExpired late -> withAlternatives(Code.HOLD_EXPIRED, late.alternatives());
            case BookingOutcome.IllegalTransition illegal ->
                Problem.of(Code.ILLEGAL_TRANSITION, "An appointment in this state cannot take this step.")
                        .withStates(illegal.from().name(), wanted.name());
            case BookingOutcome.TooLate late ->
                Problem.of(Code.TOO_LATE, "It is too close to its start to be changed here; ring the clinic.");
            case BookingOutcome.MoveLimitReached limit ->
                Problem.of(Code.LIMIT_REACHED, "It was moved as often as it can be; ring the clinic.");
            case BookingOutcome.NotBegun early ->
                Problem.of(
                        Code.NOT_BEGUN, "This can be recorded once the visit has begun and the grace period is over.");
            case BookingOutcome.Expired expired -> Problem.of(Code.EXPIRED, "The time to answer it has gone by.");
            case BookingOutcome.ReasonRequired reason ->
                Problem.of(Code.REASON_REQUIRED, "Staff say why, in \"reason\".");
            case BookingOutcome.Stale stale ->
                Problem.of(Code.STALE, "Somebody changed it since you read it; read it again.");
            case BookingOutcome.NothingToKeep nothing ->
                Problem.of(
                        Code.NOTHING_TO_KEEP,
                        "No change of hours left it outside, or somebody kept it or moved it meanwhile.");
            case BookingOutcome.KeyReused key ->
                Problem.of(Code.IDEMPOTENCY_KEY_REUSED, "Use a fresh Idempotency-Key for another request.");
            case BookingOutcome.PatientBlocked blocked -> blocked();
        };
    }

    /**
     * @param alternatives asked for when the time cannot be had
     * @throws ApiProblem when nothing happened
     */
    static Hold held(HoldOutcome outcome, Supplier<List<Slot>> alternatives) {
        return switch (outcome) {
            case HoldOutcome.Held held -> held.hold();
            case HoldOutcome.TimeRefused time ->
                throw new ApiProblem(withAlternatives(Code.of(time.reason()), alternatives.get()));
            case HoldOutcome.PatientBlocked blocked -> throw new ApiProblem(blocked());
            case HoldOutcome.Expired expired ->
                throw ApiProblem.of(Code.HOLD_EXPIRED, "It ended, or made way for another; hold the time again.");
            case HoldOutcome.ExtendedBefore before ->
                throw ApiProblem.of(Code.LIMIT_REACHED, "A time is held for longer once; book it, or let it go.");
        };
    }

    private static Problem withAlternatives(Code code, List<Slot> alternatives) {
        return Problem.of(code, "The time cannot be had; \"alternatives\" lists the nearest that can.")
                .withAlternatives(alternatives.stream().map(SlotJson::of).toList());
    }

    private static Problem blocked() {
        return Problem.of(Code.FORBIDDEN, "This patient cannot book; ring the clinic.");
    }
}
