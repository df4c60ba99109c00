package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Step;
import clinic.shared.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One appointment as staff see it, and the steps that both its doctor and an admin can take. */
@Controller
@RequestMapping({"/doctor/appointments/{id}", "/admin/appointments/{id}"})
class AppointmentStepsController {

    private final Appointments appointments;
    private final StepAnswers answers;

    AppointmentStepsController(Appointments appointments, StepAnswers answers) {
        this.appointments = appointments;
        this.answers = answers;
    }

    /** @param done, booked, kept what the reader has just done, to be said once */
    @GetMapping
    ModelAndView show(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Step done,
            @RequestParam(defaultValue = "false") boolean booked,
            @RequestParam(defaultValue = "false") boolean kept) {
        return answers.page(actor, id, done).addObject("booked", booked).addObject("kept", kept);
    }

    @PostMapping("/approval")
    ModelAndView approve(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(Step.APPROVE, actor, id, form, c -> appointments.approve(actor, new AppointmentId(id), c));
    }

    @PostMapping("/acceptance")
    ModelAndView accept(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(Step.ACCEPT, actor, id, form, c -> appointments.accept(actor, new AppointmentId(id), c));
    }

    @PostMapping("/rejection")
    ModelAndView reject(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(Step.REJECT, actor, id, form, c -> appointments.reject(actor, new AppointmentId(id), c));
    }

    @PostMapping("/answer-withdrawal")
    ModelAndView takeBackAnswer(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(
                Step.TAKE_BACK_ANSWER,
                actor,
                id,
                form,
                c -> appointments.takeBackAnswer(actor, new AppointmentId(id), c));
    }

    @PostMapping("/cancellation")
    ModelAndView cancel(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(Step.CANCEL, actor, id, form, c -> appointments.cancel(actor, new AppointmentId(id), c));
    }

    @PostMapping("/completion")
    ModelAndView complete(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(
                Step.COMPLETE, actor, id, form, c -> appointments.complete(actor, new AppointmentId(id), c));
    }

    @PostMapping("/no-show")
    ModelAndView markNoShow(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(
                Step.MARK_NO_SHOW, actor, id, form, c -> appointments.markNoShow(actor, new AppointmentId(id), c));
    }

    @PostMapping("/arrival")
    ModelAndView arrive(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(Step.ARRIVE, actor, id, form, c -> appointments.arrive(actor, new AppointmentId(id), c));
    }

    @PostMapping("/arrival-withdrawal")
    ModelAndView takeBackArrival(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(
                Step.TAKE_BACK_ARRIVAL,
                actor,
                id,
                form,
                c -> appointments.takeBackArrival(actor, new AppointmentId(id), c));
    }

    @PostMapping("/visit")
    ModelAndView beginVisit(Actor actor, @PathVariable UUID id, StepForm form) {
        return answers.take(
                Step.BEGIN_VISIT, actor, id, form, c -> appointments.beginVisit(actor, new AppointmentId(id), c));
    }
}
