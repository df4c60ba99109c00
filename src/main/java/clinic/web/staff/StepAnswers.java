package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.RefusalWords;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Takes a step and answers: onward when it happened, else the appointment as it is now with what was typed. */
@Component
class StepAnswers {

    private final Appointments appointments;
    private final StaffAppointments names;
    private final ActorNames actors;

    StepAnswers(Appointments appointments, StaffAppointments names, ActorNames actors) {
        this.appointments = appointments;
        this.names = names;
        this.actors = actors;
    }

    /** Where the pages of the actor's role begin. */
    static String base(Actor actor) {
        return actor.is(Actor.Role.ADMIN) ? "/admin" : "/doctor";
    }

    ModelAndView page(Actor actor, UUID id, @Nullable Step done) {
        ModelAndView page = page(actor, id, null, null, null, List.of(), HttpStatus.OK);
        return done == null ? page : page.addObject("done", done);
    }

    ModelAndView take(
            Step step, Actor actor, UUID id, StepForm form, Function<Appointments.Change, BookingOutcome> act) {
        try {
            return switch (act.apply(form.change())) {
                case BookingOutcome.Done done -> new ModelAndView("redirect:" + after(actor, id, form, step));
                case BookingOutcome.Refused refused ->
                    page(actor, id, refused, step, form.typedReason(), List.of(), RefusalWords.status(refused));
            };
        } catch (Invalid e) {
            return page(actor, id, null, step, form.typedReason(), e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static String after(Actor actor, UUID id, StepForm form, Step step) {
        if (form.day() != null && actor.is(Actor.Role.DOCTOR)) {
            return "/doctor?date=" + form.day() + "&done=" + step;
        }
        String page = step == Step.DELETE ? "/admin/appointments" : base(actor) + "/appointments/" + id;
        return page + "?done=" + step;
    }

    private ModelAndView page(
            Actor actor,
            UUID id,
            BookingOutcome.@Nullable Refused refused,
            @Nullable Step tried,
            @Nullable String reason,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        StaffAppointment appointment = names.named(actor, id);
        List<Transition> history =
                appointments.history(actor, appointment.view().id());
        Map<UUID, String> by =
                actors.of(actor, history.stream().map(Transition::byId).toList());
        var model = new StaffAppointmentPage(
                appointment,
                base(actor),
                history.stream()
                        .map(t -> new StaffAppointmentPage.HistoryLine(t, by.get(t.byId())))
                        .toList(),
                tried,
                reason);
        var answer = new ModelAndView("staff/appointment", Map.of("it", model, "problems", problems), status);
        if (refused != null) {
            answer.addObject("refused", RefusalWords.key(refused));
        }
        return answer;
    }
}
