package clinic.web.staff;

import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Mark;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.web.PageClock;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** All appointments, for an admin: filtered, a page at a time. */
@Controller
@RequestMapping("/admin/appointments")
class AllAppointmentsController {

    private static final int PER_PAGE = 50;
    private static final int MOST_PATIENTS = 20;

    private final Appointments appointments;
    private final StaffAppointments names;
    private final Patients patients;
    private final Directory directory;
    private final Clock clock;

    AllAppointmentsController(
            Appointments appointments, StaffAppointments names, Patients patients, Directory directory, Clock clock) {
        this.appointments = appointments;
        this.names = names;
        this.patients = patients;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The filter as it stands in an address or a form.
     *
     * @param from absent means today on, empty means no bound
     */
    record Asked(
            @Nullable List<Status> status,
            @Nullable UUID doctor,
            @Nullable UUID patient,
            @Nullable UUID location,
            @Nullable String from,
            @Nullable String to,
            @Nullable Mark mark,
            @Nullable String order) {

        AppointmentsFilter filter(LocalDate today) {
            var typed = new Typed();
            LocalDate first = from == null ? today : typed.optionalDate("from", from);
            LocalDate last = typed.optionalDate("to", to);
            typed.check();
            Set<Status> statuses = EnumSet.noneOf(Status.class);
            if (status != null) {
                status.stream().filter(AppointmentsFilter.SHOWN::contains).forEach(statuses::add);
            }
            return new AppointmentsFilter(
                    statuses, doctor, patient, location, first, last, mark, "newest".equals(order));
        }
    }

    @GetMapping
    ModelAndView list(
            Actor admin,
            Asked asked,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Step done) {
        List<Location> locations = directory.locations(admin);
        ZoneId zone = PageClock.of(locations, asked.location());
        AppointmentsFilter filter = asked.filter(LocalDate.ofInstant(clock.instant(), zone));
        ModelAndView page = page(admin, filter, zone, locations, after, null, List.of());
        return done == null ? page : page.addObject("done", done);
    }

    /** A patient is looked for by a posted name, so that no name stands in an address; the answer's address has an id. */
    @PostMapping("/search")
    ModelAndView search(Actor admin, Asked asked, @RequestParam(required = false) @Nullable String name) {
        List<Location> locations = directory.locations(admin);
        ZoneId zone = PageClock.of(locations, asked.location());
        AppointmentsFilter filter = asked.filter(LocalDate.ofInstant(clock.instant(), zone));
        String query = Typed.text(name);
        if (query == null) {
            return new ModelAndView("redirect:" + filter.address(null));
        }
        List<Patient> found = patients.search(admin, query, MOST_PATIENTS);
        if (found.size() == 1) {
            return new ModelAndView(
                    "redirect:" + filter.of(found.getFirst().id().value()).address(null));
        }
        return page(admin, filter.anyPatient(), zone, locations, null, query, found);
    }

    private ModelAndView page(
            Actor admin,
            AppointmentsFilter filter,
            ZoneId zone,
            List<Location> locations,
            @Nullable UUID after,
            @Nullable String searched,
            List<Patient> found) {
        // Who is looked for and not found has no appointments; everybody else's are no answer.
        List<AppointmentView> views = searched == null
                ? appointments.appointments(admin, filter.query(zone, after, PER_PAGE + 1))
                : List.of();
        List<AppointmentView> shown = views.size() > PER_PAGE ? views.subList(0, PER_PAGE) : views;
        Map<Status, Integer> counts = appointments.counts(admin, filter.inEveryState(zone));
        int total = AppointmentsFilter.SHOWN.stream()
                .filter(s -> filter.statuses().isEmpty() || filter.has(s))
                .mapToInt(s -> counts.getOrDefault(s, 0))
                .sum();
        UUID patient = filter.patient();
        var it = new AppointmentsPage(
                filter,
                names.named(admin, shown),
                directory.doctors(admin, null, null, null),
                locations,
                patient == null ? null : patients.patient(admin, new PatientId(patient)),
                counts,
                total,
                after,
                views.size() > PER_PAGE ? shown.getLast().id().value() : null,
                searched,
                found);
        return new ModelAndView("admin/appointments", Map.of("it", it));
    }
}
