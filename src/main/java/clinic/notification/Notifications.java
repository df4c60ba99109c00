package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one door to what people are told: their own notifications, and for admins the state of every message. */
public interface Notifications {

    /** The actor's own, newest first. */
    List<Notification> mine(Actor actor, int limit, @Nullable UUID before);

    int unread(Actor actor);

    /** @throws clinic.shared.NotFound when it is not the actor's */
    void markRead(Actor actor, UUID notification);

    /** Messages of every kind, newest first; for admins. */
    List<Message> messages(Actor admin, @Nullable State state, int limit, @Nullable UUID before);

    /** @param appointment absent for a message about the account itself */
    record Notification(
            UUID id,
            Instant at,
            String kind,
            @Nullable AppointmentId appointment,
            String text,
            @Nullable Instant readAt) {}

    /** Where a message stands. */
    enum State {
        PLANNED,
        SENT,
        FAILED,
        SKIPPED,
        DEAD
    }

    record Message(
            UUID id,
            @Nullable AppointmentId appointment,
            int version,
            String channel,
            String purpose,
            State state,
            Instant plannedAt,
            @Nullable Instant sentAt,
            @Nullable String reason) {}
}
