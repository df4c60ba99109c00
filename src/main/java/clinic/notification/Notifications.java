package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one door to what people are told: their own notifications, and for admins the state of every message. */
public interface Notifications {

    /** The actor's own, newest first, in his {@link #language}. */
    List<Notification> mine(Actor actor, int limit, @Nullable UUID before);

    /** The languages there are to choose from. */
    List<Language> languages();

    /** The tag of the language in which the actor is told things: the one of his account, or else the clinic's own. */
    String language(Actor actor);

    int unread(Actor actor);

    /** @throws clinic.shared.NotFound when it is not the actor's */
    void markRead(Actor actor, UUID notification);

    /** Messages of every kind, newest first; for admins. */
    List<Message> messages(Actor admin, @Nullable State state, int limit, @Nullable UUID before);

    /**
     * Sends a message again that was given up, as if it were planned now; for admins. One that a later step has made stale is
     * skipped all the same.
     *
     * @return false when it was not given up
     * @throws clinic.shared.NotFound when there is none
     */
    boolean sendAgain(Actor admin, UUID message);

    /**
     * @param tag such as "de"
     * @param name as its speakers call it
     */
    record Language(String tag, String name) {}

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
            String recipientKind,
            String channel,
            String purpose,
            State state,
            Instant plannedAt,
            @Nullable Instant sentAt,
            @Nullable String reason) {}
}
