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
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An admin books for a patient who is at the desk or on the phone. */
@Controller
@RequestMapping("/admin/book")
class BookForPatientController {

    private static final int MOST_PATIENTS = 20;

    private final Appointments appointments;
    private final Patients patients;
    private final Directory directory;
    private final TimesTables times;

    BookForPatientController(Appointments appointments, Patients patients, Directory directory, TimesTables times) {
        this.appointments = appointments;
        this.patients = patients;
        this.directory = directory;
        this.times = times;
    }

    @GetMapping
    ModelAndView look(Actor admin, BookingLook look) {
        if (look.patient() == null) {
            return who(look, null, List.of(), NewPatientForm.empty(), List.of(), HttpStatus.OK);
        }
        return when(admin, look, null, null, null, List.of(), HttpStatus.OK);
    }

    @PostMapping("/search")
    ModelAndView search(Actor admin, BookingLook look, @RequestParam(required = false) @Nullable String name) {
        String query = Typed.text(name);
        List<Patient> found = query == null ? List.of() : patients.search(admin, query, MOST_PATIENTS);
        return who(look, query, found, NewPatientForm.empty(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/patient")
    ModelAndView newPatient(Actor admin, BookingLook look, NewPatientForm form) {
        try {
            Patient patient = patients.add(admin, form.read());
            return new ModelAndView("redirect:" + look.of(patient.id().value()).address());
        } catch (Invalid e) {
            return who(look, null, List.of(), form, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping
    ModelAndView book(
            Actor admin,
            BookingLook look,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String key) {
        try {
            return switch (appointments.book(admin, booking(look, time, note, key))) {
                case BookingOutcome.Done done ->
                    new ModelAndView("redirect:/admin/appointments/"
                            + done.appointment().id().value() + "?booked=true");
                case BookingOutcome.Refused refused ->
                    when(admin, look, time, note, refused, List.of(), RefusalWords.status(refused));
            };
        } catch (Invalid e) {
            return when(admin, look, time, note, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static Appointments.Booking booking(
            BookingLook look, @Nullable String time, @Nullable String note, @Nullable String key) {
        if (look.patient() == null || look.type() == null) {
            throw new Invalid("type", "REQUIRED", "Choose what the visit is for.");
        }
        PickedTime picked = PickedTime.parse(time);
        return new Appointments.Booking(
                new PatientId(look.patient()),
                picked.doctor(),
                picked.location(),
                new TypeId(look.type()),
                picked.start(),
                duration(look),
                Typed.text(note),
                Typed.text(key));
    }

    private static @Nullable Duration duration(BookingLook look) {
        return look.minutes() == null ? null : Duration.ofMinutes(look.minutes());
    }

    private static ModelAndView who(
            BookingLook look,
            @Nullable String searched,
            List<Patient> found,
            NewPatientForm form,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        var answer = new ModelAndView(
                "admin/book-who", Map.of("look", look, "found", found, "form", form, "problems", problems), status);
        return searched == null ? answer : answer.addObject("searched", searched);
    }

    private ModelAndView when(
            Actor admin,
            BookingLook look,
            @Nullable String chosen,
            @Nullable String note,
            BookingOutcome.@Nullable Refused refused,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        if (look.patient() == null) {
            return who(look, null, List.of(), NewPatientForm.empty(), problems, status);
        }
        List<Location> locations = directory.locations(admin);
        AppointmentType type = look.type() == null ? null : directory.type(admin, new TypeId(look.type()));
        List<Doctor> doctors = type == null ? List.of() : directory.doctors(admin, type.id(), null, null);
        List<TimesTable.Day> nearest = refused instanceof BookingOutcome.TimeRefused taken
                ? times.days(admin, taken.alternatives())
                : List.of();
        var it = new BookForPatientPage(
                patients.patient(admin, new PatientId(look.patient())),
                directory.types(admin),
                type,
                look.minutes(),
                doctors,
                locations,
                look.doctor(),
                look.location(),
                type == null ? null : times.find(admin, wanted(look, type, locations)),
                nearest,
                chosen,
                note,
                UUID.randomUUID().toString());
        var answer = new ModelAndView("admin/book", Map.of("it", it, "look", look, "problems", problems), status);
        return refused == null ? answer : answer.addObject("refused", RefusalWords.key(refused));
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
