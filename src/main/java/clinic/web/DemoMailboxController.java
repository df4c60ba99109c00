package clinic.web;

import clinic.notification.DemoMailbox;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the demo clinic would have sent, to read in the browser. Outside the demo there is no such page. */
@Controller("demoMailboxPage")
@ConditionalOnProperty("clinic.demo")
class DemoMailboxController {

    private static final int SHOWN = 50;

    private final DemoMailbox mailbox;

    DemoMailboxController(DemoMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping("/demo/mailbox")
    String mails(@RequestParam @Nullable String to, Model model) {
        String wanted = to == null || to.isBlank() ? null : to.strip();
        model.addAttribute("to", wanted);
        model.addAttribute("mails", mailbox.mails(wanted, SHOWN));
        return "demo/mailbox";
    }
}
