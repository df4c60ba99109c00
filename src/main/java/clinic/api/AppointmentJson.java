package clinic.api;

import clinic.availability.VisitsAffected.Cause;
import clinic.booking.AppointmentView;
import clinic.booking.Attention;
import clinic.booking.Party;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as the contract shows it; times on its location's clock.
 *
 * @param expiresAt when a request is over that nobody has answered
 * @param arrivedAt when the patient was noted as being there; absent until then
 * @param visitBegunAt when the patient went in; absent until then
 * @param answerWithdrawableUntil until when the answer can be taken back; absent when it cannot
 * @param attention for staff, when a change of hours left it outside
 * @param links what this actor may do with it now, and how
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AppointmentJson(
        UUID id,
        int version,
        Status status,
        UUID patientId,
        UUID doctorId,
        UUID locationId,
        UUID typeId,
        OffsetDateTime start,
        OffsetDateTime end,
        String zone,
        long durationMinutes,
        @Nullable String note,
        @Nullable Party awaiting,
        @Nullable OffsetDateTime expiresAt,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime arrivedAt,
        @Nullable OffsetDateTime visitBegunAt,

        @Schema(description = "Until when the caller can take the answer back; absent when there is none to take back")
        @Nullable OffsetDateTime answerWithdrawableUntil,

        @Nullable Outside attention,
        Map<String, Link> links) {

    static final String PATH = "/api/v1/appointments/";

    /**
     * That a change of hours left it outside.
     *
     * @param causes HOURS, ABSENCE, CLOSURE, OFFER: what speaks against it
     * @param kept absent as long as it needs attention
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outside(
            Set<Cause> causes,
            OffsetDateTime since,
            @Nullable Kept kept) {}

    /** That an admin has decided that it stays. */
    record Kept(OffsetDateTime at, TransitionJson.By by, String reason) {}

    /** A request that can be made now. */
    record Link(String method, String href) {}

    /** @param reason why an admin goes outside hours or policy */
    record Override(@NotBlank @Size(max = 500) String reason) {

        static @Nullable String reason(@Nullable Override override) {
            return override == null ? null : Bodies.text(override.reason());
        }
    }

    static AppointmentJson of(AppointmentView view) {
        return new AppointmentJson(
                view.id().value(),
                view.version(),
                view.status(),
                view.patient().value(),
                view.doctor().value(),
                view.location().value(),
                view.type().value(),
                local(view.during().start(), view.zone()),
                local(view.during().end(), view.zone()),
                view.zone().getId(),
                view.during().length().toMinutes(),
                view.note(),
                view.awaiting(),
                view.expiresAt() == null ? null : local(view.expiresAt(), view.zone()),
                local(view.createdAt(), view.zone()),
                view.attendance() == null
                        ? null
                        : local(view.attendance().arrival().at(), view.zone()),
                view.attendance() == null || view.attendance().visit() == null
                        ? null
                        : local(view.attendance().visit().at(), view.zone()),
                view.takeBackUntil() == null ? null : local(view.takeBackUntil(), view.zone()),
                outside(view),
                links(view));
    }

    static OffsetDateTime local(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    private static @Nullable Outside outside(AppointmentView view) {
        Attention attention = view.attention();
        if (attention == null) {
            return null;
        }
        Attention.Kept kept = attention.kept();
        return new Outside(
                attention.causes(),
                local(attention.since(), view.zone()),
                kept == null
                        ? null
                        : new Kept(
                                local(kept.at(), view.zone()),
                                new TransitionJson.By(kept.byId(), Actor.Role.ADMIN),
                                kept.reason()));
    }

    private static Map<String, Link> links(AppointmentView view) {
        String self = PATH + view.id().value();
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", new Link("GET", self));
        links.put("history", new Link("GET", self + "/history"));
        for (Step step : Step.values()) {
            if (view.possible().contains(step)) {
                String name = switch (step) {
                    case APPROVE -> "approval";
                    case REJECT, EXPIRE -> "rejection";
                    case MOVE -> "reschedule";
                    case ACCEPT -> "acceptance";
                    case CANCEL -> "cancellation";
                    case COMPLETE -> "completion";
                    case MARK_NO_SHOW -> "no-show";
                    case ARRIVE -> "arrival";
                    case TAKE_BACK_ARRIVAL -> "arrival-withdrawal";
                    case BEGIN_VISIT -> "visit";
                    case TAKE_BACK_ANSWER -> "answer-withdrawal";
                    case CORRECT -> "correction";
                    case DELETE -> "deletion";
                };
                links.put(name, step == Step.DELETE ? new Link("DELETE", self) : new Link("POST", self + "/" + name));
            }
        }
        if (view.attention() != null && view.attention().keepable()) {
            links.put("keeping", new Link("POST", self + "/keeping"));
        }
        return links;
    }
}
