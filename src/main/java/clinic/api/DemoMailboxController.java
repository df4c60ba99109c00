package clinic.api;

import clinic.notification.DemoMailbox;
import clinic.notification.DemoMailbox.DemoMail;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The mails of the demo clinic, open to everybody. Outside the demo there is no such route. */
@RestController
@ConditionalOnProperty("clinic.demo")
class DemoMailboxController {

    private final DemoMailbox mailbox;

    DemoMailboxController(DemoMailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Newest first; {@code to} narrows to one address. */
    @GetMapping("/api/v1/demo/mailbox")
    Page<DemoMail> mails(@RequestParam @Nullable String to, @RequestParam @Nullable Integer limit) {
        return Page.whole(mailbox.mails(to, Paging.of(limit, null).limit()));
    }
}
