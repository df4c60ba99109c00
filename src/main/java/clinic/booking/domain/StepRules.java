package clinic.booking.domain;

import clinic.booking.Attendance;
import clinic.booking.BookingOutcome.Expired;
import clinic.booking.BookingOutcome.IllegalTransition;
import clinic.booking.BookingOutcome.MoveLimitReached;
import clinic.booking.BookingOutcome.NotBegun;
import clinic.booking.BookingOutcome.ReasonRequired;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.BookingOutcome.TooLate;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.directory.Policies;
import clinic.directory.Policy;
import clinic.shared.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a step may be taken: the table of the lifecycle first, then what depends on the clock and the policy. */
public final class StepRules {

    /** Nobody arrives for a visit of another day. */
    private static final Duration EARLIEST_ARRIVAL = Duration.ofHours(12);

    /** Stands for whatever a person might give, to tell which steps are open to them. */
    private static final String ANY_REASON = "any";

    private final Policies policies;
    private final Instant now;

    public StepRules(Policies policies, Instant now) {
        this.policies = policies;
        this.now = now;
    }

    /** Why the step may not be taken by this role, or empty when it may. */
    public Optional<Refused> against(Appointment appointment, Step step, Actor.Role by, @Nullable String reason) {
        if (Lifecycle.next(appointment.status(), appointment.awaiting(), step, by)
                .isEmpty()) {
            return Optional.of(new IllegalTransition(appointment.status(), step));
        }
        if (appointment.isExpired(now) != (step == Step.EXPIRE) && step != Step.DELETE) {
            return Optional.of(new Expired());
        }
        if (needsReason(step, by) && reason == null) {
            return Optional.of(new ReasonRequired());
        }
        Instant start = appointment.during().start();
        boolean begun = !now.isBefore(start);
        boolean patient = by == Actor.Role.PATIENT;
        return Optional.ofNullable(
                switch (step) {
                    case APPROVE, ACCEPT -> begun ? new Expired() : null;
                    case CANCEL -> patient && isPastCutOff(appointment) ? new TooLate() : null;
                    case MOVE -> patient ? againstPatientsMove(appointment) : null;
                    case COMPLETE -> begun ? null : new NotBegun();
                    case MARK_NO_SHOW ->
                        noted(appointment, Step.BEGIN_VISIT)
                                ? new IllegalTransition(appointment.status(), step)
                                : now.isBefore(start.plus(policy(appointment).noShowGrace())) ? new NotBegun() : null;
                    case ARRIVE, BEGIN_VISIT ->
                        noted(appointment, step)
                                ? new IllegalTransition(appointment.status(), step)
                                : now.isBefore(start.minus(EARLIEST_ARRIVAL)) ? new NotBegun() : null;
                    case TAKE_BACK_ARRIVAL ->
                        noted(appointment, Step.ARRIVE) && !noted(appointment, Step.BEGIN_VISIT)
                                ? null
                                : new IllegalTransition(appointment.status(), step);
                    case TAKE_BACK_ANSWER -> againstTakingBack(appointment);
                    case REJECT, EXPIRE, CORRECT, DELETE -> null;
                });
    }

    private @Nullable Refused againstPatientsMove(Appointment appointment) {
        if (isPastCutOff(appointment)) {
            return new TooLate();
        }
        return appointment.moves() >= policy(appointment).moveLimit() ? new MoveLimitReached() : null;
    }

    private boolean isPastCutOff(Appointment appointment) {
        return now.isAfter(
                appointment.during().start().minus(policy(appointment).cancelCutOff()));
    }

    private Policy policy(Appointment appointment) {
        return policies.of(appointment.type(), appointment.doctor());
    }

    private @Nullable Refused againstTakingBack(Appointment appointment) {
        Transition last = appointment.last();
        if (!last.isAnswer()) {
            return new IllegalTransition(appointment.status(), Step.TAKE_BACK_ANSWER);
        }
        return now.isBefore(takeBackUntil(appointment)) ? null : new TooLate();
    }

    /** Until when the last step can be taken back, if it is an answer. */
    public static Instant takeBackUntil(Appointment appointment) {
        Instant start = appointment.during().start();
        Instant until = appointment.last().at().plus(Transition.TAKEN_BACK_WITHIN);
        return start.isBefore(until) ? start : until;
    }

    private static boolean noted(Appointment appointment, Step step) {
        Attendance attendance = appointment.attendance();
        return attendance != null && (step == Step.ARRIVE || attendance.visit() != null);
    }

    /** Every step that this role may take now. */
    public Set<Step> possible(Appointment appointment, Actor.Role by) {
        Set<Step> possible = EnumSet.noneOf(Step.class);
        for (Step step : Step.values()) {
            if (appointment.status() != Status.DELETED
                    && against(appointment, step, by, ANY_REASON).isEmpty()) {
                possible.add(step);
            }
        }
        return possible;
    }

    private static boolean needsReason(Step step, Actor.Role by) {
        return switch (step) {
            case REJECT, CORRECT, DELETE -> true;
            case CANCEL -> by != Actor.Role.PATIENT;
            case APPROVE,
                    EXPIRE,
                    MOVE,
                    ACCEPT,
                    TAKE_BACK_ANSWER,
                    COMPLETE,
                    MARK_NO_SHOW,
                    ARRIVE,
                    TAKE_BACK_ARRIVAL,
                    BEGIN_VISIT -> false;
        };
    }
}
