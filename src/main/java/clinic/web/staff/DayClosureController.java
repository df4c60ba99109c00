package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.availability.Slot;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.booking.Step;
import clinic.directory.Closure;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import clinic.web.PageClock;
import clinic.web.PickedTime;
import clinic.web.RefusalWords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shuts a day of a doctor or a place and moves its visits. The day is shut first, so that nobody books into it meanwhile and
 * whatever is not moved stands in the list of what needs attention; then each visit is moved by itself.
 */
@Controller
@RequestMapping("/admin/desk/close")
class DayClosureController {

    private static final int MOST = 500;

    private final Availability availability;
    private final Appointments appointments;
    private final StaffAppointments names;
    private final Directory directory;
    private final Clock clock;

    DayClosureController(
            Availability availability,
            Appointments appointments,
            StaffAppointments names,
            Directory directory,
            Clock clock) {
        this.availability = availability;
        this.appointments = appointments;
        this.names = names;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param moved how many visits have just been moved; absent when nobody tried */
    @GetMapping
    ModelAndView ask(Actor admin, DayClosureForm form, @RequestParam(required = false) @Nullable Integer moved) {
        ModelAndView page = page(admin, form, Map.of(), List.of(), HttpStatus.OK);
        return moved == null ? page : page.addObject("moved", moved);
    }

    /** @param only the visit whose own button was pressed; absent means all for which a time is chosen */
    @PostMapping
    ModelAndView close(Actor admin, DayClosureForm form, @RequestParam(required = false) @Nullable UUID only) {
        try {
            Day day = day(admin, form);
            if (!form.isAsked()) {
                throw new Invalid("doctor", "REQUIRED", "Choose the doctor.");
            }
            String reason = Typed.text(form.reason());
            if (reason == null) {
                throw new Invalid("reason", "REQUIRED", "Fill this in.");
            }
            if (day.rest() == null) {
                throw new Invalid("date", "OUT_OF_RANGE", "This day is over.");
            }
            if (closedBecause(admin, form, day.rest()).isEmpty()) {
                shut(admin, form, day.rest(), reason, false);
            }
            Map<UUID, String> refused = new HashMap<>();
            int moved = 0;
            for (DayClosureForm.Row row : form.chosen()) {
                if (only == null || only.equals(row.visit())) {
                    String no = move(admin, row, reason);
                    if (no == null) {
                        moved++;
                    } else {
                        refused.put(row.id().value(), no);
                    }
                }
            }
            return refused.isEmpty()
                    ? new ModelAndView("redirect:" + form.address() + "&moved=" + moved)
                    : page(admin, form, refused, List.of(), HttpStatus.CONFLICT).addObject("moved", moved);
        } catch (Invalid e) {
            return page(admin, form, Map.of(), e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** The key of the words for why not; null when it is done. */
    private @Nullable String move(Actor admin, DayClosureForm.Row row, String reason) {
        PickedTime to = PickedTime.parse(row.time());
        BookingOutcome outcome = appointments.move(
                admin,
                row.id(),
                new Appointments.Move(to.start(), to.doctor(), to.location(), null),
                new Appointments.Change(row.version(), reason));
        return switch (outcome) {
            case BookingOutcome.Done done -> null;
            case BookingOutcome.Refused refused -> RefusalWords.key(refused);
        };
    }

    /** @param rest what is left of it to shut, on whole minutes; null when it is over */
    private record Day(LocalDate date, @Nullable TimeRange rest) {}

    private Day day(Actor admin, DayClosureForm form) {
        List<Location> locations = directory.locations(admin);
        DoctorId doctor = form.whose();
        ZoneId zone = doctor == null
                ? PageClock.of(locations, form.location())
                : availability
                        .usualLocation(admin, doctor)
                        .map(Location::zone)
                        .orElseGet(() -> PageClock.of(locations, null));
        Instant now = clock.instant();
        LocalDate date = form.date() == null ? LocalDate.ofInstant(now, zone) : form.date();
        TimeRange whole = TimeRange.day(date, zone);
        Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant start = whole.start().isBefore(next) ? next : whole.start();
        return new Day(date, start.isBefore(whole.end()) ? new TimeRange(start, whole.end()) : null);
    }

    /** What was said when it was shut, a blank when nothing was; empty while it is open. */
    private Optional<String> closedBecause(Actor admin, DayClosureForm form, TimeRange rest) {
        DoctorId doctor = form.whose();
        LocationId place = form.where();
        return doctor != null
                ? availability.absences(admin, doctor, rest).stream()
                        .filter(absence -> absence.during().contains(rest))
                        .map(absence -> Objects.requireNonNullElse(absence.reason(), ""))
                        .findFirst()
                : directory.closures(admin, rest).stream()
                        .filter(closure ->
                                closure.location() == null || closure.location().equals(place))
                        .filter(closure -> closure.during().contains(rest))
                        .map(Closure::name)
                        .findFirst();
    }

    /** @return the visits that it leaves outside, or in a dry run would */
    private List<ClaimId> shut(Actor admin, DayClosureForm form, TimeRange rest, String reason, boolean dryRun) {
        DoctorId doctor = form.whose();
        return doctor != null
                ? availability.addAbsence(admin, doctor, rest, reason, dryRun).leftOutside()
                : availability
                        .addClosure(admin, form.where(), rest, reason, dryRun)
                        .leftOutside();
    }

    private ModelAndView page(
            Actor admin,
            DayClosureForm form,
            Map<UUID, String> refused,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        List<Location> locations = directory.locations(admin);
        List<Doctor> doctors = directory.doctors(admin, null, null, null);
        Day day = day(admin, form);
        TimeRange rest = form.isAsked() ? day.rest() : null;
        Optional<String> closed = rest == null ? Optional.empty() : closedBecause(admin, form, rest);
        var it = new DayClosurePage(
                day.date(),
                doctors,
                locations,
                form.doctor(),
                form.location(),
                name(form, doctors, locations),
                day.rest() == null,
                closed.isPresent(),
                form.reason() == null ? closed.orElse(null) : form.reason(),
                rest == null ? List.of() : visits(admin, form, rest, closed.isPresent(), refused));
        return new ModelAndView("admin/close-day", Map.of("it", it, "problems", problems), status);
    }

    private static @Nullable String name(DayClosureForm form, List<Doctor> doctors, List<Location> locations) {
        return form.doctor() != null
                ? doctors.stream()
                        .filter(one -> one.id().value().equals(form.doctor()))
                        .map(Doctor::name)
                        .findFirst()
                        .orElse(null)
                : locations.stream()
                        .filter(one -> one.id().value().equals(form.location()))
                        .map(Location::name)
                        .findFirst()
                        .orElse(null);
    }

    private List<DayClosurePage.Visit> visits(
            Actor admin, DayClosureForm form, TimeRange rest, boolean closed, Map<UUID, String> refused) {
        List<AppointmentView> against = closed
                ? appointments.needingAttention(admin, form.whose(), form.where(), null, MOST).stream()
                        .filter(view -> view.during().overlaps(rest))
                        .toList()
                : appointments.appointments(
                        admin,
                        shut(admin, form, rest, "-", true).stream()
                                .map(claim -> new AppointmentId(claim.value()))
                                .toList());
        List<StaffAppointment> movable = names.named(admin, against).stream()
                .filter(visit -> visit.may(Step.MOVE))
                .toList();
        Map<AppointmentId, List<Slot>> times = appointments.elsewhere(
                admin,
                movable.stream().map(visit -> visit.view().id()).toList(),
                new Appointments.Closing(rest, form.whose(), form.where()));
        Map<DoctorId, Doctor> doctors = directory
                .doctors(
                        admin,
                        times.values().stream()
                                .flatMap(List::stream)
                                .map(Slot::doctor)
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(Doctor::id, Function.identity()));
        Map<LocationId, Location> places =
                directory.locations(admin).stream().collect(Collectors.toMap(Location::id, Function.identity()));
        return movable.stream()
                .map(visit -> {
                    List<OutsideRules.Nearest> offered = Objects.requireNonNull(
                                    times.get(visit.view().id()))
                            .stream()
                            .map(slot -> new OutsideRules.Nearest(
                                    PickedTime.of(slot).toString(),
                                    slot.during().start(),
                                    Objects.requireNonNull(doctors.get(slot.doctor())),
                                    Objects.requireNonNull(places.get(slot.location()))))
                            .toList();
                    return new DayClosurePage.Visit(
                            visit,
                            offered,
                            offered.isEmpty() ? null : offered.getFirst().value(),
                            refused.get(visit.view().id().value()));
                })
                .toList();
    }
}
