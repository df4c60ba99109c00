package clinic.web.staff;

import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Message;
import clinic.notification.Notifications.State;
import clinic.patients.Patients;
import clinic.shared.Actor;
import java.time.LocalDate;
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
    private final Patients patients;
    private final Directory directory;

    MessagesController(Notifications notifications, Patients patients, Directory directory) {
        this.notifications = notifications;
        this.patients = patients;
        this.directory = directory;
    }

    /** @param again whether a message was just sent on its way again; absent when nobody tried */
    @GetMapping
    String list(
            Actor admin,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(required = false) @Nullable Boolean again,
            Model model) {
        var filter = new MessagesFilter(q, state, purpose, channel, from, to);
        ZoneId zone = directory.locations(admin).stream()
                .map(Location::zone)
                .findFirst()
                .orElse(ZoneId.of("UTC"));
        List<Message> found = notifications.search(admin, filter.search(admin, patients, zone), PER_PAGE + 1, before);
        boolean more = found.size() > PER_PAGE;
        List<Message> shown = more ? found.subList(0, PER_PAGE) : found;
        model.addAttribute(
                "it",
                new MessagesPage(filter, shown, zone, more ? shown.getLast().id() : null));
        model.addAttribute("again", again);
        return "admin/messages";
    }

    @PostMapping("/{id}/resending")
    String sendAgain(Actor admin, @PathVariable UUID id) {
        return "redirect:/admin/messages?state=DEAD&again=" + notifications.sendAgain(admin, id);
    }
}
