package clinic.web.staff;

import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PickedTime;
import clinic.web.RefusalWords;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Before the patient goes, the doctor books the next visit: whom it is for, the present one says. */
@Controller
@RequestMapping("/doctor/appointments/{id}/next")
class NextVisitController {

    private static final Period USUALLY_AFTER = Period.ofWeeks(1);

    private final Appointments appointments;
    private final StaffAppointments names;
    private final Directory directory;
    private final TimesTables times;

    NextVisitController(Appointments appointments, StaffAppointments names, Directory directory, TimesTables times) {
        this.appointments = appointments;
        this.names = names;
        this.directory = directory;
        this.times = times;
    }

    /** @param type absent means as the present visit. @param minutes absent means as usual. @param from absent means a week after the present visit */
    record Look(
            @Nullable UUID type,
            @Nullable Integer minutes,
            @Nullable UUID location,
            @Nullable LocalDate from) {

        /** What of the lengths of another kind of visit was chosen, says nothing of this one. */
        @Nullable Duration length(AppointmentType type) {
            return type.durations().stream()
                    .filter(length -> minutes != null && length.toMinutes() == minutes)
                    .findFirst()
                    .orElse(null);
        }

        @Nullable LocationId place() {
            return location == null ? null : new LocationId(location);
        }
    }

    @GetMapping
    ModelAndView look(Actor doctor, @PathVariable UUID id, Look look) {
        return page(doctor, id, look, null, null, null, List.of(), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView book(
            Actor doctor,
            @PathVariable UUID id,
            Look look,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String key) {
        try {
            PickedTime picked = PickedTime.parse(time);
            StaffAppointment present = names.named(doctor, id);
            AppointmentType type = type(doctor, look, present);
            var next = new Appointments.Booking(
                    present.patient().id(),
                    present.doctor().id(),
                    picked.location(),
                    type.id(),
                    picked.start(),
                    look.length(type),
                    null,
                    Typed.text(note),
                    null,
                    Typed.text(key));
            return switch (appointments.book(doctor, next)) {
                case BookingOutcome.Done done ->
                    new ModelAndView("redirect:/doctor/appointments/"
                            + done.appointment().id().value() + "?booked=true");
                case BookingOutcome.Refused refused ->
                    page(doctor, id, look, time, note, refused, List.of(), RefusalWords.status(refused));
            };
        } catch (Invalid e) {
            return page(doctor, id, look, time, note, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Actor doctor,
            UUID id,
            Look look,
            @Nullable String chosen,
            @Nullable String note,
            BookingOutcome.@Nullable Refused refused,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        StaffAppointment present = names.named(doctor, id);
        DoctorId self = present.doctor().id();
        AppointmentType type = type(doctor, look, present);
        Duration length = look.length(type);
        var wanted = new TimesTables.Wanted(
                type.id(),
                self,
                look.place(),
                length,
                present.patient().id(),
                null,
                look.from() == null ? present.date().plus(USUALLY_AFTER) : look.from(),
                present.view().zone());
        var it = new NextVisitPage(
                present,
                offered(doctor, self),
                type,
                length,
                directory.locations(doctor),
                look.place(),
                times.find(doctor, wanted),
                refused instanceof BookingOutcome.TimeRefused taken
                        ? times.days(doctor, taken.alternatives())
                        : List.of(),
                chosen,
                note,
                UUID.randomUUID().toString());
        var answer = new ModelAndView("doctor/next-visit", Map.of("it", it, "problems", problems), status);
        return refused == null ? answer : answer.addObject("refused", RefusalWords.key(refused));
    }

    private AppointmentType type(Actor doctor, Look look, StaffAppointment present) {
        return look.type() == null ? present.type() : directory.type(doctor, new TypeId(look.type()));
    }

    private List<AppointmentType> offered(Actor doctor, DoctorId self) {
        Set<TypeId> offered = directory.offers(doctor, List.of(self), null).stream()
                .map(Offer::type)
                .collect(Collectors.toSet());
        return directory.types(doctor).stream()
                .filter(type -> offered.contains(type.id()))
                .toList();
    }
}
