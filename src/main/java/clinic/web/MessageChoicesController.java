package clinic.web;

import clinic.notification.NotificationPreferences;
import clinic.notification.NotificationPreferences.Kind;
import clinic.notification.NotificationPreferences.Preference;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** By which ways the reader hears of what; the form is on the account's page. */
@Controller
class MessageChoicesController {

    private final NotificationPreferences preferences;

    MessageChoicesController(NotificationPreferences preferences) {
        this.preferences = preferences;
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
            return new ModelAndView("redirect:/account?saved=true");
        } catch (Invalid e) {
            return new ModelAndView("account", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("choices", MessageChoicesView.of(actor, preferences, wanted, e.problems()));
        }
    }
}
