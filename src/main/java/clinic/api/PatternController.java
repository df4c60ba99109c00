package clinic.api;

import clinic.api.Writes.Made;
import clinic.availability.Availability;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.WorkingPattern;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A doctor's weekly hours. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/patterns")
@Tag(name = "Schedules")
class PatternController {

    private final Availability availability;
    private final Directory directory;
    private final Affected affected;
    private final Writes writes;

    PatternController(Availability availability, Directory directory, Affected affected, Writes writes) {
        this.availability = availability;
        this.directory = directory;
        this.affected = affected;
        this.writes = writes;
    }

    /**
     * Hours on one day of the week, on the location's wall clock.
     *
     * @param to at or before from means on the following day
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pattern(
            @NotNull UUID locationId,
            @NotNull DayOfWeek day,
            @NotNull LocalTime from,
            @NotNull LocalTime to,
            @Size(max = 20) @Nullable List<@NotNull @Valid Break> breaks,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Min(5) @Max(240) @Nullable Integer stepMinutes) {

        static Pattern of(WorkingPattern pattern) {
            return new Pattern(
                    pattern.location().value(),
                    pattern.day(),
                    pattern.from(),
                    pattern.to(),
                    pattern.breaks().stream()
                            .map(pause -> new Break(pause.from(), pause.to()))
                            .toList(),
                    pattern.validFrom(),
                    pattern.validUntil(),
                    pattern.step() == null ? null : (int) pattern.step().toMinutes());
        }

        WorkingPattern working() {
            List<Break> pauses = breaks == null ? List.of() : breaks;
            return new WorkingPattern(
                    new LocationId(locationId),
                    day,
                    from,
                    to,
                    pauses.stream()
                            .map(pause -> new WorkingPattern.Break(pause.from(), pause.to()))
                            .toList(),
                    validFrom,
                    validUntil,
                    stepMinutes == null ? null : Duration.ofMinutes(stepMinutes));
        }
    }

    /** Time within the hours in which nobody is seen. */
    record Break(@NotNull LocalTime from, @NotNull LocalTime to) {}

    /** @param affected appointments that stand but now lie outside the hours */
    record Week(List<Pattern> items, @Nullable String next, List<AppointmentJson> affected) {}

    @GetMapping
    @Operation(summary = "A doctor's weekly hours")
    Page<Pattern> patterns(Actor actor, @PathVariable UUID id) {
        DoctorId doctor = directory.doctor(actor, new DoctorId(id)).id();
        return Page.whole(
                availability.patterns(actor, doctor).stream().map(Pattern::of).toList());
    }

    @PutMapping
    @Operation(
            summary = "Replace a doctor's whole week",
            description = "Takes the whole list. A doctor sets his own, an admin anybody's.")
    ResponseEntity<Week> replace(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Size(max = 200) List<@NotNull @Valid Pattern> patterns) {
        return writes.make(actor, dryRun, HttpStatus.OK, () -> {
            ScheduleChange<List<WorkingPattern>> change = availability.setPatterns(
                    actor,
                    new DoctorId(id),
                    patterns.stream().map(Pattern::working).toList(),
                    false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            return new Made<>(new Week(change.result().stream().map(Pattern::of).toList(), null, outside), outside);
        });
    }
}
