package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.shared.Actor;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What only an admin does to an appointment: keep it outside hours, put right how it ended, and remove a mistaken entry. */
@Controller
@RequestMapping("/admin/appointments/{id}")
class AppointmentRepairsController {

    private final Appointments appointments;
    private final StepAnswers answers;

    AppointmentRepairsController(Appointments appointments, StepAnswers answers) {
        this.appointments = appointments;
        this.answers = answers;
    }

    @PostMapping("/keeping")
    ModelAndView keep(Actor admin, @PathVariable UUID id, StepForm form) {
        return answers.keep(admin, id, form);
    }

    @PostMapping("/correction")
    ModelAndView correct(Actor admin, @PathVariable UUID id, @RequestParam Status to, StepForm form) {
        return answers.take(
                Step.CORRECT, admin, id, form, c -> appointments.correct(admin, new AppointmentId(id), to, c));
    }

    @PostMapping("/deletion")
    ModelAndView delete(Actor admin, @PathVariable UUID id, StepForm form) {
        return answers.take(Step.DELETE, admin, id, form, c -> appointments.delete(admin, new AppointmentId(id), c));
    }
}
