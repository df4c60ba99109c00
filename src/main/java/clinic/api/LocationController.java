package clinic.api;

import clinic.directory.Directory;
import clinic.directory.Directory.NewLocation;
import clinic.directory.Location;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The places of the clinic. */
@RestController
@RequestMapping("/api/v1/locations")
@Tag(name = "Clinic set-up")
class LocationController {

    private final Directory directory;
    private final Writes writes;

    LocationController(Directory directory, Writes writes) {
        this.directory = directory;
        this.writes = writes;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LocationJson(
            UUID id,
            String name,
            String zone,
            @Nullable String address,
            @Nullable String phone) {

        static LocationJson of(Location location) {
            return new LocationJson(
                    location.id().value(),
                    location.name(),
                    location.zone().getId(),
                    location.address(),
                    location.phone());
        }
    }

    /** @param zone an IANA zone such as Europe/Berlin */
    record Wanted(
            @NotNull String name,
            @NotNull String zone,
            @Nullable String address,
            @Nullable String phone) {}

    record Changes(
            @Nullable Given<String> name,
            @Nullable Given<String> zone,
            @Nullable Given<String> address,
            @Nullable Given<String> phone) {}

    @GetMapping
    @Operation(summary = "All locations")
    Page<LocationJson> locations(Actor actor) {
        return Page.whole(
                directory.locations(actor).stream().map(LocationJson::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open a location")
    ResponseEntity<LocationJson> add(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return writes.add(
                actor,
                dryRun,
                () -> LocationJson.of(directory.addLocation(
                        actor, new NewLocation(body.name(), zone(body.zone()), body.address(), body.phone()))));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a location")
    ResponseEntity<LocationJson> change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid Changes body) {
        LocationId location = new LocationId(id);
        return writes.change(actor, dryRun, () -> {
            Location was = directory.location(actor, location);
            return LocationJson.of(directory.changeLocation(
                    actor,
                    location,
                    new NewLocation(
                            Given.over(was.name(), body.name(), "name"),
                            zone(Given.over(was.zone().getId(), body.zone(), "zone")),
                            Given.over(was.address(), body.address()),
                            Given.over(was.phone(), body.phone()))));
        });
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a location that nothing refers to")
    ResponseEntity<Void> remove(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.remove(actor, dryRun, () -> directory.removeLocation(actor, new LocationId(id)));
    }

    /** What is no zone becomes an offset, which the directory refuses together with whatever else is wrong. */
    private static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.MAX;
    }
}
