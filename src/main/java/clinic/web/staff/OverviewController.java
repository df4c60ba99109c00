package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Status;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.emergency.EmergencyAccess;
import clinic.notification.Notifications;
import clinic.rights.Erasures;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import clinic.web.PageClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The admin's overview: numbers of the coming days, what waits, today's load, and what was changed last. */
@Controller
class OverviewController {

    private static final int DAYS = 7;
    private static final int MOST = 500;
    private static final int LATEST = 7;
    private static final int LONGEST = 5;
    private static final Set<Status> SHOWN = EnumSet.copyOf(AppointmentsFilter.SHOWN);
    private static final Set<Status> TAKING_TIME =
            EnumSet.of(Status.PENDING, Status.APPROVED, Status.RESCHEDULED, Status.COMPLETED, Status.NO_SHOW);
    private static final List<String> SET_UP = List.of(
            "account",
            "doctor",
            "offer",
            "working_pattern",
            "working_exception",
            "absence",
            "closure",
            "location",
            "room",
            "appointment_type",
            "policy",
            "policy_setting");

    private final Appointments appointments;
    private final StaffAppointments names;
    private final DoctorCalendars calendars;
    private final AttentionCards attention;
    private final Directory directory;
    private final AuditTrail audit;
    private final ActorNames actors;
    private final Notifications notifications;
    private final EmergencyAccess emergencies;
    private final Erasures erasures;
    private final Clock clock;

    OverviewController(
            Appointments appointments,
            StaffAppointments names,
            DoctorCalendars calendars,
            AttentionCards attention,
            Directory directory,
            AuditTrail audit,
            ActorNames actors,
            Notifications notifications,
            EmergencyAccess emergencies,
            Erasures erasures,
            Clock clock) {
        this.appointments = appointments;
        this.names = names;
        this.calendars = calendars;
        this.attention = attention;
        this.directory = directory;
        this.audit = audit;
        this.actors = actors;
        this.notifications = notifications;
        this.emergencies = emergencies;
        this.erasures = erasures;
        this.clock = clock;
    }

    @GetMapping("/admin")
    String overview(Actor admin, @RequestParam(required = false) @Nullable UUID location, Model model) {
        List<Location> locations = directory.locations(admin);
        LocationId place = location == null
                ? null
                : directory.location(admin, new LocationId(location)).id();
        ZoneId zone = PageClock.of(locations, place == null ? null : place.value());
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Overview.Day> days = IntStream.range(0, DAYS)
                .mapToObj(today::plusDays)
                .map(date -> new Overview.Day(date, counts(admin, date, zone, place)))
                .toList();
        Map<Status, Integer> coming = days.stream()
                .flatMap(d -> d.counts().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
        var it = new Overview(
                now,
                zone,
                locations,
                location,
                coming,
                days,
                waiting(admin, place, now),
                loads(admin, place, today, zone),
                latest(admin),
                setUp(admin),
                notifications
                        .messages(admin, Notifications.State.DEAD, 100, null)
                        .size(),
                notifications.unreached(admin, null, 100).size(),
                emergencies.list(admin, true, 100, null).size(),
                erasures.list(admin, Erasures.State.OPEN, 100, null));
        model.addAttribute("it", it);
        model.addAttribute("attention", attention.of(admin, place));
        model.addAttribute("outcomes", StackedBars.of(days));
        model.addAttribute("loads", LoadBars.of(it.loads()));
        return "admin/overview";
    }

    private Map<Status, Integer> counts(Actor admin, LocalDate date, ZoneId zone, @Nullable LocationId place) {
        return appointments.counts(admin, onDate(SHOWN, date, zone, place, null));
    }

    private static Appointments.Filter onDate(
            Set<Status> statuses,
            LocalDate date,
            ZoneId zone,
            @Nullable LocationId place,
            @Nullable AppointmentId after) {
        return new Appointments.Filter(
                statuses,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                null,
                null,
                place,
                false,
                after,
                MOST);
    }

    private Overview.Waiting waiting(Actor admin, @Nullable LocationId place, Instant now) {
        var filter =
                new Appointments.Filter(EnumSet.of(Status.PENDING), null, null, null, null, place, false, null, MOST);
        int count = appointments.counts(admin, filter).getOrDefault(Status.PENDING, 0);
        List<AppointmentView> oldest = appointments.appointments(admin, filter).stream()
                .sorted(Comparator.comparing(AppointmentView::createdAt))
                .limit(LONGEST)
                .toList();
        List<Overview.Request> first = names.named(admin, oldest).stream()
                .map(a -> new Overview.Request(a, Duration.between(a.view().createdAt(), now)))
                .toList();
        return new Overview.Waiting(
                count, first.isEmpty() ? null : first.getFirst().waiting(), first);
    }

    private List<Overview.Load> loads(Actor admin, @Nullable LocationId place, LocalDate today, ZoneId zone) {
        var day = new TimeRange(
                today.atStartOfDay(zone).toInstant(),
                today.plusDays(1).atStartOfDay(zone).toInstant());
        Map<DoctorId, List<AppointmentView>> visits =
                onToday(admin, today, zone, place).stream().collect(Collectors.groupingBy(AppointmentView::doctor));
        List<Doctor> doctors = directory.doctors(admin, null, place, null);
        Map<DoctorId, DoctorCalendar> times =
                calendars.of(admin, doctors.stream().map(Doctor::id).toList(), day);
        return doctors.stream()
                .map(doctor -> load(
                        doctor,
                        visits.getOrDefault(doctor.id(), List.of()),
                        Objects.requireNonNull(times.get(doctor.id())).open(day)))
                .toList();
    }

    private List<AppointmentView> onToday(Actor admin, LocalDate today, ZoneId zone, @Nullable LocationId place) {
        var all = new ArrayList<AppointmentView>();
        List<AppointmentView> page;
        do {
            AppointmentId last = all.isEmpty() ? null : all.getLast().id();
            page = appointments.appointments(admin, onDate(TAKING_TIME, today, zone, place, last));
            all.addAll(page);
        } while (page.size() == MOST);
        return all;
    }

    private static Overview.Load load(Doctor doctor, List<AppointmentView> visits, Duration open) {
        Duration booked = visits.stream().map(v -> v.during().length()).reduce(Duration.ZERO, Duration::plus);
        return new Overview.Load(doctor, visits.size(), booked, open);
    }

    private List<Overview.Change> latest(Actor admin) {
        List<Appointments.LatestStep> steps = appointments.latest(admin, LATEST);
        List<StaffAppointment> named = names.named(
                admin, steps.stream().map(Appointments.LatestStep::appointment).toList());
        Map<UUID, String> by =
                actors.of(admin, steps.stream().map(s -> s.transition().byId()).toList());
        return IntStream.range(0, steps.size())
                .mapToObj(n -> new Overview.Change(
                        named.get(n),
                        steps.get(n).transition(),
                        by.get(steps.get(n).transition().byId())))
                .toList();
    }

    private List<Overview.SetUpChange> setUp(Actor admin) {
        List<AuditTrail.Entry> entries = SET_UP.stream()
                .flatMap(kind ->
                        audit
                                .entries(admin, new AuditTrail.Filter(kind, null, null, null, null, null, LATEST))
                                .stream())
                .sorted(Comparator.comparing(AuditTrail.Entry::id).reversed())
                .limit(LATEST)
                .toList();
        Map<UUID, String> by =
                actors.of(admin, entries.stream().map(AuditTrail.Entry::actorId).toList());
        return entries.stream()
                .map(e -> new Overview.SetUpChange(e, by.get(e.actorId())))
                .toList();
    }
}
