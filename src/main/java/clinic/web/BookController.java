package clinic.web;

import clinic.availability.Availability;
import clinic.availability.HoldId;
import clinic.availability.HoldOutcome;
import clinic.availability.HoldRequest;
import clinic.availability.Slot;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Booking;
import clinic.booking.BookingOutcome.Done;
import clinic.booking.BookingOutcome.Refused;
import clinic.booking.BookingOutcome.TimeRefused;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.TimesFinder.Wanted;
import clinic.web.TimesView.Conflict;
import clinic.web.TimesView.Panel;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

/** A patient looks for a time, picks one and asks for it. Visitors may look; picking leads them to sign in and back. */
@Controller
class BookController {

    private static final String PATH = "/book";

    /** For the part of the page that is asked for in place: a time that is gone is told on the whole of it. */
    private static final Map<String, String> ON_THE_WHOLE_PAGE =
            Map.of("HX-Retarget", "#book", "HX-Reselect", "#book", "HX-Reswap", "outerHTML show:none");

    private final TimesFinder times;
    private final Appointments appointments;
    private final Availability availability;
    private final Clock clock;

    BookController(TimesFinder times, Appointments appointments, Availability availability, Clock clock) {
        this.times = times;
        this.appointments = appointments;
        this.availability = availability;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String look(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            Narrowed by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate day,
            Model model) {
        Wanted wanted = new Wanted(PATH, type == null ? null : new TypeId(type), null, by, from, day, null);
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
            Narrowed by,
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
            return correct(actor, wanted, null, note, by, e, model, response);
        }
        Optional<Panel> panel = times.panel(actor, wanted, null, picked, PATH, by, note);
        if (panel.isPresent()) {
            model.addAttribute("panel", panel.get());
            response.setHeader(AddressBar.HEADER, panel.get().time().href());
        } else {
            Conflict conflict = conflict(actor, picked, "refused.SLOT_TAKEN", nearest(actor, wanted, picked), by);
            taken(conflict, model, response);
        }
        return again(actor, wanted, picked, note, by, model);
    }

    /**
     * Keeps the picked time while the patient types. The page asks for it when it is opened, where script runs; else its
     * button does.
     */
    @PostMapping("/appointments/hold")
    String hold(
            Actor patient,
            @RequestParam UUID type,
            @RequestParam String time,
            @RequestParam(required = false) @Nullable String note,
            Narrowed by,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model,
            HttpServletResponse response) {
        TypeId wanted = new TypeId(type);
        PickedTime picked = PickedTime.parse(time);
        var request = new HoldRequest(null, picked.doctor(), picked.location(), wanted, picked.start(), null);
        return held(patient, availability.hold(patient, request), wanted, picked, note, by, inPlace, model, response);
    }

    /** Five minutes more, once; who asks again sees how long it lasts. */
    @PostMapping("/appointments/hold/{id}/extension")
    String extendHold(
            Actor patient,
            @PathVariable UUID id,
            @RequestParam UUID type,
            @RequestParam String time,
            @RequestParam(required = false) @Nullable String note,
            Narrowed by,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            Model model,
            HttpServletResponse response) {
        HoldId hold = new HoldId(id);
        HoldOutcome extended = availability.extendHold(patient, hold);
        HoldOutcome outcome = extended instanceof HoldOutcome.ExtendedBefore
                ? new HoldOutcome.Held(availability.hold(patient, hold))
                : extended;
        return held(patient, outcome, new TypeId(type), PickedTime.parse(time), note, by, inPlace, model, response);
    }

    private String held(
            Actor patient,
            HoldOutcome outcome,
            TypeId type,
            PickedTime picked,
            @Nullable String note,
            Narrowed by,
            boolean inPlace,
            Model model,
            HttpServletResponse response) {
        if (outcome instanceof HoldOutcome.TimeRefused refused) {
            ON_THE_WHOLE_PAGE.forEach(response::setHeader);
            String reason = "refused." + refused.reason();
            taken(conflict(patient, picked, reason, nearest(patient, type, picked), by), model, response);
            return again(patient, type, picked, note, by, model);
        }
        model.addAttribute(
                "hold",
                outcome instanceof HoldOutcome.Held held
                        ? HoldBar.of(held.hold(), picked, clock.instant())
                        : HoldBar.none(picked));
        if (inPlace) {
            return "patient/hold";
        }
        times.panel(patient, type, null, picked, PATH, by, note).ifPresent(panel -> model.addAttribute("panel", panel));
        return again(patient, type, picked, note, by, model);
    }

    @PostMapping("/appointments")
    String book(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable String note,
            Narrowed by,
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
            return ask(actor, wanted, picked, note, by, key, model, response);
        } catch (Invalid e) {
            return correct(actor, wanted, picked, note, by, e, model, response);
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
            Narrowed by,
            String key,
            Model model,
            HttpServletResponse response) {
        String words = note == null || note.isBlank() ? null : note.strip();
        Booking booking = new Booking(null, picked.doctor(), picked.location(), type, picked.start(), null, words, key);
        return switch (appointments.book(actor, booking)) {
            case Done done ->
                "redirect:/appointments/" + done.appointment().id().value() + "?done=booked";
            case TimeRefused refused -> {
                Conflict conflict = conflict(actor, picked, RefusalWords.key(refused), refused.alternatives(), by);
                taken(conflict.confirmed(), model, response);
                yield again(actor, type, picked, note, by, model);
            }
            case Refused refused -> {
                Conflict conflict = conflict(actor, picked, RefusalWords.key(refused), List.of(), by);
                if (conflict.own() != null) {
                    taken(conflict, model, response);
                    yield again(actor, type, picked, note, by, model);
                }
                model.addAttribute("refused", RefusalWords.key(refused));
                response.setStatus(RefusalWords.status(refused).value());
                times.panel(actor, type, null, picked, PATH, by, note)
                        .ifPresent(panel -> model.addAttribute("panel", panel));
                yield again(actor, type, picked, note, by, model);
            }
        };
    }

    /** The same page once more, with what was typed and what is wrong with it. */
    private String correct(
            Actor actor,
            @Nullable TypeId type,
            @Nullable PickedTime picked,
            @Nullable String note,
            Narrowed by,
            Invalid wrong,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problems", wrong.problems());
        if (type != null && picked != null) {
            times.panel(actor, type, null, picked, PATH, by, note)
                    .ifPresent(panel -> model.addAttribute("panel", panel));
        }
        return again(actor, type, picked, note, by, model);
    }

    private Conflict conflict(Actor actor, PickedTime picked, String reason, List<Slot> alternatives, Narrowed by) {
        return times.conflict(actor, reason, picked, alternatives, PATH, by);
    }

    private static void taken(Conflict conflict, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("conflict", conflict);
    }

    private String again(
            Actor actor,
            @Nullable TypeId type,
            @Nullable PickedTime picked,
            @Nullable String note,
            Narrowed by,
            Model model) {
        times.find(actor, new Wanted(PATH, type, null, by, null, null, picked))
                .ifPresent(view -> model.addAttribute("view", view));
        if (note != null) {
            model.addAttribute("note", note);
        }
        return "patient/book";
    }
}
