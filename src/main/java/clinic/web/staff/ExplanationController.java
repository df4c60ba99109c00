package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.Explanation;
import clinic.availability.SlotQuery;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers the question at the desk: why is that time not offered? Doctors ask about their own times only. */
@Controller
@RequestMapping({"/doctor/why", "/admin/doctors/{doctor}/why"})
class ExplanationController {

    private final Availability availability;
    private final Directory directory;
    private final Clock clock;

    ExplanationController(Availability availability, Directory directory, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Which time is meant, on the clock of the place; ids and times only, so that it can stand in an address.
     *
     * @param seen when somebody looked for it; absent, or still to come, means now
     */
    record Asked(
            @Nullable UUID type,
            @Nullable UUID location,
            @Nullable LocalDate date,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.TIME)
            LocalTime time,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
            LocalDateTime seen) {}

    @GetMapping
    ModelAndView explain(Actor actor, @PathVariable(required = false) @Nullable UUID doctor, Asked asked) {
        DoctorId id = HoursController.whose(actor, doctor);
        List<AppointmentType> types = directory.types(actor);
        List<Location> locations = directory.locations(actor);
        if (types.isEmpty() || locations.isEmpty()) {
            throw new NotFound("time");
        }
        Doctor shown = directory.doctor(actor, id);
        Set<TypeId> offered = directory.offers(actor, List.of(id), null).stream()
                .map(Offer::type)
                .collect(Collectors.toSet());
        UUID type = asked.type() != null
                ? asked.type()
                : types.stream()
                        .filter(one -> offered.contains(one.id()))
                        .findFirst()
                        .orElseGet(types::getFirst)
                        .id()
                        .value();
        Location place = locations.stream()
                .filter(location -> location.id().value().equals(asked.location()))
                .findFirst()
                .or(() -> availability.usualLocation(actor, id))
                .orElseGet(locations::getFirst);
        var page = new ModelAndView("staff/why")
                .addObject("doctor", shown)
                .addObject("base", HoursController.base(actor, id))
                .addObject("types", types)
                .addObject("locations", locations)
                .addObject("type", type)
                .addObject("place", place)
                .addObject("date", asked.date())
                .addObject("time", asked.time())
                .addObject("seen", asked.seen());
        LocalDate date = asked.date();
        if (date != null && asked.time() != null) {
            Instant start = date.atTime(asked.time()).atZone(place.zone()).toInstant();
            boolean otherwise = availability.exceptions(actor, id, date, date).stream()
                    .anyMatch(exception -> exception.location().equals(place.id()));
            Instant seen = seen(asked.seen(), place);
            List<ExplainedRule> rules = explanation(actor, id, type, place, start, seen).rules().stream()
                    .map(rule ->
                            new ExplainedRule(rule, WhereSet.of(rule, actor, new TypeId(type), id, date, otherwise)))
                    .toList();
            page.addObject("rules", rules);
        }
        return page;
    }

    private @Nullable Instant seen(@Nullable LocalDateTime seen, Location place) {
        Instant instant = seen == null ? null : seen.atZone(place.zone()).toInstant();
        return instant != null && instant.isBefore(clock.instant()) ? instant : null;
    }

    private Explanation explanation(
            Actor actor, DoctorId doctor, UUID type, Location place, Instant start, @Nullable Instant seen) {
        return availability.explain(
                actor,
                new SlotQuery(
                        new TypeId(type),
                        doctor,
                        new LocationId(place.id().value()),
                        null,
                        null,
                        TimeRange.starting(start, Duration.ofMinutes(1)),
                        1),
                seen);
    }
}
