package clinic.api;

import clinic.booking.AppointmentId;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people are told. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Notifications")
class NotificationController {

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    /** Something the actor was told; instants in UTC. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            UUID id,
            Instant at,
            String kind,
            @Nullable UUID appointmentId,
            String text,
            @Nullable Instant readAt) {

        static Told of(Notifications.Notification told) {
            return new Told(
                    told.id(),
                    told.at(),
                    told.kind(),
                    told.appointment() == null ? null : told.appointment().value(),
                    told.text(),
                    told.readAt());
        }
    }

    /** Where a message to somebody stands; instants in UTC. It never shows what the message says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            UUID id,
            @Nullable UUID appointmentId,
            int version,
            String channel,
            String purpose,
            Notifications.State state,
            Instant plannedAt,
            @Nullable Instant sentAt,
            @Nullable String reason) {

        static Message of(Notifications.Message message) {
            return new Message(
                    message.id(),
                    message.appointment() == null ? null : message.appointment().value(),
                    message.version(),
                    message.channel(),
                    message.purpose(),
                    message.state(),
                    message.plannedAt(),
                    message.sentAt(),
                    message.reason());
        }
    }

    /** What has reached a patient by no way but the clinic's own pages; instants in UTC. */
    record Undelivered(UUID messageId, UUID appointmentId, String purpose, Instant at, List<String> reasons) {

        static Undelivered of(Notifications.Undelivered one) {
            return new Undelivered(one.message(), one.appointment().value(), one.purpose(), one.at(), one.why());
        }
    }

    @GetMapping("/notifications")
    @Operation(summary = "What the clinic told me, newest first")
    Page<Told> mine(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        List<Notifications.Notification> found = notifications.mine(actor, paging.fetch(), paging.afterId());
        return paging.page(found, Notifications.Notification::id, Told::of);
    }

    @PostMapping("/notifications/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark as read")
    void read(
            Actor actor, @PathVariable UUID id, @RequestBody(required = false) StepController.@Nullable Nothing body) {
        notifications.markRead(actor, id);
    }

    @PostMapping("/messages/{id}/resending")
    @Operation(
            summary = "Send a message again that was given up",
            description = "One that a later step has made stale is skipped all the same.")
    @Refuses(Code.ILLEGAL_TRANSITION)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendAgain(
            Actor actor, @PathVariable UUID id, @RequestBody(required = false) StepController.@Nullable Nothing body) {
        if (!notifications.sendAgain(actor, id)) {
            throw ApiProblem.of(Code.ILLEGAL_TRANSITION, "Only a message that was given up is sent again.");
        }
    }

    @GetMapping("/unreached")
    @Operation(
            summary = "Coming visits whose patients nothing reached, in order of their start",
            description =
                    "No mail and no text message of the last that was said has got through, and it was not read in"
                            + " the clinic's pages. A visit leaves the list when its patient was told by hand.")
    Page<Undelivered> unreached(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        UUID after = paging.afterId();
        return paging.page(
                notifications.unreached(actor, after == null ? null : new AppointmentId(after), paging.fetch()),
                one -> one.appointment().value(),
                Undelivered::of);
    }

    @GetMapping("/messages")
    @Operation(summary = "Where every message stands, newest first")
    Page<Message> messages(
            Actor actor,
            @RequestParam(required = false) Notifications.@Nullable State state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        List<Notifications.Message> found = notifications.messages(actor, state, paging.fetch(), paging.afterId());
        return paging.page(found, Notifications.Message::id, Message::of);
    }
}
