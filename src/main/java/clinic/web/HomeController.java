package clinic.web;

import clinic.notification.NotificationPreferences;
import clinic.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where each reader starts: patients and visitors with free times, staff with their own first page. */
@Controller
class HomeController {

    private final NotificationPreferences preferences;

    HomeController(NotificationPreferences preferences) {
        this.preferences = preferences;
    }

    @GetMapping("/")
    String home(Actor actor) {
        return "redirect:" + NavItem.of(actor.role()).getFirst().href();
    }

    @GetMapping("/account")
    String account(Actor actor, @RequestParam(defaultValue = "false") boolean saved, Model model) {
        model.addAttribute("choices", MessageChoicesView.of(actor, preferences, saved));
        return "account";
    }
}
