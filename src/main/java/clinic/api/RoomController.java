package clinic.api;

import clinic.directory.Directory;
import clinic.directory.LocationId;
import clinic.directory.Room;
import clinic.directory.RoomId;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** The rooms of the locations. */
@RestController
@RequestMapping("/api/v1/rooms")
@Tag(name = "Clinic set-up")
class RoomController {

    private final Directory directory;
    private final Writes writes;

    RoomController(Directory directory, Writes writes) {
        this.directory = directory;
        this.writes = writes;
    }

    record RoomJson(UUID id, UUID locationId, String name) {

        static RoomJson of(Room room) {
            return new RoomJson(room.id().value(), room.location().value(), room.name());
        }
    }

    record Wanted(@NotNull UUID locationId, @NotNull String name) {}

    record NewName(@NotNull String name) {}

    @GetMapping
    @Operation(summary = "Rooms, of one location or of all")
    Page<RoomJson> rooms(Actor actor, @RequestParam(required = false) @Nullable UUID location) {
        return Page.whole(directory.rooms(actor, location == null ? null : new LocationId(location)).stream()
                .map(RoomJson::of)
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a room to a location")
    ResponseEntity<RoomJson> add(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return writes.add(
                actor,
                dryRun,
                () -> RoomJson.of(directory.addRoom(actor, new LocationId(body.locationId()), body.name())));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Rename a room")
    ResponseEntity<RoomJson> change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid NewName body) {
        return writes.change(
                actor, dryRun, () -> RoomJson.of(directory.renameRoom(actor, new RoomId(id), body.name())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a room that was never booked")
    ResponseEntity<Void> remove(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.remove(actor, dryRun, () -> directory.removeRoom(actor, new RoomId(id)));
    }
}
