package clinic.web;

import clinic.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where each reader starts: patients and visitors with free times, staff with their own first page. */
@Controller
class HomeController {

    @GetMapping("/")
    String home(Actor actor) {
        return "redirect:" + NavItem.first(actor.role());
    }
}
