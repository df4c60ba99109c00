package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.notification.Notifications;
import clinic.notification.Notifications.Undelivered;
import clinic.shared.Actor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The patients to ring, because nothing that the clinic sent about a coming visit has reached them. */
@Controller
@RequestMapping("/admin/unreached")
class UnreachedController {

    private static final int PER_PAGE = 50;

    private final Notifications notifications;
    private final Appointments appointments;
    private final StaffAppointments names;

    UnreachedController(Notifications notifications, Appointments appointments, StaffAppointments names) {
        this.notifications = notifications;
        this.appointments = appointments;
        this.names = names;
    }

    /** @param told whether the reader has just said that somebody was told */
    @GetMapping
    String list(
            Actor admin,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "false") boolean told,
            Model model) {
        List<Undelivered> found =
                notifications.unreached(admin, after == null ? null : new AppointmentId(after), PER_PAGE + 1);
        List<Undelivered> shown = found.size() > PER_PAGE ? found.subList(0, PER_PAGE) : found;
        model.addAttribute(
                "it",
                new UnreachedPage(
                        rows(admin, shown),
                        found.size() > PER_PAGE ? shown.getLast().appointment().value() : null));
        model.addAttribute("told", told);
        return "admin/unreached";
    }

    private List<UnreachedPage.Row> rows(Actor admin, List<Undelivered> shown) {
        Map<AppointmentId, Undelivered> messages =
                shown.stream().collect(Collectors.toMap(Undelivered::appointment, Function.identity()));
        return names.named(admin, appointments.appointments(admin, messages.keySet())).stream()
                .map(visit -> new UnreachedPage.Row(
                        Objects.requireNonNull(messages.get(visit.view().id())), visit))
                .toList();
    }

    @PostMapping("/{message}/told")
    String told(Actor admin, @PathVariable UUID message) {
        notifications.toldByHand(admin, message);
        return "redirect:/admin/unreached?told=true";
    }
}
