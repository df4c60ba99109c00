package clinic.api;

import clinic.availability.Availability;
import clinic.availability.Explanation;
import clinic.availability.Slot;
import clinic.availability.SlotQuery;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The times that can be picked. */
@RestController
@Tag(name = "Finding")
class SlotController {

    private static final Duration LONGEST = Duration.ofDays(92);

    private final Availability availability;
    private final Directory directory;
    private final Clock clock;

    SlotController(Availability availability, Directory directory, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/api/v1/slots")
    @Operation(
            summary = "Free times, soonest first",
            description = "No doctor means any. from and to bound the start: an instant, to exclusive; or a date, to"
                    + " inclusive, on the location's clock, and without a location on each location's own. At most 92"
                    + " days; without from, from now; without to, 92 days from there. A patient sees what he could"
                    + " book himself.")
    Page<SlotJson> slots(
            Actor actor,
            @RequestParam UUID type,
            @RequestParam(required = false) @Nullable UUID doctor,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable Integer durationMinutes,
            @RequestParam(required = false) @Nullable When from,
            @RequestParam(required = false) @Nullable When to,
            @RequestParam(required = false) @Nullable Integer limit) {
        int wanted = Paging.of(limit, null).limit();
        check(durationMinutes);
        Instant now = clock.instant();
        Stream<Slot> found;
        if (location != null) {
            Location place = directory.location(actor, new LocationId(location));
            found = free(
                    actor, type, doctor, place.id(), durationMinutes, starting(from, to, place.zone(), now), wanted);
        } else if (from instanceof When.Day || to instanceof When.Day) {
            List<Location> places = directory.locations(actor);
            List<ZoneId> zones = places.stream().map(Location::zone).distinct().toList();
            found = zones.size() == 1
                    ? free(
                            actor,
                            type,
                            doctor,
                            null,
                            durationMinutes,
                            starting(from, to, zones.getFirst(), now),
                            wanted)
                    : open(places, from, to, now).stream()
                            .flatMap(place -> free(
                                    actor,
                                    type,
                                    doctor,
                                    place.id(),
                                    durationMinutes,
                                    starting(from, to, place.zone(), now),
                                    wanted))
                            .sorted(Comparator.comparing(slot -> slot.during().start()))
                            .limit(wanted);
        } else {
            found = free(actor, type, doctor, null, durationMinutes, starting(from, to, ZoneOffset.UTC, now), wanted);
        }
        return Page.whole(found.map(SlotJson::of).toList());
    }

    record ExplanationJson(boolean bookable, List<RuleJson> rules) {

        static ExplanationJson of(Explanation explanation) {
            return new ExplanationJson(
                    explanation.bookable(),
                    explanation.rules().stream()
                            .map(rule -> new RuleJson(rule.code().name(), rule.passed(), rule.detail()))
                            .toList());
        }
    }

    /** @param code that of the refusal which a broken rule would give */
    record RuleJson(String code, boolean passed, String detail) {}

    @GetMapping("/api/v1/slots/explanation")
    @Operation(
            summary = "Why a time can be had or not",
            description = "Every rule in the order in which they are asked, with the value it goes by. Without a"
                    + " location, where the doctor works then. With asOf as it was at that instant. Names no patient.")
    ExplanationJson explanation(
            Actor actor,
            @RequestParam UUID type,
            @RequestParam UUID doctor,
            @RequestParam Instant start,
            @RequestParam(required = false) @Nullable UUID location,
            @RequestParam(required = false) @Nullable Integer durationMinutes,
            @RequestParam(required = false) @Nullable Instant asOf) {
        check(durationMinutes);
        return ExplanationJson.of(availability.explain(
                actor,
                new SlotQuery(
                        new TypeId(type),
                        new DoctorId(doctor),
                        location == null ? null : new LocationId(location),
                        durationMinutes == null ? null : Duration.ofMinutes(durationMinutes),
                        null,
                        TimeRange.starting(start, Duration.ofMinutes(1)),
                        1),
                asOf));
    }

    private static void check(@Nullable Integer durationMinutes) {
        if (durationMinutes != null && (durationMinutes < 1 || durationMinutes > 1440)) {
            throw new Invalid("durationMinutes", "OUT_OF_RANGE", "A visit lasts 1 to 1440 minutes.");
        }
    }

    private Stream<Slot> free(
            Actor actor,
            UUID type,
            @Nullable UUID doctor,
            @Nullable LocationId location,
            @Nullable Integer minutes,
            TimeRange starting,
            int limit) {
        return availability
                .freeTimes(
                        actor,
                        new SlotQuery(
                                new TypeId(type),
                                doctor == null ? null : new DoctorId(doctor),
                                location,
                                minutes == null ? null : Duration.ofMinutes(minutes),
                                actor.is(Actor.Role.PATIENT) && actor.person() != null
                                        ? new PatientId(actor.person())
                                        : null,
                                starting,
                                limit))
                .stream();
    }

    /** The locations where the range has not ended yet; all of them when it has everywhere, so that it is refused. */
    private static List<Location> open(List<Location> places, @Nullable When from, @Nullable When to, Instant now) {
        List<Location> open = places.stream()
                .filter(place ->
                        from != null || to == null || to.end(place.zone()).isAfter(now))
                .toList();
        return open.isEmpty() ? places : open;
    }

    private static TimeRange starting(@Nullable When from, @Nullable When to, ZoneId zone, Instant now) {
        When first = from == null ? new When.Moment(now) : from;
        Instant farthest = first.start(zone).plus(LONGEST);
        if (to == null) {
            return new TimeRange(first.start(zone), farthest);
        }
        TimeRange range = Bounds.range(first, to, zone);
        // 92 dates may have an hour more than 92 days, where clocks go back.
        Duration allowance = to instanceof When.Day ? Duration.ofHours(2) : Duration.ZERO;
        if (range.length().compareTo(LONGEST.plus(allowance)) > 0) {
            throw new Invalid("to", "OUT_OF_RANGE", "At most 92 days at once.");
        }
        return range.end().isAfter(farthest) ? new TimeRange(range.start(), farthest) : range;
    }
}
