package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.ClaimId;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.Directory;
import clinic.directory.Location;
import clinic.directory.LocationId;
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

/** The days a place or the whole clinic is shut, public holidays among them. */
@Controller
@RequestMapping("/admin/clinic/closures")
class ClosuresController {

    private static final Duration AHEAD = Duration.ofDays(800);

    private final Availability availability;
    private final Directory directory;
    private final StaffAppointments names;
    private final Clock clock;

    ClosuresController(Availability availability, Directory directory, StaffAppointments names, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.names = names;
        this.clock = clock;
    }

    /** Which public holidays are looked at. */
    record Asked(
            @Nullable String country,
            @Nullable String region,
            @Nullable Integer year,
            @Nullable UUID place) {}

    private static final Asked NOTHING = new Asked(null, null, null, null);

    @GetMapping
    ModelAndView list(Actor admin, Asked asked, @RequestParam(defaultValue = "false") boolean saved) {
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
            List<ClaimId> outside = confirmed
                    ? List.of()
                    : availability.addClosure(admin, place, during, name, true).leftOutside();
            if (!outside.isEmpty()) {
                List<StaffAppointment> affected = names.existing(
                        admin, outside.stream().map(ClaimId::value).toList());
                return new ModelAndView("staff/hours-confirm")
                        .addObject("base", "/admin/clinic/closures")
                        .addObject("affected", affected)
                        .addObject("others", outside.size() - affected.size())
                        .addObject("closure", form);
            }
            availability.addClosure(admin, place, during, name, false);
            return saved();
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
     * Closes a place on the chosen holidays; those it is closed on already are left as they are.
     *
     * @param date as {@link #chosen} reads it
     */
    @PostMapping("/holidays")
    ModelAndView addHolidays(Actor admin, Asked asked, @RequestParam(required = false) @Nullable List<String> date) {
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
            for (Directory.Holiday holiday : proposed(admin, asked, zone)) {
                PartOfDay part = chosen.get(LocalDate.ofInstant(holiday.during().start(), zone));
                if (part != null) {
                    availability.addClosure(admin, place, part.of(holiday.during(), zone), holiday.name(), false);
                }
            }
            return saved();
        } catch (Invalid e) {
            return page(admin, new Asked(null, null, null, asked.place()), ClosureForm.empty(), e.problems());
        }
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
        return new ModelAndView("redirect:/admin/clinic/closures?saved=true");
    }

    private ModelAndView page(Actor admin, Asked asked, ClosureForm form, List<Invalid.Problem> problems) {
        return page(admin, asked, null, form, problems);
    }

    /** @param chosen how the proposed holidays were answered; absent means not yet */
    private ModelAndView page(
            Actor admin,
            Asked asked,
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
                Map.of("it", it, "problems", problems),
                problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** What can still be closed: holidays that are over, and those the place is closed on, are left out. */
    private List<Directory.Holiday> proposed(Actor admin, Asked asked, ZoneId zone) {
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
