package clinic.web;

import clinic.identity.Identity;
import clinic.notification.Notifications;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is signed in, and how he wants to have things: the language in which the clinic writes to him. */
@Controller
class AccountController {

    private final Identity identity;
    private final Notifications notifications;

    AccountController(Identity identity, Notifications notifications) {
        this.identity = identity;
        this.notifications = notifications;
    }

    @GetMapping("/account")
    ModelAndView account(Actor actor, @RequestParam(defaultValue = "false") boolean saved) {
        return page(actor, List.of()).addObject("saved", saved);
    }

    @PostMapping("/account/language")
    ModelAndView changeLanguage(Actor actor, @RequestParam(defaultValue = "") String language) {
        if (notifications.languages().stream().noneMatch(one -> one.tag().equals(language))) {
            ModelAndView again = page(
                    actor,
                    List.of(new Invalid.Problem(
                            "language", "NOT_ALLOWED", "Choose one of the languages of the list.")));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        identity.changeLocale(actor, language);
        return new ModelAndView("redirect:/account?saved=true");
    }

    private ModelAndView page(Actor actor, List<Invalid.Problem> problems) {
        return new ModelAndView("account")
                .addObject("languages", notifications.languages())
                .addObject("language", notifications.language(actor))
                .addObject("problems", problems);
    }
}
