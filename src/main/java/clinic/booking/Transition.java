package clinic.booking;

import clinic.shared.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an appointment; never changed once written.
 *
 * @param number counts from 1
 * @param from absent for the first
 * @param byId the account that acted
 * @param overrideReason why an admin went outside hours or policy; absent where nobody did
 * @param oldStart present for a move, with {@code newStart}
 */
public record Transition(
        int number,
        @Nullable Status from,
        Status to,
        Instant at,
        UUID byId,
        Actor.Role byRole,
        @Nullable String reason,
        @Nullable String overrideReason,
        @Nullable Instant oldStart,
        @Nullable Instant newStart) {

    /** For how long staff may take back what they have answered; meanwhile nobody is told of it. */
    public static final Duration TAKEN_BACK_WITHIN = Duration.ofSeconds(8);

    /** Whether staff approved or declined what a patient had asked for. */
    public boolean isAnswer() {
        return (from == Status.PENDING || from == Status.RESCHEDULED)
                && (to == Status.APPROVED || to == Status.REJECTED)
                && (byRole == Actor.Role.DOCTOR || byRole == Actor.Role.ADMIN);
    }
}
