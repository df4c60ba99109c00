package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Party;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The doctor's day: requests, and what needs attention, beside the timeline. */
@Controller
class DoctorDayController {

    private static final Set<Status> ON_THE_DAY =
            Set.of(Status.PENDING, Status.APPROVED, Status.RESCHEDULED, Status.COMPLETED, Status.NO_SHOW);
    private static final int MOST = 500;

    private final Appointments appointments;
    private final StaffAppointments names;
    private final DoctorCalendars calendars;
    private final AttentionCards attention;
    private final Directory directory;
    private final Clock clock;

    DoctorDayController(
            Appointments appointments,
            StaffAppointments names,
            DoctorCalendars calendars,
            AttentionCards attention,
            Directory directory,
            Clock clock) {
        this.appointments = appointments;
        this.names = names;
        this.calendars = calendars;
        this.attention = attention;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param done, of what the reader has just done and to which appointment, to be said once */
    @GetMapping("/doctor")
    String day(
            Actor actor,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Step done,
            @RequestParam(required = false) @Nullable UUID of,
            Model model) {
        model.addAttribute("it", read(actor, date, clock.instant()));
        model.addAttribute("attention", attention.of(actor, null));
        model.addAttribute("done", done);
        if (of != null) {
            names.named(actor, appointments.appointments(actor, List.of(new AppointmentId(of))))
                    .forEach(just -> model.addAttribute("just", just));
        }
        return "doctor/day";
    }

    private DoctorDay read(Actor actor, @Nullable LocalDate wanted, Instant now) {
        var doctor = new DoctorId(Objects.requireNonNull(actor.person()));
        List<Request> open = requests(actor, doctor);
        DoctorCalendar calendar = calendars.of(actor, doctor, around(now, wanted, open));
        ZoneId usual = calendar.zone(wanted == null ? LocalDate.ofInstant(now, ZoneId.of("UTC")) : wanted)
                .or(() ->
                        directory.locations(actor).stream().map(Location::zone).findFirst())
                .orElse(ZoneId.of("UTC"));
        LocalDate today = LocalDate.ofInstant(now, usual);
        LocalDate date = wanted == null ? today : wanted;
        List<StaffAppointment> visits = names.named(actor, visits(actor, doctor, date, usual));
        return new DoctorDay(
                date,
                date.equals(today),
                open.stream()
                        .map(r -> {
                            DoctorCalendar.Fit fit =
                                    calendar.fit(r.appointment().view().during());
                            return new DoctorDay.Request(
                                    r.appointment(), Duration.between(r.since(), now), fit.kind(), fit.over());
                        })
                        .toList(),
                open.isEmpty() ? null : Duration.between(open.getFirst().since(), now),
                date.equals(today) ? next(visits, now).orElse(null) : null,
                Timeline.of(date, usual, calendar, visits, now),
                visits.size(),
                doctor.value().toString());
    }

    private record Request(StaffAppointment appointment, Instant since) {}

    private List<Request> requests(Actor actor, DoctorId doctor) {
        List<AppointmentView> waiting =
                appointments
                        .appointments(actor, filter(Set.of(Status.PENDING, Status.RESCHEDULED), null, null, doctor))
                        .stream()
                        .filter(v -> v.awaiting() == Party.DOCTOR)
                        .toList();
        return names.named(actor, waiting).stream()
                .map(a -> new Request(a, since(actor, a.view())))
                .sorted(Comparator.comparing(Request::since))
                .toList();
    }

    private Instant since(Actor actor, AppointmentView view) {
        if (view.moves() == 0) {
            return view.createdAt();
        }
        List<Transition> history = appointments.history(actor, view.id());
        return history.getLast().at();
    }

    private List<AppointmentView> visits(Actor actor, DoctorId doctor, LocalDate date, ZoneId zone) {
        return appointments.appointments(
                actor,
                filter(
                        ON_THE_DAY,
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(1).atStartOfDay(zone).toInstant(),
                        doctor));
    }

    private static Appointments.Filter filter(
            Set<Status> statuses, @Nullable Instant from, @Nullable Instant to, DoctorId doctor) {
        return new Appointments.Filter(statuses, from, to, doctor, null, null, false, null, MOST);
    }

    /** Enough of the calendar to draw the day, to judge every request, and to know where the doctor works in that week. */
    private static TimeRange around(Instant now, @Nullable LocalDate wanted, List<Request> requests) {
        Instant day =
                wanted == null ? now : wanted.atStartOfDay(ZoneId.of("UTC")).toInstant();
        List<Instant> edges = Stream.concat(
                        Stream.of(day),
                        requests.stream()
                                .map(r -> r.appointment().view().during().start()))
                .sorted()
                .toList();
        return new TimeRange(
                edges.getFirst().minus(Duration.ofDays(7)), edges.getLast().plus(Duration.ofDays(8)));
    }

    /** The earliest visit that has begun and was not closed, else the next to come. */
    private static Optional<DoctorDay.Next> next(List<StaffAppointment> visits, Instant now) {
        List<StaffAppointment> expected = visits.stream()
                .filter(v -> v.view().status() == Status.APPROVED || v.view().status() == Status.RESCHEDULED)
                .toList();
        return expected.stream()
                .filter(v -> v.may(Step.COMPLETE) && v.view().during().end().isAfter(now))
                .findFirst()
                .or(() -> expected.stream().filter(v -> !v.begunBy(now)).findFirst())
                .or(() -> expected.stream().findFirst())
                .map(v -> new DoctorDay.Next(
                        v, Duration.between(now, v.view().during().start())));
    }
}
