package clinic.api;

import clinic.api.Writes.Made;
import clinic.availability.Availability;
import clinic.availability.Availability.ScheduleChange;
import clinic.availability.WorkingException;
import clinic.availability.WorkingException.Stretch;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.LocalTime;
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

/** Single dates on which a doctor's week does not hold. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/exceptions")
@Tag(name = "Schedules")
class ExceptionController {

    private final Availability availability;
    private final Affected affected;
    private final Writes writes;

    ExceptionController(Availability availability, Affected affected, Writes writes) {
        this.availability = availability;
        this.affected = affected;
        this.writes = writes;
    }

    /**
     * Closed, or hours on the location's wall clock.
     *
     * @param to at or before from means on the following day
     */
    record NewException(
            @NotNull LocalDate date,
            @NotNull UUID locationId,
            @Nullable Boolean closed,
            @Nullable LocalTime from,
            @Nullable LocalTime to) {

        /** @throws Invalid when it is neither closed nor from and to, or both */
        @Nullable Stretch stretch() {
            if (Boolean.TRUE.equals(closed)) {
                new Invalid.Check()
                        .that(
                                from == null && to == null,
                                "closed",
                                "HAS_HOURS",
                                "Say closed, or give from and to, not both.")
                        .done();
                return null;
            }
            if (from == null || to == null) {
                throw new Invalid(from == null ? "from" : "to", "REQUIRED", "Give from and to, or say closed.");
            }
            return new Stretch(from, to);
        }
    }

    /** @param affected with a change only: appointments that stand but now lie outside the hours */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Dated(
            UUID id,
            LocalDate date,
            UUID locationId,
            boolean closed,
            @Nullable LocalTime from,
            @Nullable LocalTime to,
            @Nullable List<AppointmentJson> affected) {

        static Dated of(WorkingException exception, @Nullable List<AppointmentJson> affected) {
            Stretch hours = exception.hours();
            return new Dated(
                    exception.id(),
                    exception.date(),
                    exception.location().value(),
                    hours == null,
                    hours == null ? null : hours.from(),
                    hours == null ? null : hours.to(),
                    affected);
        }
    }

    @GetMapping
    @Operation(
            summary = "The dates on which a doctor's week does not hold",
            description = "By date. A doctor sees his own, an admin anybody's. from and to are dates, both included;"
                    + " without from, from today on.")
    Page<Dated> exceptions(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new Invalid("to", "OUT_OF_RANGE", "It must not lie before from.");
        }
        return Page.whole(availability.exceptions(actor, new DoctorId(id), from, to).stream()
                .map(exception -> Dated.of(exception, null))
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Set other hours on one date, or none",
            description = "The doctor's week does not hold at that location on that date; the exceptions of the date"
                    + " are all its hours there.")
    ResponseEntity<Dated> add(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String dryRun,
            @RequestBody @Valid NewException body) {
        return writes.make(actor, dryRun, HttpStatus.CREATED, () -> {
            ScheduleChange<WorkingException> change = availability.addException(
                    actor, new DoctorId(id), new LocationId(body.locationId()), body.date(), body.stretch(), false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            return new Made<>(Dated.of(change.result(), outside), outside);
        });
    }

    @DeleteMapping("/{exception}")
    @Operation(summary = "Take an exception back")
    ResponseEntity<Affected.Preview> remove(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID exception,
            @RequestParam(required = false) @Nullable String dryRun) {
        return writes.make(actor, dryRun, HttpStatus.OK, () -> {
            ScheduleChange<?> change = availability.removeException(actor, new DoctorId(id), exception, false);
            List<AppointmentJson> outside = affected.by(actor, change.leftOutside());
            return new Made<>(new Affected.Preview(outside), outside);
        });
    }
}
