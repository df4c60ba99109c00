package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Attention;
import clinic.booking.BookingOutcome;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.reply.Replies;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.RefusalWords;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Takes a step and answers: onward when it happened, else the appointment as it is now with what was typed. */
@Component
class StepAnswers {

    private final Appointments appointments;
    private final Replies replies;
    private final StaffAppointments names;
    private final ActorNames actors;

    StepAnswers(Appointments appointments, Replies replies, StaffAppointments names, ActorNames actors) {
        this.appointments = appointments;
        this.replies = replies;
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
            return answer(step, actor, id, form, after(actor, id, form, step), act.apply(form.change()));
        } catch (Invalid e) {
            return page(actor, id, null, step, form.typedReason(), e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Leaves a visit where it is, outside hours: no step, as nothing about it changes. */
    ModelAndView keep(Actor admin, UUID id, StepForm form) {
        try {
            String onward = isListed(form) ? "/admin/attention" : "/admin/appointments/" + id;
            return answer(
                    null,
                    admin,
                    id,
                    form,
                    onward + "?kept=true",
                    appointments.keep(admin, new AppointmentId(id), form.change()));
        } catch (Invalid e) {
            return page(admin, id, null, null, form.typedReason(), e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView answer(
            @Nullable Step step, Actor actor, UUID id, StepForm form, String onward, BookingOutcome outcome) {
        return switch (outcome) {
            case BookingOutcome.Done done -> new ModelAndView("redirect:" + onward);
            case BookingOutcome.Refused refused ->
                page(actor, id, refused, step, form.typedReason(), List.of(), RefusalWords.status(refused));
        };
    }

    private static String after(Actor actor, UUID id, StepForm form, Step step) {
        if (form.day() != null && actor.is(Actor.Role.DOCTOR)) {
            return "/doctor?date=" + form.day() + "&done=" + step + "&of=" + id;
        }
        if (isListed(form)) {
            return base(actor) + "/attention?done=" + step;
        }
        String page = step == Step.DELETE ? "/admin/appointments" : base(actor) + "/appointments/" + id;
        return page + "?done=" + step;
    }

    private static boolean isListed(StepForm form) {
        return Boolean.TRUE.equals(form.listed());
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
        Attention attention = appointment.view().attention();
        Attention.Kept kept = attention == null ? null : attention.kept();
        Map<UUID, String> by = actors.of(
                actor,
                Stream.concat(
                                history.stream().map(Transition::byId),
                                Stream.ofNullable(kept).map(Attention.Kept::byId))
                        .toList());
        var model = new StaffAppointmentPage(
                appointment,
                base(actor),
                history.stream()
                        .map(t -> new StaffAppointmentPage.HistoryLine(t, by.get(t.byId())))
                        .toList(),
                kept == null ? null : by.get(kept.byId()),
                replies.confirmed(actor, appointment.view().id()).orElse(null),
                tried,
                reason);
        var answer = new ModelAndView("staff/appointment", Map.of("it", model, "problems", problems), status);
        if (refused != null) {
            answer.addObject(
                    "refused",
                    tried == Step.TAKE_BACK_ANSWER && refused instanceof BookingOutcome.TooLate
                            ? "refused.PEOPLE_KNOW"
                            : RefusalWords.key(refused));
        }
        return answer;
    }
}
