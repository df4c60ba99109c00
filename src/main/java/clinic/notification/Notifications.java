package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.shared.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one door to what people are told: their own notifications, and for admins the state of every message. */
public interface Notifications {

    /** The actor's own, newest first, in his {@link #language}. */
    default List<Notification> mine(Actor actor, int limit, @Nullable UUID before) {
        return mine(actor, false, limit, before);
    }

    /** @param unread whether only those that are not read yet */
    List<Notification> mine(Actor actor, boolean unread, int limit, @Nullable UUID before);

    /** The languages there are to choose from. */
    List<Language> languages();

    /** The tag of the language in which the actor is told things: the one of his account, or else the clinic's own. */
    String language(Actor actor);

    int unread(Actor actor);

    /** @throws clinic.shared.NotFound when it is not the actor's */
    void markRead(Actor actor, UUID notification);

    /** All of the actor's own that are there. */
    void markAllRead(Actor actor);

    /**
     * Calls back soon after something has changed in the actor's own notifications, in whichever process, until it is closed.
     * What has changed is for the caller to read.
     *
     * @param changed quick, and safe on any thread
     */
    Watch watch(Actor actor, Runnable changed);

    /** Messages of every kind, newest first; for admins. */
    default List<Message> messages(Actor admin, @Nullable State state, int limit, @Nullable UUID before) {
        return search(admin, new Search(state, null, null, null, null, null, null), limit, before);
    }

    /** Those that are looked for, newest first; for admins. */
    List<Message> search(Actor admin, Search search, int limit, @Nullable UUID before);

    /**
     * Sends a message again that was given up, as if it were planned now; for admins. One that a later step has made stale is
     * skipped all the same.
     *
     * @return false when it was not given up
     * @throws clinic.shared.NotFound when there is none
     */
    boolean sendAgain(Actor admin, UUID message);

    /**
     * How long the message has waited that should have gone long ago; empty while all go in time. For admins.
     */
    Optional<Duration> delay(Actor admin);

    /**
     * @param tag such as "de"
     * @param name as its speakers call it
     */
    record Language(String tag, String name) {}

    /**
     * The coming visits of whose last news no mail and no text message has reached the patient, and which he has not read
     * in the clinic's pages, in order of their start; for admins. What patients did themselves they know.
     *
     * @param after the last one of the page before
     */
    List<Undelivered> unreached(Actor admin, @Nullable AppointmentId after, int limit);

    /**
     * Somebody has told the patient what this message says, by phone for instance; for admins. Said twice it stays as it was
     * said first.
     *
     * @throws clinic.shared.NotFound when there is none
     */
    void toldByHand(Actor admin, UUID message);

    /** Ends by being closed. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * @param zone of the visit's place; UTC for a message about the account itself
     * @param appointment absent for a message about the account itself
     */
    record Notification(
            UUID id,
            Instant at,
            ZoneId zone,
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

    /** What messages can tell, by name. */
    static List<String> purposes() {
        return Arrays.stream(Purpose.values()).map(Purpose::name).toList();
    }

    /** The ways messages go, by name. */
    static List<String> channels() {
        return Arrays.stream(Channel.values()).map(Channel::name).toList();
    }

    /**
     * Which messages are looked for; what is absent leaves all.
     *
     * @param to ids of patients, doctors and accounts; an empty list finds nothing
     * @param from when they were planned at the earliest
     * @param until when they were planned at the latest, itself left out
     */
    record Search(
            @Nullable State state,
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable AppointmentId appointment,
            @Nullable List<UUID> to,
            @Nullable Instant from,
            @Nullable Instant until) {}

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

    /**
     * What has reached a patient by no way but the clinic's own pages.
     *
     * @param message the one in the clinic's own pages
     * @param at when it was said
     * @param why of each way that failed, or that there is none
     */
    record Undelivered(UUID message, AppointmentId appointment, String purpose, Instant at, List<String> why) {}
}
