package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.web.PageClock;
import clinic.web.PickedTime;
import clinic.web.RefusalWords;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Somebody stands at the desk without an appointment: who it is, what for and with whom, and it is done. */
@Controller
@RequestMapping("/admin/walk-in")
class WalkInController {

    private final Appointments appointments;
    private final Patients patients;
    private final PatientSearch search;
    private final Directory directory;
    private final WalkInTimes times;
    private final StaffAppointments names;
    private final Clock clock;

    WalkInController(
            Appointments appointments,
            Patients patients,
            PatientSearch search,
            Directory directory,
            WalkInTimes times,
            StaffAppointments names,
            Clock clock) {
        this.appointments = appointments;
        this.patients = patients;
        this.search = search;
        this.directory = directory;
        this.times = times;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView look(Actor admin, WalkInLook look) {
        return look.patient() == null
                ? who(look, PatientSearch.Result.NONE, NewPatientForm.empty(), List.of(), HttpStatus.OK)
                : what(admin, look, null, null, null, List.of(), HttpStatus.OK);
    }

    @PostMapping("/search")
    ModelAndView search(
            Actor admin,
            WalkInLook look,
            @RequestParam(required = false) @Nullable String name,
            @RequestHeader(name = "HX-Trigger", required = false) @Nullable String typing) {
        return who(look, search.find(admin, name, typing), NewPatientForm.empty(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/patient")
    ModelAndView newPatient(Actor admin, WalkInLook look, NewPatientForm form) {
        try {
            Patient patient = patients.add(admin, form.read());
            return new ModelAndView("redirect:" + look.address(patient.id().value()));
        } catch (Invalid e) {
            return who(look, PatientSearch.Result.NONE, form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** @param pick whom they see and when, of the buttons */
    @PostMapping
    ModelAndView book(
            Actor admin,
            WalkInLook look,
            @RequestParam(required = false) @Nullable String pick,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String overrideReason,
            @RequestParam(required = false) @Nullable String key) {
        if (look.patient() == null) {
            return look(admin, look);
        }
        try {
            return switch (appointments.walkIn(admin, booking(look, pick, note, overrideReason, key))) {
                case BookingOutcome.Done done ->
                    new ModelAndView(
                            "redirect:/admin/walk-in/" + done.appointment().id().value());
                case BookingOutcome.Refused refused ->
                    what(admin, look, note, overrideReason, refused, List.of(), RefusalWords.status(refused));
            };
        } catch (Invalid e) {
            return what(admin, look, note, overrideReason, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** What happened. */
    @GetMapping("/{id}")
    ModelAndView done(Actor admin, @PathVariable UUID id) {
        return new ModelAndView("admin/walk-in-done", Map.of("it", names.named(admin, id)));
    }

    private static Appointments.Booking booking(
            WalkInLook look,
            @Nullable String pick,
            @Nullable String note,
            @Nullable String overrideReason,
            @Nullable String key) {
        if (look.type() == null) {
            throw new Invalid("type", "REQUIRED", "Choose what the visit is for.");
        }
        String reason = Typed.text(overrideReason);
        if (reason == null) {
            throw new Invalid("overrideReason", "REQUIRED", "Say why the rules are passed.");
        }
        PickedTime picked = PickedTime.parse(pick);
        return new Appointments.Booking(
                look.patient() == null ? null : new PatientId(look.patient()),
                picked.doctor(),
                picked.location(),
                new TypeId(look.type()),
                picked.start(),
                null,
                null,
                Typed.text(note),
                reason,
                Typed.text(key));
    }

    private static ModelAndView who(
            WalkInLook look,
            PatientSearch.Result result,
            NewPatientForm form,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        var answer = new ModelAndView(
                "admin/walk-in-who",
                Map.of("look", look, "found", result.found(), "form", form, "problems", problems),
                status);
        return result.searched() == null ? answer : answer.addObject("searched", result.searched());
    }

    private ModelAndView what(
            Actor admin,
            WalkInLook look,
            @Nullable String note,
            @Nullable String reason,
            BookingOutcome.@Nullable Refused refused,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        List<AppointmentType> types = directory.types(admin);
        List<Location> locations = directory.locations(admin);
        if (look.patient() == null || types.isEmpty() || locations.isEmpty()) {
            throw new NotFound("time");
        }
        AppointmentType type = look.type() == null ? types.getFirst() : directory.type(admin, new TypeId(look.type()));
        Location place = look.location() == null
                ? PageClock.firstOf(locations).orElseThrow()
                : directory.location(admin, new LocationId(look.location()));
        Duration length = type.durations().getFirst();
        var it = new WalkInPage(
                patients.patient(admin, new PatientId(look.patient())),
                types,
                type,
                locations,
                place,
                times.of(admin, type.id(), length, place, clock.instant()),
                length,
                note,
                reason,
                UUID.randomUUID().toString());
        var answer = new ModelAndView("admin/walk-in", Map.of("it", it, "problems", problems), status);
        return refused == null ? answer : answer.addObject("refused", RefusalWords.key(refused));
    }
}
