package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.BookingOutcome;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.PickedTime;
import clinic.web.RefusalWords;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Proposing another time: lists what is free, moves to what is chosen. */
@Controller
@RequestMapping({"/doctor/appointments/{id}", "/admin/appointments/{id}"})
class AppointmentMoveController {

    private final Appointments appointments;
    private final StaffAppointments names;
    private final TimesTables times;
    private final TimeChecks checks;
    private final Directory directory;

    AppointmentMoveController(
            Appointments appointments,
            StaffAppointments names,
            TimesTables times,
            TimeChecks checks,
            Directory directory) {
        this.appointments = appointments;
        this.names = names;
        this.times = times;
        this.checks = checks;
        this.directory = directory;
    }

    /**
     * Which times are looked at.
     *
     * @param doctor absent means the appointment's, {@code any} everybody's
     * @param from absent means the appointment's date
     */
    record Look(
            @Nullable String doctor,
            @Nullable UUID location,
            @Nullable LocalDate from) {

        @Nullable UUID doctorOr(UUID usual) {
            if (doctor == null || doctor.isBlank()) {
                return usual;
            }
            if (doctor.equals("any")) {
                return null;
            }
            try {
                return UUID.fromString(doctor);
            } catch (IllegalArgumentException e) {
                throw new Invalid("doctor", "MALFORMED", "Choose one of the doctors.");
            }
        }
    }

    @GetMapping("/move")
    ModelAndView look(
            Actor actor,
            @PathVariable UUID id,
            Look look,
            @RequestParam(required = false) @Nullable String time,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    LocalDateTime at) {
        try {
            if (at != null) {
                UUID usual = appointments
                        .appointment(actor, new AppointmentId(id))
                        .doctor()
                        .value();
                PickedTime named = new WantedTime.Named(look.doctorOr(usual), look.location(), at)
                        .read(directory.locations(actor));
                return new ModelAndView("redirect:" + StepAnswers.base(actor) + "/appointments/" + id + "/move?doctor="
                        + named.doctor().value() + "&location="
                        + named.location().value() + "&from="
                        + at.toLocalDate() + "&time=" + named);
            }
            if (time != null) {
                PickedTime.parse(time);
            }
            return page(actor, id, look, time, null, null, null, List.of(), HttpStatus.OK);
        } catch (Invalid e) {
            return page(actor, id, look, null, null, null, null, e.problems(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/reschedule")
    ModelAndView move(Actor actor, @PathVariable UUID id, WantedTime wanted, Look look, StepForm form) {
        try {
            PickedTime picked = wanted.read();
            var to = new Appointments.Move(picked.start(), picked.doctor(), picked.location(), null, wanted.override());
            return switch (appointments.move(actor, new AppointmentId(id), to, form.change())) {
                case BookingOutcome.Done done ->
                    new ModelAndView("redirect:" + StepAnswers.base(actor) + "/appointments/" + id + "?done=MOVE");
                case BookingOutcome.Refused refused ->
                    page(
                            actor,
                            id,
                            look,
                            wanted.chosen(),
                            wanted.reason(),
                            form.typedReason(),
                            refused,
                            List.of(),
                            RefusalWords.status(refused));
            };
        } catch (Invalid e) {
            return page(
                    actor,
                    id,
                    look,
                    wanted.shown(),
                    wanted.reason(),
                    form.typedReason(),
                    null,
                    e.problems(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Actor actor,
            UUID id,
            Look look,
            @Nullable String chosen,
            @Nullable String overrideReason,
            @Nullable String reason,
            BookingOutcome.@Nullable Refused refused,
            List<Invalid.Problem> problems,
            HttpStatus status) {
        StaffAppointment appointment = names.named(actor, id);
        AppointmentView view = appointment.view();
        boolean admin = actor.is(Actor.Role.ADMIN);
        UUID doctor =
                admin ? look.doctorOr(view.doctor().value()) : view.doctor().value();
        List<Doctor> doctors =
                admin ? directory.doctors(actor, view.type(), null, null) : List.of(appointment.doctor());
        var wanted = new TimesTables.Wanted(
                view.type(),
                doctor == null ? null : new DoctorId(doctor),
                look.location() == null ? null : new LocationId(look.location()),
                view.during().length(),
                view.patient(),
                view.moving(),
                look.from() == null ? appointment.date() : look.from(),
                view.zone());
        OutsideRules outside = admin && chosen != null ? outside(actor, view, chosen, overrideReason, refused) : null;
        List<TimesTable.Day> nearest = outside == null && refused instanceof BookingOutcome.TimeRefused taken
                ? times.days(actor, taken.alternatives())
                : List.of();
        var model = new MovePage(
                appointment,
                StepAnswers.base(actor),
                doctors,
                directory.locations(actor),
                doctor,
                look.location(),
                times.find(actor, wanted),
                nearest,
                outside,
                chosen,
                reason);
        var answer = new ModelAndView("staff/move", Map.of("it", model, "problems", problems), status);
        if (refused != null) {
            answer.addObject("refused", RefusalWords.key(refused));
        }
        return answer;
    }

    /** What is against the time, if anything is. */
    private @Nullable OutsideRules outside(
            Actor admin,
            AppointmentView view,
            String chosen,
            @Nullable String reason,
            BookingOutcome.@Nullable Refused refused) {
        PickedTime time = PickedTime.ifReadable(chosen).orElse(null);
        if (time == null) {
            return null;
        }
        var wanted = new TimeChecks.Wanted(time, view.type(), view.during().length(), view.patient(), view.moving());
        if (refused instanceof BookingOutcome.TimeRefused taken) {
            return checks.refused(admin, wanted, taken.alternatives(), reason);
        }
        var move = new Appointments.Move(time.start(), time.doctor(), time.location(), null);
        return checks.against(admin, wanted, () -> appointments.nearest(admin, view.id(), move), reason)
                .orElse(null);
    }
}
