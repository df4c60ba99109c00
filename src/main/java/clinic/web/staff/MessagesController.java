package clinic.web.staff;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Message;
import clinic.notification.Notifications.State;
import clinic.shared.Actor;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where every message to people stands, newest first; what was given up can be sent again. */
@Controller
@RequestMapping("/admin/messages")
class MessagesController {

    private static final int PER_PAGE = 50;

    private final Notifications notifications;
    private final Directory directory;

    MessagesController(Notifications notifications, Directory directory) {
        this.notifications = notifications;
        this.directory = directory;
    }

    /** @param again whether a message was just sent on its way again; absent when nobody tried */
    @GetMapping
    String list(
            Actor admin,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(required = false) @Nullable Boolean again,
            Model model) {
        List<Message> found = notifications.messages(admin, state, PER_PAGE + 1, before);
        boolean more = found.size() > PER_PAGE;
        List<Message> shown = more ? found.subList(0, PER_PAGE) : found;
        ZoneId zone = directory.locations(admin).stream()
                .map(Location::zone)
                .findFirst()
                .orElse(ZoneId.of("UTC"));
        model.addAttribute(
                "it",
                new MessagesPage(state, shown, zone, more ? shown.getLast().id() : null));
        model.addAttribute("again", again);
        return "admin/messages";
    }

    @PostMapping("/{id}/resending")
    String sendAgain(Actor admin, @PathVariable UUID id) {
        return "redirect:/admin/messages?state=DEAD&again=" + notifications.sendAgain(admin, id);
    }
}
