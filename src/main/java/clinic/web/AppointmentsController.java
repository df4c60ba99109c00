package clinic.web;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.Step;
import clinic.ical.CalendarObject;
import clinic.ical.Calendars;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient's own appointments: all of them, one with its history, a copy for a calendar, and calling off or agreeing to one. */
@Controller
class AppointmentsController {

    private final Visits visits;
    private final Appointments appointments;
    private final Calendars calendars;
    private final Clock clock;

    AppointmentsController(Visits visits, Appointments appointments, Calendars calendars, Clock clock) {
        this.visits = visits;
        this.appointments = appointments;
        this.calendars = calendars;
        this.clock = clock;
    }

    @GetMapping("/appointments")
    String mine(Actor actor, @RequestParam(required = false) @Nullable UUID after, Model model) {
        List<Visit> past = visits.past(actor, after == null ? null : new AppointmentId(after));
        boolean older = past.size() > Visits.PAST_SHOWN;
        model.addAttribute("ahead", after == null ? visits.ahead(actor) : List.of());
        model.addAttribute("past", older ? past.subList(0, Visits.PAST_SHOWN) : past);
        model.addAttribute("older", older);
        model.addAttribute("first", after == null);
        return "patient/appointments";
    }

    /** @param done what the reader has just done, to be said once */
    @GetMapping("/appointments/{id}")
    String one(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String done, Model model) {
        Visit visit = visits.visit(actor, new AppointmentId(id));
        if (done != null && List.of("booked", "moved", "cancelled", "accepted").contains(done)) {
            model.addAttribute("done", done);
        }
        return show(actor, visit, model);
    }

    @GetMapping("/appointments/{id}/calendar.ics")
    ResponseEntity<String> calendar(Actor actor, @PathVariable UUID id) {
        CalendarObject calendar = calendars.copy(actor, new AppointmentId(id));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, calendar.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\"")
                .body(calendar.text());
    }

    @GetMapping("/appointments/{id}/cancel")
    String askBeforeCancelling(Actor actor, @PathVariable UUID id, Model model) {
        Visit visit = visits.visit(actor, new AppointmentId(id));
        if (!visit.may(Step.CANCEL)) {
            return show(actor, visit, model);
        }
        model.addAttribute("visit", visit);
        return "patient/cancel";
    }

    @PostMapping("/appointments/{id}/cancel")
    String cancel(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable String reason,
            Model model,
            HttpServletResponse response) {
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        try {
            BookingOutcome outcome = appointments.cancel(actor, new AppointmentId(id), new Change(version, why));
            return answer(actor, id, outcome, "cancelled", model, response);
        } catch (Invalid e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", e.problems()).addAttribute("reason", reason);
            return askBeforeCancelling(actor, id, model);
        }
    }

    @PostMapping("/appointments/{id}/acceptance")
    String accept(
            Actor actor, @PathVariable UUID id, @RequestParam int version, Model model, HttpServletResponse response) {
        BookingOutcome outcome = appointments.accept(actor, new AppointmentId(id), new Change(version, null));
        return answer(actor, id, outcome, "accepted", model, response);
    }

    private String answer(
            Actor actor, UUID id, BookingOutcome outcome, String done, Model model, HttpServletResponse response) {
        return switch (outcome) {
            case Done ignored -> "redirect:/appointments/" + id + "?done=" + done;
            case Refused refused -> {
                response.setStatus(RefusalWords.status(refused).value());
                model.addAttribute("refused", RefusalWords.key(refused));
                yield show(actor, visits.visit(actor, new AppointmentId(id)), model);
            }
        };
    }

    private String show(Actor actor, Visit visit, Model model) {
        model.addAttribute("visit", visit);
        model.addAttribute(
                "history", appointments.history(actor, visit.appointment().id()));
        model.addAttribute("now", clock.instant());
        return "patient/appointment";
    }
}
