package clinic.web;

import clinic.availability.Slot;
import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.booking.Step;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.TimesFinder.Wanted;
import clinic.web.TimesView.Panel;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient moves an appointment: the same free times as for a new one, beginning with the same doctor's. */
@Controller
class MoveController {

    private final Visits visits;
    private final TimesFinder times;
    private final Appointments appointments;

    MoveController(Visits visits, TimesFinder times, Appointments appointments) {
        this.visits = visits;
        this.times = times;
        this.appointments = appointments;
    }

    /**
     * @param doctor empty means any doctor, absent means the one it is with now
     * @param inPlace whether a part of the page asks for it, which cannot take the page of the visit in
     */
    @GetMapping("/appointments/{id}/move")
    @Nullable String look(
            Actor actor,
            @PathVariable UUID id,
            Narrowed by,
            @RequestParam(required = false) @Nullable String doctor,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model,
            HttpServletResponse response) {
        Visit visit = visits.visit(actor, new AppointmentId(id));
        if (!visit.may(Step.MOVE)) {
            if (inPlace) {
                response.setHeader("HX-Redirect", visit.href());
                return null;
            }
            return "redirect:" + visit.href();
        }
        Wanted wanted = new Wanted(
                visit.href(Step.MOVE),
                visit.type().id(),
                visit.appointment(),
                doctor == null ? by.withDoctor(visit.doctor().id()) : by,
                from,
                day,
                null);
        times.find(actor, wanted).ifPresent(view -> model.addAttribute("view", view));
        model.addAttribute("moving", visit);
        return "patient/book";
    }

    @RequestMapping(
            path = "/appointments/{id}/move/confirm",
            method = {RequestMethod.GET, RequestMethod.POST})
    String confirm(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String time,
            Narrowed by,
            Model model,
            HttpServletResponse response) {
        Visit visit = visits.visit(actor, new AppointmentId(id));
        if (time == null || !visit.may(Step.MOVE)) {
            return "redirect:" + visit.href(Step.MOVE);
        }
        PickedTime picked;
        try {
            picked = PickedTime.parse(time);
        } catch (Invalid e) {
            return pickAgain(actor, visit, by, e, model, response);
        }
        Optional<Panel> panel = panel(actor, visit, picked, by);
        if (panel.isPresent()) {
            model.addAttribute("panel", panel.get());
            response.setHeader(AddressBar.HEADER, panel.get().time().href());
        } else {
            List<Slot> nearest = appointments.nearest(
                    actor,
                    visit.appointment().id(),
                    new Move(picked.start(), picked.doctor(), picked.location(), null));
            taken(actor, visit, picked, by, "refused.SLOT_TAKEN", nearest, model, response);
        }
        return again(actor, visit, picked, by, model);
    }

    @PostMapping("/appointments/{id}/move")
    String move(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam int version,
            Narrowed by,
            Model model,
            HttpServletResponse response) {
        PickedTime picked;
        try {
            picked = PickedTime.parse(time);
        } catch (Invalid e) {
            return pickAgain(actor, visits.visit(actor, new AppointmentId(id)), by, e, model, response);
        }
        Move move = new Move(picked.start(), picked.doctor(), picked.location(), null);
        return switch (appointments.move(actor, new AppointmentId(id), move, new Change(version, null))) {
            case Done done ->
                "redirect:/appointments/" + done.appointment().id().value() + "?done=moved";
            case TimeRefused refused -> {
                Visit visit = visits.visit(actor, new AppointmentId(id));
                taken(actor, visit, picked, by, RefusalWords.key(refused), refused.alternatives(), model, response);
                yield again(actor, visit, picked, by, model);
            }
            case Refused refused -> {
                Visit visit = visits.visit(actor, new AppointmentId(id));
                if (picked.is(visit.appointment())) {
                    taken(actor, visit, picked, by, RefusalWords.key(refused), List.of(), model, response);
                    yield again(actor, visit, picked, by, model);
                }
                response.setStatus(RefusalWords.status(refused).value());
                model.addAttribute("refused", RefusalWords.key(refused));
                panel(actor, visit, picked, by).ifPresent(panel -> model.addAttribute("panel", panel));
                yield again(actor, visit, picked, by, model);
            }
        };
    }

    private Optional<Panel> panel(Actor actor, Visit visit, PickedTime picked, Narrowed by) {
        return times.panel(actor, visit.type().id(), visit.appointment(), picked, visit.href(Step.MOVE), by, null)
                .map(panel -> new Panel(
                        panel.time(),
                        panel.type(),
                        panel.instant(),
                        visit.href(Step.MOVE),
                        panel.again(),
                        null,
                        panel.key(),
                        panel.changeUntil(),
                        visit.appointment().version()));
    }

    private void taken(
            Actor actor,
            Visit visit,
            PickedTime picked,
            Narrowed by,
            String reason,
            List<Slot> alternatives,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("conflict", times.conflict(actor, reason, picked, alternatives, visit.href(Step.MOVE), by));
    }

    private String pickAgain(
            Actor actor, Visit visit, Narrowed by, Invalid wrong, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problems", wrong.problems());
        return again(actor, visit, null, by, model);
    }

    private String again(Actor actor, Visit visit, @Nullable PickedTime picked, Narrowed by, Model model) {
        Wanted wanted =
                new Wanted(visit.href(Step.MOVE), visit.type().id(), visit.appointment(), by, null, null, picked);
        times.find(actor, wanted).ifPresent(view -> model.addAttribute("view", view));
        model.addAttribute("moving", visit);
        return "patient/book";
    }
}
