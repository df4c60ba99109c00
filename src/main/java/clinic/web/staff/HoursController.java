package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.availability.WorkingPattern;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A doctor's weekly hours, other hours on single dates and times away, for the doctor and for admins. A change that would leave appointments outside
 * the hours is shown before it is made.
 */
@Controller
@RequestMapping({"/doctor/hours", "/admin/doctors/{doctor}/hours"})
class HoursController {

    private static final Duration FAR = Duration.ofDays(3650);

    private final Availability availability;
    private final Directory directory;
    private final StaffAppointments names;
    private final AttentionCards attention;
    private final Clock clock;

    HoursController(
            Availability availability,
            Directory directory,
            StaffAppointments names,
            AttentionCards attention,
            Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.names = names;
        this.attention = attention;
        this.clock = clock;
    }

    /** What to say once after a change. */
    enum Done {
        HOURS,
        ABSENCE,
        ABSENCE_REMOVED,
        EXCEPTION,
        EXCEPTION_REMOVED
    }

    @GetMapping
    ModelAndView show(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable Done done) {
        ModelAndView page =
                page(actor, whose(actor, doctor), null, AbsenceForm.empty(), ExceptionForm.empty(), List.of());
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
            List<ClaimId> outside = confirmed
                    ? List.of()
                    : availability.setPatterns(actor, id, patterns, true).leftOutside();
            if (!outside.isEmpty()) {
                return confirm(actor, id, outside, "").addObject("hours", form);
            }
            availability.setPatterns(actor, id, patterns, false);
            return onward(actor, id, Done.HOURS);
        } catch (Invalid e) {
            return page(actor, id, form, AbsenceForm.empty(), ExceptionForm.empty(), e.problems());
        }
    }

    @PostMapping("/absences")
    ModelAndView addAbsence(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            AbsenceForm form,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId id = whose(actor, doctor);
        try {
            TimeRange during = form.read(zone(actor, id));
            String reason = Typed.text(form.reason());
            List<ClaimId> outside = confirmed
                    ? List.of()
                    : availability.addAbsence(actor, id, during, reason, true).leftOutside();
            if (!outside.isEmpty()) {
                return confirm(actor, id, outside, "/absences").addObject("absence", form);
            }
            availability.addAbsence(actor, id, during, reason, false);
            return onward(actor, id, Done.ABSENCE);
        } catch (Invalid e) {
            return page(actor, id, null, form, ExceptionForm.empty(), AbsenceForm.named(e.problems()));
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
            List<ClaimId> outside = confirmed
                    ? List.of()
                    : availability
                            .addException(actor, id, read.location(), read.date(), read.stretch(), true)
                            .leftOutside();
            if (!outside.isEmpty()) {
                return confirm(actor, id, outside, "/exceptions").addObject("exception", form);
            }
            availability.addException(actor, id, read.location(), read.date(), read.stretch(), false);
            return onward(actor, id, Done.EXCEPTION);
        } catch (Invalid e) {
            return page(actor, id, null, AbsenceForm.empty(), form, e.problems());
        }
    }

    @PostMapping("/exceptions/{exception}/removal")
    ModelAndView removeException(
            Actor actor,
            @PathVariable(required = false) @Nullable UUID doctor,
            @PathVariable UUID exception,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        DoctorId id = whose(actor, doctor);
        List<ClaimId> outside = confirmed
                ? List.of()
                : availability.removeException(actor, id, exception, true).leftOutside();
        if (!outside.isEmpty()) {
            return confirm(actor, id, outside, "/exceptions/" + exception + "/removal");
        }
        availability.removeException(actor, id, exception, false);
        return onward(actor, id, Done.EXCEPTION_REMOVED);
    }

    /** @param change where the change is posted, below the page's address */
    private ModelAndView confirm(Actor actor, DoctorId doctor, List<ClaimId> outside, String change) {
        List<StaffAppointment> affected =
                names.existing(actor, outside.stream().map(ClaimId::value).toList());
        return new ModelAndView("staff/hours-confirm")
                .addObject("base", base(actor, doctor))
                .addObject("change", change)
                .addObject("affected", affected)
                .addObject("others", outside.size() - affected.size());
    }

    private ModelAndView page(
            Actor actor,
            DoctorId id,
            @Nullable HoursForm hours,
            AbsenceForm absence,
            ExceptionForm exception,
            List<Invalid.Problem> problems) {
        Doctor doctor = directory.doctor(actor, id);
        var ahead = new TimeRange(clock.instant(), clock.instant().plus(FAR));
        var it = new HoursPage(
                doctor,
                base(actor, id),
                directory.locations(actor),
                hours == null ? HoursForm.of(availability.patterns(actor, id)) : hours,
                availability.absences(actor, id, ahead),
                absence,
                availability.exceptions(actor, id, null, null),
                exception,
                zone(actor, id));
        return new ModelAndView(
                "staff/hours",
                Map.of("it", it, "problems", problems, "outside", attention.count(actor, id)),
                problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The clock absences are typed on: that of the place where the doctor works first in the week. */
    private ZoneId zone(Actor actor, DoctorId doctor) {
        List<Location> locations = directory.locations(actor);
        return availability.patterns(actor, doctor).stream()
                .flatMap(p -> locations.stream().filter(l -> l.id().equals(p.location())))
                .map(Location::zone)
                .findFirst()
                .or(() -> locations.stream().map(Location::zone).findFirst())
                .orElse(ZoneId.of("UTC"));
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

    private static ModelAndView onward(Actor actor, DoctorId doctor, Done done) {
        return new ModelAndView("redirect:" + base(actor, doctor) + "?done=" + done);
    }
}
