package clinic.web.staff;

import clinic.audit.AuditTrail;
import clinic.booking.AppointmentFigures;
import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.LatestStep;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.web.BrowserPreferences;
import clinic.web.PageClock;
import clinic.web.staff.Overview.Stretch;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The admin's overview: what the last days added up to, what needs attention, what is to come, what was changed last. */
@Controller
class OverviewController {

    private static final String FIRST_STEPS = "first-steps";
    private static final int LATEST = 7;
    private static final int LATEST_OVERRIDES = 5;
    private static final int LATEST_OF_SET_UP = 5;
    private static final int LONGEST = 5;
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

    private final OverviewFigures figures;
    private final AppointmentFigures counts;
    private final Appointments appointments;
    private final StaffAppointments names;
    private final NeedsAttention attention;
    private final FirstSteps firstSteps;
    private final Directory directory;
    private final AuditTrail audit;
    private final ActorNames actors;
    private final BrowserPreferences preferences;
    private final Clock clock;

    OverviewController(
            OverviewFigures figures,
            AppointmentFigures counts,
            Appointments appointments,
            StaffAppointments names,
            NeedsAttention attention,
            FirstSteps firstSteps,
            Directory directory,
            AuditTrail audit,
            ActorNames actors,
            BrowserPreferences preferences,
            Clock clock) {
        this.figures = figures;
        this.counts = counts;
        this.appointments = appointments;
        this.names = names;
        this.attention = attention;
        this.firstSteps = firstSteps;
        this.directory = directory;
        this.audit = audit;
        this.actors = actors;
        this.preferences = preferences;
        this.clock = clock;
    }

    /** What can be taken away as a file, and the name it goes by there. */
    enum Chart {
        OUTCOMES,
        COMING,
        UTILISATION,
        THIRD_NEXT,
        KEY_FIGURES,
        FULL_HOURS,
        WAITING
    }

    @GetMapping("/admin")
    String overview(
            Actor admin,
            @RequestParam(defaultValue = "FOUR_WEEKS") Period period,
            @RequestParam(required = false) @Nullable UUID location,
            HttpServletRequest request,
            Model model) {
        FigureScope scope = scope(admin, period, location);
        OverviewFigures.Both both = figures.both(admin, scope);
        List<Overview.ByType> types = figures.thirdNext(admin, scope, both.tallies());
        List<Stretch> outcomes = figures.outcomes(admin, scope);
        Instant now = clock.instant();
        List<LatestStep> latest = appointments.latest(admin, LATEST);
        List<LatestStep> overrides = appointments.latestOverrides(admin, LATEST_OVERRIDES);
        List<Overview.Change> changes = changes(
                admin, Stream.concat(latest.stream(), overrides.stream()).toList());
        var it = new Overview(
                now,
                scope,
                directory.locations(admin),
                both.now(),
                both.before(),
                counts.waiting(admin, scope.location()),
                longest(admin, scope, now),
                both.doctors(),
                types,
                OverviewFigures.days(types),
                changes.subList(0, latest.size()),
                changes.subList(latest.size(), changes.size()),
                setUp(admin));
        model.addAttribute("it", it);
        model.addAttribute("todo", attention.of(admin));
        model.addAttribute("outcomes", StackedBars.of(outcomes));
        model.addAttribute("coming", StackedBars.of(figures.coming(admin, scope)));
        model.addAttribute("trends", Trends.of(figures.course(admin, scope, outcomes, both.open())));
        model.addAttribute("full", figures.hours(admin, scope, both.open()));
        model.addAttribute("ages", AgeColumns.of(it.waiting()));
        model.addAttribute("loads", LoadBars.of(it.doctors()));
        model.addAttribute("waits", WaitLines.of(it.types()));
        if (preferences.read(request, FIRST_STEPS).isEmpty()) {
            model.addAttribute("steps", firstSteps.of(admin));
        }
        return "admin/overview";
    }

    /** The numbers behind a chart. */
    @GetMapping("/admin/figures")
    ResponseEntity<String> download(
            Actor admin,
            @RequestParam Chart chart,
            @RequestParam(defaultValue = "FOUR_WEEKS") Period period,
            @RequestParam(required = false) @Nullable UUID location) {
        FigureScope scope = scope(admin, period, location);
        String csv = switch (chart) {
            case OUTCOMES -> FigureFiles.stretches(figures.outcomes(admin, scope));
            case COMING -> FigureFiles.stretches(figures.coming(admin, scope));
            case UTILISATION ->
                FigureFiles.utilisation(figures.both(admin, scope).doctors());
            case THIRD_NEXT -> FigureFiles.thirdNext(figures.thirdNext(admin, scope), doctors(admin));
            case KEY_FIGURES ->
                FigureFiles.course(figures.course(
                        admin,
                        scope,
                        figures.outcomes(admin, scope),
                        figures.both(admin, scope).open()));
            case FULL_HOURS ->
                FigureFiles.hours(
                        figures.hours(admin, scope, figures.both(admin, scope).open()));
            case WAITING -> FigureFiles.ages(AgeColumns.of(counts.waiting(admin, scope.location())));
        };
        String name = chart.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + scope.today() + ".csv";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(Csv.TYPE))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(csv);
    }

    /** The first steps are shown no more, in this browser. */
    @PostMapping("/admin/first-steps/aside")
    ResponseEntity<Void> putAside(Actor admin) {
        return preferences.remember(FIRST_STEPS, "aside", "/admin");
    }

    private FigureScope scope(Actor admin, Period period, @Nullable UUID location) {
        LocationId place = location == null
                ? null
                : directory.location(admin, new LocationId(location)).id();
        ZoneId zone = PageClock.of(directory.locations(admin), location);
        return new FigureScope(period, place, zone, LocalDate.ofInstant(clock.instant(), zone));
    }

    private Map<DoctorId, String> doctors(Actor admin) {
        return directory.doctors(admin, null, null, null).stream().collect(Collectors.toMap(Doctor::id, Doctor::name));
    }

    private List<Overview.Request> longest(Actor admin, FigureScope scope, Instant now) {
        List<AppointmentId> longest = counts.longestWaiting(admin, scope.location(), LONGEST);
        List<AppointmentView> oldest = appointments.appointments(admin, longest).stream()
                .sorted(Comparator.comparing(AppointmentView::createdAt))
                .toList();
        return names.named(admin, oldest).stream()
                .map(a -> new Overview.Request(a, Duration.between(a.view().createdAt(), now)))
                .toList();
    }

    private List<Overview.Change> changes(Actor admin, List<LatestStep> steps) {
        List<StaffAppointment> named =
                names.named(admin, steps.stream().map(LatestStep::appointment).toList());
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
                .flatMap(
                        kind -> audit
                                .entries(
                                        admin,
                                        new AuditTrail.Filter(kind, null, null, null, null, null, LATEST_OF_SET_UP))
                                .stream())
                .sorted(Comparator.comparing(AuditTrail.Entry::id).reversed())
                .limit(LATEST_OF_SET_UP)
                .toList();
        Map<UUID, String> by =
                actors.of(admin, entries.stream().map(AuditTrail.Entry::actorId).toList());
        return entries.stream()
                .map(e -> new Overview.SetUpChange(e, by.get(e.actorId())))
                .toList();
    }
}
