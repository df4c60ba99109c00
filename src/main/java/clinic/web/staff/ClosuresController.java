package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import clinic.web.Days;
import clinic.web.staff.ClinicForms.ClosureForm;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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

/** The days a place or the whole clinic is shut, public holidays among them. */
@Controller
@RequestMapping("/admin/clinic/closures")
class ClosuresController {

    private static final String HERE = "/admin/clinic/closures";
    private static final Duration AHEAD = Duration.ofDays(800);

    private final Availability availability;
    private final Directory directory;
    private final AskFirst asking;
    private final AttentionCards attention;
    private final Transactions transactions;
    private final Clock clock;

    ClosuresController(
            Availability availability,
            Directory directory,
            AskFirst asking,
            AttentionCards attention,
            Transactions transactions,
            Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.asking = asking;
        this.attention = attention;
        this.transactions = transactions;
        this.clock = clock;
    }

    private static final HolidaysForm NOTHING = new HolidaysForm(null, null, null, null);

    @GetMapping
    ModelAndView list(Actor admin, HolidaysForm asked, @RequestParam(defaultValue = "false") boolean saved) {
        if (asked.country() != null && asked.place() == null) {
            return page(
                    admin,
                    NOTHING,
                    ClosureForm.empty(),
                    List.of(new Invalid.Problem("place", "REQUIRED", "Choose the place.")));
        }
        try {
            return page(admin, asked, ClosureForm.empty(), List.of()).addObject("saved", saved);
        } catch (Invalid e) {
            return page(admin, NOTHING, ClosureForm.empty(), e.problems());
        }
    }

    @PostMapping
    ModelAndView add(Actor admin, ClosureForm form, @RequestParam(defaultValue = "false") boolean confirmed) {
        try {
            TimeRange during = form.during(zone(admin, form.location()));
            LocationId place = form.location() == null ? null : new LocationId(form.location());
            String name = String.valueOf(Typed.text(form.name()));
            return asking.make(
                            admin,
                            confirmed,
                            HERE,
                            "",
                            dryRun -> availability
                                    .addClosure(admin, place, during, name, dryRun)
                                    .leftOutside())
                    .map(question -> question.addObject("closure", form))
                    .orElseGet(ClosuresController::saved);
        } catch (Invalid e) {
            return page(admin, NOTHING, form, e.problems());
        }
    }

    @PostMapping("/{id}/removal")
    ModelAndView remove(Actor admin, @PathVariable UUID id) {
        availability.removeClosure(admin, new ClosureId(id));
        return saved();
    }

    /**
     * Closes a place on the chosen holidays, all or none; those it is closed on already are left as they are.
     *
     * @param date as {@link #chosen} reads it
     */
    @PostMapping("/holidays")
    ModelAndView addHolidays(
            Actor admin,
            HolidaysForm asked,
            @RequestParam(required = false) @Nullable List<String> date,
            @RequestParam(defaultValue = "false") boolean confirmed) {
        try {
            Map<LocalDate, PartOfDay> chosen = chosen(date);
            if (asked.place() == null) {
                throw new Invalid("place", "REQUIRED", "Choose the place.");
            }
            if (chosen.isEmpty()) {
                return page(
                        admin,
                        asked,
                        chosen,
                        ClosureForm.empty(),
                        List.of(new Invalid.Problem("date", "REQUIRED", "Choose a day to close on.")));
            }
            var place = new LocationId(asked.place());
            ZoneId zone = zone(admin, asked.place());
            List<Directory.Holiday> days = proposed(admin, asked, zone).stream()
                    .flatMap(holiday -> part(holiday, chosen, zone).stream())
                    .toList();
            Supplier<List<ClaimId>> closing = () -> close(admin, place, days);
            return asking.make(
                            admin,
                            confirmed,
                            HERE,
                            "/holidays",
                            dryRun -> dryRun ? transactions.dryRun(admin, closing) : transactions.as(admin, closing))
                    .map(question -> question.addObject("holidays", asked).addObject("dates", date))
                    .orElseGet(ClosuresController::saved);
        } catch (Invalid e) {
            return page(admin, new HolidaysForm(null, null, null, asked.place()), ClosureForm.empty(), e.problems());
        }
    }

    /** What is chosen of a holiday. */
    private static Optional<Directory.Holiday> part(
            Directory.Holiday holiday, Map<LocalDate, PartOfDay> chosen, ZoneId zone) {
        return Optional.ofNullable(
                        chosen.get(LocalDate.ofInstant(holiday.during().start(), zone)))
                .map(part -> new Directory.Holiday(holiday.name(), part.of(holiday.during(), zone)));
    }

    private List<ClaimId> close(Actor admin, LocationId place, List<Directory.Holiday> days) {
        return days.stream()
                .flatMap(day ->
                        availability.addClosure(admin, place, day.during(), day.name(), false).leftOutside().stream())
                .distinct()
                .toList();
    }

    /** Days such as 2026-12-25 and halves such as 2026-12-24/AFTERNOON; an empty text leaves a day open. */
    private static Map<LocalDate, PartOfDay> chosen(@Nullable List<String> dates) {
        var chosen = new HashMap<LocalDate, PartOfDay>();
        try {
            for (String date : dates == null ? List.<String>of() : dates) {
                String[] parts = date.split("/", 2);
                if (!date.isBlank()) {
                    chosen.put(Days.parse(parts[0]), parts.length == 1 ? PartOfDay.WHOLE : PartOfDay.valueOf(parts[1]));
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Invalid("date", "MALFORMED", "Choose the days from the list.");
        }
        return chosen;
    }

    private static ModelAndView saved() {
        return new ModelAndView("redirect:" + HERE + "?saved=true");
    }

    private ModelAndView page(Actor admin, HolidaysForm asked, ClosureForm form, List<Invalid.Problem> problems) {
        return page(admin, asked, null, form, problems);
    }

    /** @param chosen how the proposed holidays were answered; absent means not yet */
    private ModelAndView page(
            Actor admin,
            HolidaysForm asked,
            @Nullable Map<LocalDate, PartOfDay> chosen,
            ClosureForm form,
            List<Invalid.Problem> problems) {
        List<Location> locations = directory.locations(admin);
        Instant now = clock.instant();
        List<Closure> closures = directory.closures(admin, new TimeRange(now, now.plus(AHEAD)));
        ZoneId zone = zone(admin, asked.place());
        List<Directory.Holiday> holidays =
                Typed.text(asked.country()) == null ? List.of() : proposed(admin, asked, zone);
        var it = new ClosuresPage(
                locations,
                closures,
                locations.stream().collect(Collectors.toMap(Location::id, l -> l)),
                form,
                asked.country(),
                asked.region(),
                asked.year() == null ? LocalDate.ofInstant(now, zone).getYear() : asked.year(),
                asked.place(),
                zone,
                holidays,
                chosen);
        return new ModelAndView(
                "admin/clinic-closures",
                Map.of("it", it, "problems", problems, "outside", attention.count(admin, null)),
                problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** What can still be closed: holidays that are over, and those the place is closed on, are left out. */
    private List<Directory.Holiday> proposed(Actor admin, HolidaysForm asked, ZoneId zone) {
        String country = Typed.text(asked.country());
        if (country == null) {
            throw new Invalid("country", "REQUIRED", "Enter the country.");
        }
        Instant now = clock.instant();
        int year = asked.year() == null ? LocalDate.ofInstant(now, zone).getYear() : asked.year();
        return directory.proposeHolidays(country, Typed.text(asked.region()), year, zone).stream()
                .filter(h -> h.during().end().isAfter(now))
                .filter(h -> directory.closures(admin, h.during()).stream()
                        .noneMatch(c ->
                                c.location() == null || c.location().value().equals(asked.place())))
                .toList();
    }

    private ZoneId zone(Actor admin, @Nullable UUID location) {
        return directory.locations(admin).stream()
                .filter(l -> location == null || l.id().value().equals(location))
                .map(Location::zone)
                .findFirst()
                .orElseThrow(() -> new NotFound("location"));
    }
}
