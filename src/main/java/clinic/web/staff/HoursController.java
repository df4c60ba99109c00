package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.WorkingPattern;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A doctor's weekly hours, other hours on single dates and times away, for the doctor and for admins. A change that would
 * leave appointments outside the hours is shown before it is made, and what the week would give while it is typed.
 */
@Controller
@RequestMapping({"/doctor/hours", "/admin/doctors/{doctor}/hours"})
class HoursController {

    private final Availability availability;
    private final AskFirst asking;
    private final HoursPages pages;
    private final HoursPreviews previews;

    HoursController(Availability availability, AskFirst asking, HoursPages pages, HoursPreviews previews) {
        this.availability = availability;
        this.asking = asking;
        this.pages = pages;
        this.previews = previews;
    }

    /** What to say once after a change. */
    enum Done {
        HOURS,
        ABSENCE,
        ABSENCE_REMOVED,
        EXCEPTION,
        EXCEPTION_REMOVED,
        IMPORT
    }

    @GetMapping
    ModelAndView show(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable Done done) {
        ModelAndView page = pages.page(actor, whose(actor, doctor));
        return done == null ? page : page.addObject("done", "hours.done." + done);
    }

    @PostMapping
    ModelAndView change(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            HoursForm form,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId id = whose(actor, doctor);
        try {
            List<WorkingPattern> patterns = form.read();
            return asking.make(
                            actor,
                            confirmed,
                            base(actor, id),
                            "",
                            dryRun -> availability
                                    .setPatterns(actor, id, patterns, dryRun)
                                    .leftOutside())
                    .map(question -> question.addObject("hours", form))
                    .orElseGet(() -> onward(actor, id, Done.HOURS));
        } catch (Invalid e) {
            return pages.page(actor, id, form, form.named(e.problems()));
        }
    }

    /** What the week as it stands in the form would give; nothing is kept. */
    @PostMapping("/preview")
    ModelAndView preview(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            HoursForm form,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment) {
        DoctorId id = whose(actor, doctor);
        HoursPreview preview;
        try {
            preview = previews.of(actor, id, type, form.read());
        } catch (Invalid e) {
            List<Invalid.Problem> problems = form.named(e.problems());
            return fragment == null ? pages.page(actor, id, form, problems) : HoursPreviews.fragment(null, problems);
        }
        return fragment == null
                ? pages.page(actor, id, form, List.of()).addObject("preview", preview)
                : HoursPreviews.fragment(preview, List.of());
    }

    @PostMapping("/absences")
    ModelAndView addAbsence(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            AbsenceForm form,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId id = whose(actor, doctor);
        try {
            TimeRange during = form.read(pages.zone(actor, id));
            String reason = Typed.text(form.reason());
            return asking.make(
                            actor,
                            confirmed,
                            base(actor, id),
                            "/absences",
                            dryRun -> availability
                                    .addAbsence(actor, id, during, reason, dryRun)
                                    .leftOutside())
                    .map(question -> question.addObject("absence", form))
                    .orElseGet(() -> onward(actor, id, Done.ABSENCE));
        } catch (Invalid e) {
            return pages.page(actor, id, form, AbsenceForm.named(e.problems()));
        }
    }

    @PostMapping("/absences/{absence}/removal")
    ModelAndView removeAbsence(
            Actor actor, @PathVariable(required = false) @Nullable UUID doctor, @PathVariable UUID absence) {
        DoctorId id = whose(actor, doctor);
        availability.removeAbsence(actor, id, absence, false);
        return onward(actor, id, Done.ABSENCE_REMOVED);
    }

    @PostMapping("/exceptions")
    ModelAndView addException(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            ExceptionForm form,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId id = whose(actor, doctor);
        try {
            ExceptionForm.Read read = form.read();
            return asking.make(
                            actor,
                            confirmed,
                            base(actor, id),
                            "/exceptions",
                            dryRun -> availability
                                    .addException(actor, id, read.location(), read.date(), read.stretch(), dryRun)
                                    .leftOutside())
                    .map(question -> question.addObject("exception", form))
                    .orElseGet(() -> onward(actor, id, Done.EXCEPTION));
        } catch (Invalid e) {
            return pages.page(actor, id, form, e.problems());
        }
    }

    @PostMapping("/exceptions/{exception}/removal")
    ModelAndView removeException(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            @PathVariable UUID exception,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId id = whose(actor, doctor);
        String removal = "/exceptions/" + exception + "/removal";
        return asking.make(
                        actor,
                        confirmed,
                        base(actor, id),
                        removal,
                        dryRun -> availability
                                .removeException(actor, id, exception, dryRun)
                                .leftOutside())
                .orElseGet(() -> onward(actor, id, Done.EXCEPTION_REMOVED));
    }

    /** Doctors reach their own hours only; the address of an admin's page names the doctor. */
    static DoctorId whose(Actor actor, @Nullable UUID named) {
        UUID id = named == null ? actor.person() : named;
        if (id == null) {
            throw new NotFound("doctor");
        }
        return new DoctorId(id);
    }

    static String base(Actor actor, DoctorId doctor) {
        return actor.is(Actor.Role.ADMIN) ? "/admin/doctors/" + doctor.value() + "/hours" : "/doctor/hours";
    }

    static ModelAndView onward(Actor actor, DoctorId doctor, Done done) {
        return new ModelAndView("redirect:" + base(actor, doctor) + "?done=" + done);
    }
}
