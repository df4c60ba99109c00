package clinic.web.staff;

import clinic.availability.Availability;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.availability.WorkingPattern;
import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.Offer;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import clinic.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Asks for the times that a week gives in the two weeks to come. */
@Component
class HoursPreviews {

    private static final int DAYS = 14;
    private static final int MOST = 2000;

    private final Availability availability;
    private final Directory directory;
    private final Clock clock;

    HoursPreviews(Availability availability, Directory directory, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.clock = clock;
    }

    /** With the week as it is kept. */
    HoursPreview asItIs(Actor actor, DoctorId doctor) {
        return of(
                actor,
                doctor,
                null,
                availability.patterns(actor, doctor),
                (type, ahead) ->
                        availability.freeTimes(actor, new SlotQuery(type, doctor, null, null, null, ahead, MOST)));
    }

    /**
     * With this week instead.
     *
     * @param type absent means the first that the doctor offers
     * @throws Invalid for a week that cannot be kept
     */
    HoursPreview of(Actor actor, DoctorId doctor, @Nullable UUID type, List<WorkingPattern> week) {
        return of(
                actor,
                doctor,
                type,
                week,
                (wanted, ahead) -> availability.freeTimesIf(actor, doctor, week, wanted, ahead));
    }

    private HoursPreview of(
            Actor actor,
            DoctorId doctor,
            @Nullable UUID wanted,
            List<WorkingPattern> week,
            BiFunction<TypeId, TimeRange, List<Slot>> times) {
        Set<TypeId> offered = directory.offers(actor, List.of(doctor), null).stream()
                .map(Offer::type)
                .collect(Collectors.toSet());
        List<AppointmentType> types = directory.types(actor).stream()
                .filter(type -> offered.contains(type.id()))
                .toList();
        List<Location> locations = directory.locations(actor);
        if (types.isEmpty() || locations.isEmpty()) {
            return new HoursPreview(types, null, ZoneId.of("UTC"), List.of());
        }
        AppointmentType type = types.stream()
                .filter(one -> wanted == null || one.id().value().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFound("appointment type"));
        Map<LocationId, Location> places = locations.stream().collect(Collectors.toMap(Location::id, place -> place));
        ZoneId zone = availability
                .usualLocation(actor, doctor)
                .orElseGet(locations::getFirst)
                .zone();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant end = today.plusDays(DAYS).atStartOfDay(zone).toInstant();
        return HoursPreview.of(types, type, times.apply(type.id(), new TimeRange(now, end)), places, zone, today, DAYS);
    }

    /** The panel alone, for a page that is open. */
    static ModelAndView fragment(@Nullable HoursPreview preview, List<Invalid.Problem> problems) {
        var fragment = new ModelAndView("staff/hours-preview")
                .addObject("preview", preview)
                .addObject("problems", problems);
        fragment.setStatus(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return fragment;
    }
}
