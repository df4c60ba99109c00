package clinic.web.staff;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Party;
import clinic.booking.RequestBackground;
import clinic.booking.Status;
import clinic.booking.Step;
import clinic.booking.Transition;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import clinic.web.PageClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The doctor's day: requests, and what needs attention, beside the timeline. */
@Controller
class DoctorDayController {

    private static final int MOST = 500;

    /** Among so many of the latest steps an answer is still news. */
    private static final int LATELY = 50;

    private final Appointments appointments;
    private final StaffAppointments names;
    private final BoardVisits visits;
    private final DoctorCalendars calendars;
    private final AttentionCards attention;
    private final Directory directory;
    private final Clock clock;

    DoctorDayController(
            Appointments appointments,
            StaffAppointments names,
            BoardVisits visits,
            DoctorCalendars calendars,
            AttentionCards attention,
            Directory directory,
            Clock clock) {
        this.appointments = appointments;
        this.names = names;
        this.visits = visits;
        this.calendars = calendars;
        this.attention = attention;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param done, of, not, blocked, unblocked what the reader has just done, and with what, to be said once */
    @GetMapping("/doctor")
    ModelAndView day(
            Actor actor,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Step done,
            @RequestParam(defaultValue = "") List<UUID> of,
            @RequestParam(defaultValue = "") List<String> not,
            @RequestParam(required = false) @Nullable UUID blocked,
            @RequestParam(defaultValue = "false") boolean unblocked) {
        List<Unanswered> refused = not.stream().map(Unanswered::parse).toList();
        Map<UUID, StaffAppointment> meant = names
                .named(
                        actor,
                        appointments.appointments(
                                actor,
                                Stream.concat(of.stream(), refused.stream().map(Unanswered::request))
                                        .map(AppointmentId::new)
                                        .toList()))
                .stream()
                .collect(Collectors.toMap(one -> one.view().id().value(), Function.identity()));
        DoctorDay day = read(actor, date, clock.instant());
        return page(
                actor,
                day,
                new DayNews(
                        done,
                        of.stream()
                                .distinct()
                                .flatMap(id -> Stream.ofNullable(meant.get(id)))
                                .toList(),
                        refused.stream()
                                .map(one -> new DayNews.NotDone(meant.get(one.request()), one.why()))
                                .toList(),
                        day.blocked().stream()
                                .filter(absence -> absence.id().equals(blocked))
                                .findFirst()
                                .orElse(null),
                        unblocked));
    }

    @PostMapping("/doctor/approvals")
    ModelAndView approve(Actor actor, RequestsForm form) {
        return answer(
                actor,
                form,
                () -> RequestAnswers.take(
                        Step.APPROVE, form, (one, change) -> appointments.approve(actor, one.id(), change)));
    }

    @PostMapping("/doctor/answer-withdrawals")
    ModelAndView takeBackAnswers(Actor actor, RequestsForm form) {
        return answer(
                actor,
                form,
                () -> RequestAnswers.take(
                        Step.TAKE_BACK_ANSWER,
                        form,
                        (one, change) -> appointments.takeBackAnswer(actor, one.id(), change)));
    }

    private ModelAndView answer(Actor actor, RequestsForm form, Supplier<String> act) {
        try {
            return new ModelAndView("redirect:" + act.get());
        } catch (Invalid e) {
            ModelAndView page = page(actor, read(actor, form.day(), clock.instant()), DayNews.NONE)
                    .addObject("problems", e.problems());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    private ModelAndView page(Actor actor, DoctorDay day, DayNews news) {
        return new ModelAndView("doctor/day")
                .addObject("it", day)
                .addObject("attention", attention.of(actor))
                .addObject("news", news);
    }

    private DoctorDay read(Actor actor, @Nullable LocalDate wanted, Instant now) {
        var doctor = new DoctorId(Objects.requireNonNull(actor.person()));
        List<Request> open = requests(actor, doctor);
        DoctorCalendar calendar = calendars.of(actor, doctor, around(now, wanted, open));
        ZoneId usual = calendar.zone(wanted == null ? LocalDate.ofInstant(now, ZoneId.of("UTC")) : wanted)
                .orElseGet(() -> PageClock.of(directory.locations(actor), null));
        LocalDate today = LocalDate.ofInstant(now, usual);
        LocalDate date = wanted == null ? today : wanted;
        TimeRange day = TimeRange.day(date, usual);
        List<StaffAppointment> onDay = names.named(actor, visits.in(actor, day, doctor, null));
        return new DoctorDay(
                date,
                date.equals(today),
                open.stream()
                        .map(r -> {
                            DoctorCalendar.Fit fit =
                                    calendar.fit(r.appointment().view().during());
                            return new DoctorDay.Request(
                                    r.appointment(),
                                    Duration.between(r.since(), now),
                                    fit.kind(),
                                    fit.over(),
                                    r.background());
                        })
                        .toList(),
                open.isEmpty() ? null : Duration.between(open.getFirst().since(), now),
                date.equals(today) ? next(onDay, now).orElse(null) : null,
                Timeline.of(date, usual, calendar, onDay, now),
                onDay.size(),
                open.isEmpty() ? lastAnswered(actor).orElse(null) : null,
                calendar.absences().stream()
                        .filter(absence -> day.contains(absence.during()))
                        .toList(),
                doctor.value().toString());
    }

    private record Request(StaffAppointment appointment, RequestBackground background) {

        Instant since() {
            return background.asked();
        }
    }

    private Optional<Instant> lastAnswered(Actor actor) {
        return appointments.latest(actor, LATELY).stream()
                .map(Appointments.LatestStep::transition)
                .filter(Transition::isAnswer)
                .map(Transition::at)
                .findFirst();
    }

    private List<Request> requests(Actor actor, DoctorId doctor) {
        List<AppointmentView> waiting = appointments
                .appointments(
                        actor,
                        new Appointments.Filter(
                                Set.of(Status.PENDING, Status.RESCHEDULED),
                                null,
                                null,
                                doctor,
                                null,
                                null,
                                false,
                                null,
                                MOST))
                .stream()
                .filter(v -> v.awaiting() == Party.DOCTOR)
                .toList();
        Map<AppointmentId, RequestBackground> backgrounds = waiting.isEmpty()
                ? Map.of()
                : appointments.backgrounds(
                        actor, waiting.stream().map(AppointmentView::id).toList());
        return names.named(actor, waiting).stream()
                .flatMap(a -> Stream.ofNullable(backgrounds.get(a.view().id())).map(known -> new Request(a, known)))
                .sorted(Comparator.comparing(Request::since))
                .toList();
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
                        v, Duration.between(now, v.view().during().start()), v.waiting(now)));
    }
}
