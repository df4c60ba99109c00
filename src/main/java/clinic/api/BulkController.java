package clinic.api;

import clinic.booking.AppointmentId;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.Appointments.Move;
import clinic.booking.BookingOutcome;
import clinic.booking.Status;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.platform.FailureTrace;
import clinic.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One step for many appointments. Each is decided by itself, and the answer says of each what became of it, or why not. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Steps")
class BulkController {

    private static final Logger log = LoggerFactory.getLogger(BulkController.class);
    private static final int MOST = 100;
    private static final String EACH =
            "Each is decided by itself, in the order given: an item has the appointment as it is"
                    + " then, or the problem that its own route would answer with. The status is 200 whatever became of them.";

    private final Appointments appointments;

    BulkController(Appointments appointments) {
        this.appointments = appointments;
    }

    /** @param version what was last seen of it; absent means whatever it is */
    record One(@NotNull UUID id, @Nullable Integer version) {}

    record Approvals(@NotEmpty @Size(max = MOST) List<@NotNull @Valid One> appointments) {}

    /** @param reason every patient reads it */
    record Rejections(
            @NotEmpty @Size(max = MOST) List<@NotNull @Valid One> appointments,
            @Size(max = 500) @Nullable String reason) {}

    /**
     * What is absent stays as it is.
     *
     * @param version what was last seen of it; absent means whatever it is
     */
    record MoveOfOne(
            @NotNull UUID id,
            @Nullable Integer version,
            @NotNull Instant start,
            @Nullable UUID doctorId,
            @Nullable UUID locationId,
            @Min(1) @Max(1440) @Nullable Integer durationMinutes) {}

    /** @param reason every patient reads it */
    record Reschedules(
            @NotEmpty @Size(max = MOST) List<@NotNull @Valid MoveOfOne> appointments,
            @Size(max = 500) @Nullable String reason) {}

    /** Either the appointment or the problem. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            UUID id,
            @Nullable AppointmentJson appointment,
            @Nullable Problem problem) {}

    record Results(List<Result> items) {}

    @PostMapping("/approvals")
    @Operation(summary = "Agree to many requests", description = EACH)
    Results approve(Actor actor, @RequestBody @Valid Approvals body) {
        return new Results(body.appointments().stream()
                .map(one -> result(
                        one.id(),
                        Status.APPROVED,
                        () -> appointments.approve(
                                actor, new AppointmentId(one.id()), new Change(one.version(), null))))
                .toList());
    }

    @PostMapping("/rejections")
    @Operation(summary = "Decline many requests, with one reason", description = EACH)
    Results reject(Actor actor, @RequestBody @Valid Rejections body) {
        String reason = Bodies.text(body.reason());
        return new Results(body.appointments().stream()
                .map(one -> result(
                        one.id(),
                        Status.REJECTED,
                        () -> appointments.reject(
                                actor, new AppointmentId(one.id()), new Change(one.version(), reason))))
                .toList());
    }

    @PostMapping("/reschedules")
    @Operation(summary = "Move many appointments, each to a time of its own", description = EACH)
    Results move(Actor actor, @RequestBody @Valid Reschedules body) {
        String reason = Bodies.text(body.reason());
        return new Results(body.appointments().stream()
                .map(one -> result(
                        one.id(),
                        Status.RESCHEDULED,
                        () -> appointments.move(
                                actor,
                                new AppointmentId(one.id()),
                                new Move(
                                        one.start(),
                                        one.doctorId() == null ? null : new DoctorId(one.doctorId()),
                                        one.locationId() == null ? null : new LocationId(one.locationId()),
                                        one.durationMinutes() == null
                                                ? null
                                                : Duration.ofMinutes(one.durationMinutes())),
                                new Change(one.version(), reason))))
                .toList());
    }

    private static Result result(UUID id, Status wanted, Supplier<BookingOutcome> step) {
        try {
            return new Result(id, AppointmentJson.of(Outcomes.done(step.get(), wanted)), null);
        } catch (RuntimeException e) {
            Problem problem = Failures.problem(e).problem();
            if (problem.status() == Code.INTERNAL.status()) {
                log.error("One of many failed: {}", FailureTrace.of(e));
            }
            return new Result(id, null, problem);
        }
    }
}
