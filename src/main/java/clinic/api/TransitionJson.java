package clinic.api;

import clinic.booking.Status;
import clinic.booking.Transition;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of an appointment's history, on its location's clock.
 *
 * @param override why an admin went outside hours or policy
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TransitionJson(
        int number,
        @Nullable Status from,
        Status to,
        OffsetDateTime at,
        By by,
        @Nullable String reason,
        AppointmentJson.@Nullable Override override,
        @Nullable OffsetDateTime oldStart,
        @Nullable OffsetDateTime newStart) {

    /** Who took the step. */
    record By(UUID id, Actor.Role role) {}

    static TransitionJson of(Transition step, ZoneId zone) {
        return new TransitionJson(
                step.number(),
                step.from(),
                step.to(),
                AppointmentJson.local(step.at(), zone),
                new By(step.byId(), step.byRole()),
                step.reason(),
                step.overrideReason() == null ? null : new AppointmentJson.Override(step.overrideReason()),
                step.oldStart() == null ? null : AppointmentJson.local(step.oldStart(), zone),
                step.newStart() == null ? null : AppointmentJson.local(step.newStart(), zone));
    }
}
