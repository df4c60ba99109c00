package clinic.web;

import clinic.identity.Identity;
import clinic.notification.NotificationPreferences;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is signed in, in which language he reads and is written to, and by which ways he wants to be told. */
@Controller
class AccountController {

    private final Identity identity;
    private final Notifications notifications;
    private final NotificationPreferences preferences;

    AccountController(Identity identity, Notifications notifications, NotificationPreferences preferences) {
        this.identity = identity;
        this.notifications = notifications;
        this.preferences = preferences;
    }

    /** What can be changed on the page of the account. */
    public enum Part {
        LANGUAGE,
        MESSAGES
    }

    /** @param saved what the reader has just changed, to be said once */
    @GetMapping("/account")
    ModelAndView account(Actor actor, @RequestParam(required = false) @Nullable Part saved) {
        ModelAndView page = page(actor, List.of(), MessageChoicesView.of(actor, preferences, saved == Part.MESSAGES));
        return page.addObject("saved", saved == Part.LANGUAGE);
    }

    @PostMapping("/account/language")
    ModelAndView changeLanguage(Actor actor, @RequestParam(defaultValue = "") String language) {
        if (notifications.languages().stream().noneMatch(one -> one.tag().equals(language))) {
            ModelAndView again = page(
                    actor,
                    List.of(new Invalid.Problem("language", "NOT_ALLOWED", "Choose one of the languages of the list.")),
                    MessageChoicesView.of(actor, preferences, false));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        identity.changeLocale(actor, language);
        return new ModelAndView("redirect:/account?saved=" + Part.LANGUAGE);
    }

    /** The kinds that are ticked; where the form asks for no text messages, that choice stays. */
    @PostMapping("/account/messages")
    ModelAndView choose(
            Actor actor,
            @RequestParam(defaultValue = "") List<Kind> email,
            @RequestParam(defaultValue = "") List<Kind> sms) {
        boolean texts = preferences.texts(actor).sent();
        List<Preference> wanted = preferences.of(actor).stream()
                .map(was -> new Preference(
                        was.kind(),
                        email.contains(was.kind()),
                        texts && was.kind().isTexted() ? sms.contains(was.kind()) : was.sms()))
                .toList();
        try {
            preferences.choose(actor, wanted);
            return new ModelAndView("redirect:/account?saved=" + Part.MESSAGES);
        } catch (Invalid e) {
            ModelAndView again =
                    page(actor, List.of(), MessageChoicesView.of(actor, preferences, wanted, e.problems()));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private ModelAndView page(Actor actor, List<Invalid.Problem> problems, @Nullable MessageChoicesView choices) {
        return new ModelAndView("account")
                .addObject("languages", notifications.languages())
                .addObject("language", notifications.language(actor))
                .addObject("problems", problems)
                .addObject("choices", choices);
    }
}
