package clinic.notification;

import clinic.shared.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which ways a patient or a doctor hears of what. Everything is shown in the clinic's own pages; mails and text messages
 * are a choice, but what others do to somebody's visits goes out by one of them. Nobody else has anything to choose.
 */
public interface NotificationPreferences {

    /** The actor's own, for each kind of news that there is for him, in the order in which they are shown. */
    List<Preference> of(Actor actor);

    /**
     * Sets what is given and leaves other kinds as they are; a reminder that is planned already follows the choice.
     *
     * @return as {@link #of}
     * @throws clinic.shared.Invalid (NOT_ALLOWED) for a kind or a way that there is not for the actor, (DUPLICATE), (REQUIRED)
     *     when what must be told would not leave the house any more; fields are named such as {@code kinds[0].email}
     */
    List<Preference> choose(Actor actor, List<Preference> wanted);

    /** Whether and where text messages reach the actor. */
    Texts texts(Actor actor);

    /** What news is about. */
    enum Kind {
        /** What others, or the clock, do to one's visits. */
        CHANGES(true),
        /** A patient's visit is near. */
        REMINDERS(true),
        /** What a patient did himself. */
        OWN_ACTS(false),
        /** A patient asks a doctor for a visit, or for another time. */
        REQUESTS(false),
        /** What waits for a doctor's answer and what the day brings, each morning. */
        DIGEST(false);

        private final boolean texted;

        Kind(boolean texted) {
            this.texted = texted;
        }

        /** Whether patients may be told of it by text message. */
        public boolean isTexted() {
            return texted;
        }

        /** Whether one of the ways out of the house must stay. */
        public boolean isRequired() {
            return this == CHANGES;
        }
    }

    /** What somebody wants to hear of a kind of news outside the clinic's own pages. */
    record Preference(Kind kind, boolean email, boolean sms) {}

    /**
     * How text messages reach somebody.
     *
     * @param sent whether the clinic sends him any
     * @param number where they go, in E.164; absent when his record has none that takes them
     */
    record Texts(boolean sent, @Nullable String number) {

        /** Shows nobody's number. */
        @Override
        public String toString() {
            return "Texts[" + sent + "]";
        }
    }
}
