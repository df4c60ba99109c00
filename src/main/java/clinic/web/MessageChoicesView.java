package clinic.web;

import clinic.notification.NotificationPreferences;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.notification.NotificationPreferences.Texts;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader's choice of ways to be told, as a form.
 *
 * @param whose in whose words the kinds of news are named
 * @param texts whether the clinic sends the reader text messages, and where
 * @param problems with what was chosen, which the rows still show
 */
public record MessageChoicesView(
        Role whose, List<Preference> rows, Texts texts, boolean saved, List<Invalid.Problem> problems) {

    static MessageChoicesView of(
            Actor actor, NotificationPreferences preferences, List<Preference> rows, List<Invalid.Problem> problems) {
        return new MessageChoicesView(actor.role(), rows, preferences.texts(actor), false, problems);
    }

    /** For readers who have something to choose; null for others. */
    static @Nullable MessageChoicesView of(Actor actor, NotificationPreferences preferences, boolean saved) {
        return actor.is(Role.PATIENT) || actor.is(Role.DOCTOR)
                ? new MessageChoicesView(
                        actor.role(), preferences.of(actor), preferences.texts(actor), saved, List.of())
                : null;
    }

    /** Whether the form asks for text messages of this kind. */
    public boolean asksForTexts(Kind kind) {
        return texts.sent() && kind.isTexted();
    }
}
