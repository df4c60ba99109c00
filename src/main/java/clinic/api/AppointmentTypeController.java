package clinic.api;

import clinic.directory.AppointmentType;
import clinic.directory.Directory;
import clinic.directory.Directory.NewType;
import clinic.directory.TypeId;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
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

/** The kinds of visit. */
@RestController
@RequestMapping("/api/v1/appointment-types")
@Tag(name = "Clinic set-up")
class AppointmentTypeController {

    private final Directory directory;
    private final Writes writes;

    AppointmentTypeController(Directory directory, Writes writes) {
        this.directory = directory;
        this.writes = writes;
    }

    /** @param durations in minutes, the usual one first */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TypeJson(
            UUID id,
            String name,
            List<Integer> durations,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            boolean instant,
            boolean roomRequired,
            @Nullable Integer stepMinutes) {

        static TypeJson of(AppointmentType type) {
            return new TypeJson(
                    type.id().value(),
                    type.name(),
                    Minutes.of(type.durations()),
                    Minutes.of(type.bufferBefore()),
                    Minutes.of(type.bufferAfter()),
                    type.instant(),
                    type.roomRequired(),
                    type.step() == null ? null : Minutes.of(type.step()));
        }
    }

    record Wanted(
            @NotNull String name,
            @NotNull List<@NotNull Integer> durations,
            @Nullable Integer bufferBeforeMinutes,
            @Nullable Integer bufferAfterMinutes,
            @NotNull Boolean instant,
            @Nullable Boolean roomRequired,
            @Nullable Integer stepMinutes) {

        NewType type() {
            return new NewType(
                    name,
                    Minutes.read(durations),
                    bufferBeforeMinutes == null ? Duration.ZERO : Duration.ofMinutes(bufferBeforeMinutes),
                    bufferAfterMinutes == null ? Duration.ZERO : Duration.ofMinutes(bufferAfterMinutes),
                    instant,
                    roomRequired != null && roomRequired,
                    stepMinutes == null ? null : Duration.ofMinutes(stepMinutes));
        }
    }

    record Changes(
            @Nullable Given<String> name,
            @Nullable Given<List<Integer>> durations,
            @Nullable Given<Integer> bufferBeforeMinutes,
            @Nullable Given<Integer> bufferAfterMinutes,
            @Nullable Given<Boolean> instant,
            @Nullable Given<Boolean> roomRequired,
            @Nullable Given<Integer> stepMinutes) {

        NewType over(AppointmentType was) {
            Integer step = Given.over(was.step() == null ? null : Minutes.of(was.step()), stepMinutes);
            return new NewType(
                    Given.over(was.name(), name, "name"),
                    Minutes.read(Given.over(Minutes.of(was.durations()), durations, "durations")),
                    Duration.ofMinutes(
                            Given.over(Minutes.of(was.bufferBefore()), bufferBeforeMinutes, "bufferBeforeMinutes")),
                    Duration.ofMinutes(
                            Given.over(Minutes.of(was.bufferAfter()), bufferAfterMinutes, "bufferAfterMinutes")),
                    Given.over(was.instant(), instant, "instant"),
                    Given.over(was.roomRequired(), roomRequired, "roomRequired"),
                    step == null ? null : Duration.ofMinutes(step));
        }
    }

    @GetMapping
    @Operation(summary = "All kinds of visit")
    Page<TypeJson> types(Actor actor) {
        return Page.whole(directory.types(actor).stream().map(TypeJson::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a kind of visit")
    ResponseEntity<TypeJson> add(
            Actor actor, @RequestParam(required = false) @Nullable String dryRun, @RequestBody @Valid Wanted body) {
        return writes.add(actor, dryRun, () -> TypeJson.of(directory.addType(actor, body.type())));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a kind of visit",
            description = "Appointments that stand keep what they were booked with.")
    ResponseEntity<TypeJson> change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid Changes body) {
        TypeId type = new TypeId(id);
        return writes.change(
                actor,
                dryRun,
                () -> TypeJson.of(directory.changeType(actor, type, body.over(directory.type(actor, type)))));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a kind of visit that no doctor offers and nobody booked")
    ResponseEntity<Void> remove(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String dryRun) {
        return writes.remove(actor, dryRun, () -> directory.removeType(actor, new TypeId(id)));
    }
}
