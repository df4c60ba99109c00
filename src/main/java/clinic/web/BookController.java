package clinic.web;

import clinic.availability.Slot;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient looks for a time, picks one and asks for it. Visitors may look; picking leads them to sign in and back. */
@Controller
class BookController {

    private static final String PATH = "/book";

    private final TimesFinder times;
    private final Appointments appointments;

    BookController(TimesFinder times, Appointments appointments) {
        this.times = times;
        this.appointments = appointments;
    }

    @GetMapping(PATH)
    String look(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate day,
            Model model) {
        Wanted wanted = new Wanted(
                PATH,
                type == null ? null : new TypeId(type),
                null,
                location == null ? null : new LocationId(location),
                doctor == null ? null : new DoctorId(doctor),
                from,
                day,
                null);
        times.find(actor, wanted).ifPresent(view -> model.addAttribute("view", view));
        return "patient/book";
    }

    /** By POST the note travels with the person who picks another time; nothing is written either way. */
    @RequestMapping(
            path = PATH + "/confirm",
            method = {RequestMethod.GET, RequestMethod.POST})
    String confirm(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable String note,
            Model model,
            HttpServletResponse response) {
        if (type == null || time == null) {
            return "redirect:" + PATH;
        }
        TypeId wanted = new TypeId(type);
        PickedTime picked;
        try {
            picked = PickedTime.parse(time);
        } catch (Invalid e) {
            return correct(actor, wanted, null, note, e, model, response);
        }
        Optional<Panel> panel = times.panel(actor, wanted, null, picked, PATH, note);
        if (panel.isPresent()) {
            model.addAttribute("panel", panel.get());
            response.setHeader(AddressBar.HEADER, panel.get().time().href());
        } else {
            taken(actor, wanted, picked, "refused.SLOT_TAKEN", nearest(actor, wanted, picked), model, response);
        }
        return again(actor, wanted, picked, note, model);
    }

    @PostMapping("/appointments")
    String book(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(defaultValue = "") String key,
            Model model,
            HttpServletResponse response) {
        TypeId wanted = type == null ? null : new TypeId(type);
        PickedTime picked = null;
        try {
            picked = PickedTime.parse(time);
            if (wanted == null) {
                throw new Invalid("type", "REQUIRED", "Choose what the visit is for.");
            }
            return ask(actor, wanted, picked, note, key, model, response);
        } catch (Invalid e) {
            return correct(actor, wanted, picked, note, e, model, response);
        }
    }

    private List<Slot> nearest(Actor actor, TypeId type, PickedTime picked) {
        return appointments.nearest(actor, type, picked.doctor(), picked.location(), picked.start(), null);
    }

    private String ask(
            Actor actor,
            TypeId type,
            PickedTime picked,
            @Nullable String note,
            String key,
            Model model,
            HttpServletResponse response) {
        String words = note == null || note.isBlank() ? null : note.strip();
        Booking booking = new Booking(null, picked.doctor(), picked.location(), type, picked.start(), null, words, key);
        return switch (appointments.book(actor, booking)) {
            case Done done ->
                "redirect:/appointments/" + done.appointment().id().value() + "?done=booked";
            case TimeRefused refused -> {
                taken(actor, type, picked, RefusalWords.key(refused), refused.alternatives(), model, response);
                yield again(actor, type, picked, note, model);
            }
            case Refused refused -> {
                model.addAttribute("refused", RefusalWords.key(refused));
                response.setStatus(RefusalWords.status(refused).value());
                times.panel(actor, type, null, picked, PATH, note)
                        .ifPresent(panel -> model.addAttribute("panel", panel));
                yield again(actor, type, picked, note, model);
            }
        };
    }

    /** The same page once more, with what was typed and what is wrong with it. */
    private String correct(
            Actor actor,
            @Nullable TypeId type,
            @Nullable PickedTime picked,
            @Nullable String note,
            Invalid wrong,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problems", wrong.problems());
        if (type != null && picked != null) {
            times.panel(actor, type, null, picked, PATH, note).ifPresent(panel -> model.addAttribute("panel", panel));
        }
        return again(actor, type, picked, note, model);
    }

    private void taken(
            Actor actor,
            TypeId type,
            PickedTime picked,
            String reason,
            List<Slot> alternatives,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("conflict", times.conflict(actor, reason, picked, alternatives, PATH));
    }

    private String again(
            Actor actor, @Nullable TypeId type, @Nullable PickedTime picked, @Nullable String note, Model model) {
        times.find(actor, new Wanted(PATH, type, null, null, null, null, null, picked))
                .ifPresent(view -> model.addAttribute("view", view));
        if (note != null) {
            model.addAttribute("note", note);
        }
        return "patient/book";
    }
}
