package clinic.notification;

import clinic.shared.Actor;
import java.util.List;

/**
 * By which ways a patient or a doctor hears of what. Everything is shown in the clinic's own pages; mails and text messages
 * are a choice, but that what others do to somebody's visits goes out by one of them.
 */
public interface NotificationPreferences {

    /** The actor's own, for each kind of news that there is for him, in the order in which they are shown. For patients and doctors. */
    List<Preference> of(Actor actor);

    /**
     * Sets what is given and leaves other kinds as they are; a reminder that is planned already follows the choice.
     *
     * @return as {@link #of}
     * @throws clinic.shared.Invalid (NOT_ALLOWED) for a text message where none is sent, (REQUIRED) when what must be told would
     *     not reach the actor any more; fields are named such as {@code kinds[0].email}
     */
    List<Preference> choose(Actor actor, List<Preference> wanted);

    /** What news is about. */
    enum Kind {
        /** What others, or the clock, do to one's visits. */
        CHANGES,
        /** What a patient did himself. */
        OWN_ACTS,
        /** A patient's visit is near. */
        REMINDERS,
        /** A patient asks a doctor for a visit, or another time. */
        REQUESTS
    }

    /** @param sms false where there is no such way */
    record Preference(Kind kind, boolean email, boolean sms) {

        /** Whether one of the ways out of the house must stay. */
        public boolean required() {
            return kind == Kind.CHANGES;
        }
    }
}
