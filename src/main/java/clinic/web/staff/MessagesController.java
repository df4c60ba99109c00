package clinic.web.staff;

import clinic.directory.Directory;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Message;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.web.PageClock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where every message to people stands, newest first; what was given up can be sent again. */
@Controller
@RequestMapping("/admin/messages")
class MessagesController {

    private static final int PER_PAGE = 50;
    private static final int MOST_PATIENTS = 20;

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
    ModelAndView list(
            Actor admin,
            MessagesFilter filter,
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(required = false) @Nullable Boolean again) {
        ModelAndView page = page(admin, filter, before, null, List.of());
        return again == null ? page : page.addObject("again", again);
    }

    /** Whom the messages are about is posted, so that no name stands in an address; the answer's address has an id. */
    @PostMapping("/search")
    ModelAndView search(Actor admin, MessagesFilter filter, @RequestParam(required = false) @Nullable String about) {
        String words = Typed.text(about);
        if (words == null) {
            return new ModelAndView("redirect:" + filter.address(null));
        }
        UUID appointment = id(words);
        if (appointment != null) {
            return new ModelAndView("redirect:" + filter.about(appointment).address(null));
        }
        List<Patient> found = patients.search(admin, words, MOST_PATIENTS);
        if (found.size() == 1) {
            return new ModelAndView(
                    "redirect:" + filter.of(found.getFirst().id().value()).address(null));
        }
        return page(admin, filter.aboutAnybody(), null, words, found);
    }

    private static @Nullable UUID id(String words) {
        try {
            return words.length() == 36 ? UUID.fromString(words) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private ModelAndView page(
            Actor admin, MessagesFilter filter, @Nullable UUID before, @Nullable String searched, List<Patient> found) {
        ZoneId zone = PageClock.of(directory.locations(admin), null);
        Patient patient = filter.patient() == null ? null : patients.patient(admin, new PatientId(filter.patient()));
        List<Message> messages = notifications.search(admin, filter.search(patient, zone), PER_PAGE + 1, before);
        boolean more = messages.size() > PER_PAGE;
        List<Message> shown = more ? messages.subList(0, PER_PAGE) : messages;
        UUID next = more ? shown.getLast().id() : null;
        var it = new MessagesPage(filter, shown, zone, patient, next, searched, found);
        return new ModelAndView("admin/messages", Map.of("it", it));
    }

    @PostMapping("/{id}/resending")
    String sendAgain(Actor admin, @PathVariable UUID id) {
        return "redirect:/admin/messages?state=DEAD&again=" + notifications.sendAgain(admin, id);
    }
}
