package clinic.api;

import clinic.api.Writes.Made;
import clinic.availability.Availability;
import clinic.availability.Availability.ScheduleChange;
import clinic.directory.Closure;
import clinic.directory.ClosureId;
import clinic.directory.Directory;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.TimeRange;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When a location, or the whole clinic, is shut. */
@RestController
@RequestMapping("/api/v1/closures")
@Tag(name = "Schedules")
class ClosureController {

    private static final Duration AHEAD = Duration.ofDays(400);

    private final Availability availability;
    private final Directory directory;
    private final Affected affected;
    private final Writes writes;
    private final Clock clock;

    ClosureController(Availability availability, Directory directory, Affected affected, Writes writes, Clock clock) {
        this.availability = availability;
        this.directory = directory;
        this.affected = affected;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * @param from an instant, or a date on the location's clock
     * @param to likewise; an instant is exclusive, a date inclusive
     * @param locationId absent means the whole clinic
     */
    record NewClosure(
            @NotNull When from,
            @NotNull When to,
            @Nullable UUID locationId,
            @NotBlank @Size(max = 120) String name) {}

    /** @param affected with a change only: appointments that stand but now lie within the closure */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shut(
            UUID id,
            OffsetDateTime from,
            OffsetDateTime to,
            @Nullable UUID locationId,
            String name,
            @Nullable List<AppointmentJson> affected) {

        static Shut of(Closure closure, List<ZoneId> zones, @Nullable List<AppointmentJson> affected) {
            ZoneId zone = zones.size() == 1 ? zones.getFirst() : ZoneOffset.UTC;
            return new Shut(
                    closure.id().value(),
                    AppointmentJson.local(closure.during().start(), zone),
                    AppointmentJson.local(closure.during().end(), zone),
                    closure.location() == null ? null : closure.location().value(),
                    closure.name(),
                    affected);
        }
    }

    @GetMapping
    @Operation(
            summary = "Closures, soonest first",
            description = "Those that touch the range. Without from, from now; without to, 400 days from there.")
    Page<Shut> closures(
            Actor actor,
            @RequestParam(required = false) @Nullable When from,
            @RequestParam(required = false) @Nullable When to) {
        List<ZoneId> zones = Bounds.zones(directory, actor);
        When first = from == null ? new When.Moment(clock.instant()) : from;
        When last = to == null ? new When.Moment(first.start(ZoneOffset.UTC).plus(AHEAD)) : to;
        TimeRange during = Bounds.range(
                new When.Moment(earliest(first, zones)), new When.Moment(latest(last, zones)), ZoneOffset.UTC);
        return Page.whole(directory.closures(actor, during).stream()
                .map(closure -> Shut.of(closure, Bounds.zones(directory, actor, closure.location()), null))
                .toList());
    }

    private static Instant earliest(When from, List<ZoneId> zones) {
        Instant earliest = Bounds.earliest(from, zones);
        return earliest == null ? from.start(ZoneOffset.UTC) : earliest;
    }

    private static Instant latest(When to, List<ZoneId> zones) {
        Instant latest = Bounds.latest(to, zones);
        return latest == null ? to.end(ZoneOffset.UTC) : latest;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Shut a location, or the whole clinic")
    ResponseEntity<Shut> add(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid NewClosure body) {
        return writes.make(actor, dryRun, HttpStatus.CREATED, () -> {
            LocationId location = body.locationId() == null ? null : new LocationId(body.locationId());
            List<ZoneId> zones = Bounds.zones(directory, actor, location);
            ScheduleChange<Closure> change = availability.addClosure(
                    actor,
                    location,
                    Bounds.range(body.from(), body.to(), zones),
                    body.name().strip(),
                    false);
            List<AppointmentJson> inside = affected.by(actor, change.leftOutside());
            return new Made<>(Shut.of(change.result(), zones, inside), inside);
        });
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Open again", description = "Leaves nothing outside hours, so affected is empty.")
    ResponseEntity<Affected.Preview> remove(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.change(actor, dryRun, () -> {
            availability.removeClosure(actor, new ClosureId(id));
            return new Affected.Preview(List.of());
        });
    }
}
