package clinic.api;

import clinic.availability.Availability;
import clinic.availability.Hold;
import clinic.availability.HoldId;
import clinic.availability.HoldRequest;
import clinic.booking.Appointments;
import clinic.directory.Directory;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.patients.PatientId;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keeping a time for a few minutes, before it is booked. */
@RestController
@RequestMapping("/api/v1/holds")
@Tag(name = "Finding")
class HoldController {

    private final Availability availability;
    private final Appointments appointments;
    private final Directory directory;

    HoldController(Availability availability, Appointments appointments, Directory directory) {
        this.availability = availability;
        this.appointments = appointments;
        this.directory = directory;
    }

    /**
     * @param durationMinutes absent means the usual length
     * @param patientId for admins, who must name one; a patient holds for himself
     */
    record Wanted(
            @NotNull UUID doctorId,
            @NotNull UUID typeId,
            @NotNull UUID locationId,
            @NotNull Instant start,
            @Min(1) @Max(1440) @Nullable Integer durationMinutes,
            @Nullable UUID patientId) {

        HoldRequest request() {
            return new HoldRequest(
                    patientId == null ? null : new PatientId(patientId),
                    new DoctorId(doctorId),
                    new LocationId(locationId),
                    new TypeId(typeId),
                    start,
                    durationMinutes == null ? null : Duration.ofMinutes(durationMinutes));
        }
    }

    record HoldJson(UUID id, OffsetDateTime expiresAt) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Keep a time for five minutes",
            description = "To others it is taken. Each patient holds one: whoever holds or books another time lets this"
                    + " one go. A patient holds for himself; an admin names the patient.")
    @Refuses(
            times = true,
            value = {})
    HoldJson hold(Actor actor, @RequestBody @Valid Wanted wanted) {
        HoldRequest request = wanted.request();
        Hold hold = Outcomes.held(
                availability.hold(actor, request),
                () -> appointments.nearest(
                        actor,
                        request.type(),
                        request.doctor(),
                        request.location(),
                        request.start(),
                        request.duration()));
        return json(actor, hold);
    }

    @PostMapping("/{id}/extension")
    @Operation(summary = "Keep it for five minutes more, once")
    @Refuses({Code.HOLD_EXPIRED, Code.LIMIT_REACHED})
    HoldJson extend(
            Actor actor, @PathVariable UUID id, @RequestBody(required = false) StepController.@Nullable Nothing body) {
        return json(actor, Outcomes.held(availability.extendHold(actor, new HoldId(id)), List::of));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let the time go")
    void release(Actor actor, @PathVariable UUID id) {
        availability.releaseHold(actor, new HoldId(id));
    }

    private HoldJson json(Actor actor, Hold hold) {
        ZoneId zone = directory.location(actor, hold.location()).zone();
        return new HoldJson(hold.id().value(), hold.expiresAt().atZone(zone).toOffsetDateTime());
    }
}
