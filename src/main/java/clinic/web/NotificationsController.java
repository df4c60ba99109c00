package clinic.web;

import clinic.directory.Directory;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Notification;
import clinic.shared.Actor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the clinic has told the reader. */
@Controller
class NotificationsController {

    private static final int SHOWN = 30;

    private final Notifications notifications;
    private final Directory directory;

    NotificationsController(Notifications notifications, Directory directory) {
        this.notifications = notifications;
        this.directory = directory;
    }

    @GetMapping("/notifications")
    String mine(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable UUID before,
            Model model) {
        List<Notification> found = notifications.mine(actor, unread, SHOWN + 1, before);
        boolean older = found.size() > SHOWN;
        model.addAttribute(
                "it",
                NotificationsView.of(
                        older ? found.subList(0, SHOWN) : found,
                        PageClock.of(directory.locations(actor), null),
                        unread,
                        before != null,
                        older));
        model.addAttribute("language", notifications.language(actor));
        return "notifications";
    }

    @PostMapping("/notifications/read")
    String readAll(Actor actor) {
        notifications.markAllRead(actor);
        return "redirect:/notifications";
    }

    /** Marks it read and leads to what it is about. */
    @PostMapping("/notifications/{id}/read")
    String read(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "/notifications") String then) {
        notifications.markRead(actor, id);
        return "redirect:" + LocalAddress.or(then, "/notifications");
    }
}
