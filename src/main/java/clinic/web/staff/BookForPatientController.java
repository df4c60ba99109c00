package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.Patient;
import clinic.patients.PatientId;
import clinic.patients.Patients;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PageClock;
import clinic.web.PickedTime;
import clinic.web.RefusalWords;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An admin books for a patient who is at the desk or on the phone. */
@Controller
@RequestMapping("/admin/book")
class BookForPatientController {

    private final Appointments appointments;
    private final Patients patients;
    private final PatientSearch search;
    private final Directory directory;
    private final TimesTables times;
    private final TimeChecks checks;

    BookForPatientController(
            Appointments appointments,
            Patients patients,
            PatientSearch search,
            Directory directory,
            TimesTables times,
            TimeChecks checks) {
        this.appointments = appointments;
        this.patients = patients;
        this.search = search;
        this.directory = directory;
        this.times = times;
        this.checks = checks;
    }

    @GetMapping
    ModelAndView look(
            Actor admin,
            BookingLook look,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    LocalDateTime at) {
        if (look.patient() == null) {
            return who(admin, look, PatientSearch.Result.NONE, NewPatientForm.empty(), List.of(), HttpStatus.OK);
        }
        try {
            if (at != null) {
                PickedTime named =
                        new WantedTime.Named(look.doctor(), look.location(), at).read(directory.locations(admin));
                return new ModelAndView(
                        "redirect:" + look.at(at.toLocalDate(), named).address());
            }
            return when(admin, look, wished(look), null, null, null, List.of(), HttpStatus.OK);
        } catch (Invalid e) {
            return when(admin, look, null, null, null, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/search")
    ModelAndView search(
            Actor admin,
            BookingLook look,
            @RequestParam(required = false) @Nullable String name,
            @RequestHeader(name = "HX-Trigger", required = false) @Nullable String typing) {
        return who(admin, look, search.find(admin, name, typing), NewPatientForm.empty(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/patient")
    ModelAndView newPatient(Actor admin, BookingLook look, NewPatientForm form) {
        try {
            Patient patient = patients.add(admin, form.read());
            return new ModelAndView("redirect:" + look.of(patient.id().value()).address());
        } catch (Invalid e) {
            return who(admin, look, PatientSearch.Result.NONE, form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping
    ModelAndView book(
            Actor admin,
            BookingLook look,
            WantedTime wanted,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String key) {
        try {
            return switch (appointments.book(admin, booking(look, wanted, note, key))) {
                case BookingOutcome.Done done ->
                    new ModelAndView("redirect:/admin/appointments/"
                            + done.appointment().id().value() + "?booked=true");
                case BookingOutcome.Refused refused ->
                    when(
                            admin,
                            look,
                            wanted.chosen(),
                            wanted.reason(),
                            note,
                            refused,
                            List.of(),
                            RefusalWords.status(refused));
            };
        } catch (Invalid e) {
            return when(
                    admin,
                    look,
                    wanted.shown(),
                    wanted.reason(),
                    note,
                    null,
                    e.problems(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static @Nullable String wished(BookingLook look) {
        if (look.time() != null) {
            PickedTime.parse(look.time());
        }
        return look.time();
    }

    private static Appointments.Booking booking(
            BookingLook look, WantedTime wanted, @Nullable String note, @Nullable String key) {
        if (look.patient() == null || look.type() == null) {
            throw new Invalid("type", "REQUIRED", "Choose what the visit is for.");
        }
        PickedTime picked = wanted.read();
        return new Appointments.Booking(
                new PatientId(look.patient()),
                picked.doctor(),
                picked.location(),
                new TypeId(look.type()),
                picked.start(),
                duration(look),
                null,
                Typed.text(note),
                wanted.override(),
                Typed.text(key));
    }

    private static @Nullable Duration duration(BookingLook look) {
        return look.minutes() == null ? null : Duration.ofMinutes(look.minutes());
    }

    private ModelAndView who(
            Actor admin,
            BookingLook look,
            PatientSearch.Result result,
            NewPatientForm form,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        var answer = new ModelAndView(
                "admin/book-who",
                Map.of("look", look, "found", result.found(), "form", form, "problems", problems),
                status);
        clicked(admin, look).ifPresent(time -> answer.addObject("time", time));
        return result.searched() == null ? answer : answer.addObject("searched", result.searched());
    }

    /** The time that is wanted already, if it is one. */
    private Optional<ClickedTime> clicked(Actor admin, BookingLook look) {
        return PickedTime.ifReadable(look.time())
                .flatMap(time -> directory.doctors(admin, List.of(time.doctor())).stream()
                        .flatMap(doctor -> directory.locations(admin).stream()
                                .filter(location -> location.id().equals(time.location()))
                                .map(location -> new ClickedTime(time.start(), doctor, location)))
                        .findFirst());
    }

    private ModelAndView when(
            Actor admin,
            BookingLook asked,
            @Nullable String chosen,
            @Nullable String overrideReason,
            @Nullable String note,
            BookingOutcome.@Nullable Refused refused,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        if (asked.patient() == null) {
            return who(admin, asked, PatientSearch.Result.NONE, NewPatientForm.empty(), problems, status);
        }
        List<Location> locations = directory.locations(admin);
        AppointmentType type = asked.type() == null ? null : directory.type(admin, new TypeId(asked.type()));
        BookingLook look = type == null ? asked : asked.lasting(type.durations());
        List<Doctor> doctors = type == null ? List.of() : directory.doctors(admin, type.id(), null, null);
        OutsideRules outside =
                type == null || chosen == null ? null : outside(admin, look, chosen, overrideReason, refused);
        var it = new BookForPatientPage(
                patients.patient(admin, new PatientId(asked.patient())),
                directory.types(admin),
                type,
                look.minutes(),
                doctors,
                locations,
                look.doctor(),
                look.location(),
                type == null ? null : times.find(admin, wanted(look, type, locations)),
                outside,
                chosen,
                note,
                UUID.randomUUID().toString());
        var answer = new ModelAndView("admin/book", Map.of("it", it, "look", look, "problems", problems), status);
        return refused == null ? answer : answer.addObject("refused", RefusalWords.key(refused));
    }

    /** What is against the time, if anything is. */
    private @Nullable OutsideRules outside(
            Actor admin,
            BookingLook look,
            String chosen,
            @Nullable String reason,
            BookingOutcome.@Nullable Refused refused) {
        PickedTime time = PickedTime.ifReadable(chosen).orElse(null);
        if (time == null) {
            return null;
        }
        var patient = new PatientId(Objects.requireNonNull(look.patient()));
        var type = new TypeId(Objects.requireNonNull(look.type()));
        var wanted = new TimeChecks.Wanted(time, type, duration(look), patient, null);
        if (refused instanceof BookingOutcome.TimeRefused taken) {
            return checks.refused(admin, wanted, taken.alternatives(), reason);
        }
        var booking = new Appointments.Booking(
                patient, time.doctor(), time.location(), type, time.start(), duration(look), null, null);
        return checks.against(admin, wanted, () -> appointments.nearest(admin, booking), reason)
                .orElse(null);
    }

    private static TimesTables.Wanted wanted(BookingLook look, AppointmentType type, List<Location> locations) {
        ZoneId zone = PageClock.of(locations, look.location());
        return new TimesTables.Wanted(
                type.id(),
                look.doctor() == null ? null : new DoctorId(look.doctor()),
                look.location() == null ? null : new LocationId(look.location()),
                duration(look),
                look.patient() == null ? null : new PatientId(look.patient()),
                null,
                look.from(),
                zone);
    }
}
