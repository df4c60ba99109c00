package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Step;
import clinic.shared.Actor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The visits that a change of hours left outside: a doctor's own, all of them for an admin. */
@Controller
class AttentionController {

    private static final int PER_PAGE = 50;

    private final Appointments appointments;
    private final StaffAppointments names;

    AttentionController(Appointments appointments, StaffAppointments names) {
        this.appointments = appointments;
        this.names = names;
    }

    /** @param done, kept what the reader has just done, to be said once */
    @GetMapping({"/doctor/attention", "/admin/attention"})
    ModelAndView list(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Step done,
            @RequestParam(defaultValue = "false") boolean kept) {
        List<AppointmentView> found = appointments.needingAttention(
                actor, null, null, after == null ? null : new AppointmentId(after), PER_PAGE + 1);
        List<AppointmentView> shown = found.size() > PER_PAGE ? found.subList(0, PER_PAGE) : found;
        var it = new AttentionPage(
                StepAnswers.base(actor),
                names.named(actor, shown),
                found.size() > PER_PAGE ? shown.getLast().id().value() : null);
        var page = new ModelAndView("staff/attention", Map.of("it", it, "kept", kept));
        return done == null ? page : page.addObject("done", done);
    }
}
