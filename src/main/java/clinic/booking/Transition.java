package clinic.booking;

import clinic.shared.Actor;
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
        @Nullable Instant newStart) {}
