package clinic.api;

import clinic.booking.AppointmentId;
import clinic.booking.AppointmentView;
import clinic.booking.Appointments;
import clinic.booking.Appointments.Change;
import clinic.booking.BookingOutcome;
import clinic.booking.Status;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.shared.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of an appointment, each a resource. {@code If-Match} makes a step conditional on what the client last saw. */
@RestController
@RequestMapping("/api/v1/appointments/{id}")
@Tag(name = "Steps")
class StepController {

    private static final int NO_VERSION = -1;

    private static final String IF_MATCH = "If-Match";

    private final Appointments appointments;

    StepController(Appointments appointments) {
        this.appointments = appointments;
    }

    /** A step that needs no words. */
    record Nothing() {}

    /** @param reason staff must give one to reject, cancel, keep and delete */
    record Reason(@Size(max = 500) @Nullable String reason) {}

    /**
     * What is absent stays as it is.
     *
     * @param override passes hours and policy, never taken time; for admins
     */
    record Reschedule(
            @NotNull Instant start,
            @Nullable UUID doctorId,
            @Nullable UUID locationId,
            @Min(1) @Max(1440) @Nullable Integer durationMinutes,
            @Size(max = 500) @Nullable String reason,
            @Valid AppointmentJson.@Nullable Override override) {}

    /** @param to COMPLETED or NO_SHOW */
    record Correction(
            @NotNull String to, @Size(max = 500) @Nullable String reason) {}

    @PostMapping("/approval")
    @Operation(summary = "Agree to a request")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.EXPIRED, Code.STALE})
    ResponseEntity<AppointmentJson> approve(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return answer(
                appointments.approve(actor, new AppointmentId(id), change(actor, id, ifMatch, null)), Status.APPROVED);
    }

    @PostMapping("/rejection")
    @Operation(summary = "Decline a request, with a reason")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.REASON_REQUIRED, Code.STALE})
    ResponseEntity<AppointmentJson> reject(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Valid @Nullable Reason body) {
        return answer(
                appointments.reject(actor, new AppointmentId(id), change(actor, id, ifMatch, reason(body))),
                Status.REJECTED);
    }

    @PostMapping("/reschedule")
    @Operation(summary = "Move to another time", description = "The new time is taken and the old let go in one step.")
    @Refuses(
            times = true,
            value = {Code.ILLEGAL_TRANSITION, Code.TOO_LATE, Code.STALE})
    ResponseEntity<AppointmentJson> move(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid Reschedule body) {
        Appointments.Move move = new Appointments.Move(
                body.start(),
                body.doctorId() == null ? null : new DoctorId(body.doctorId()),
                body.locationId() == null ? null : new LocationId(body.locationId()),
                body.durationMinutes() == null ? null : Duration.ofMinutes(body.durationMinutes()),
                AppointmentJson.Override.reason(body.override()));
        return answer(
                appointments.move(
                        actor, new AppointmentId(id), move, change(actor, id, ifMatch, Bodies.text(body.reason()))),
                Status.RESCHEDULED);
    }

    @PostMapping("/acceptance")
    @Operation(summary = "Agree to a move", description = "By the side that was asked: awaiting names it.")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.EXPIRED, Code.STALE})
    ResponseEntity<AppointmentJson> accept(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return answer(
                appointments.accept(actor, new AppointmentId(id), change(actor, id, ifMatch, null)), Status.APPROVED);
    }

    @PostMapping("/cancellation")
    @Operation(summary = "Call it off", description = "Staff give a reason; a patient may until the cut-off.")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.TOO_LATE, Code.REASON_REQUIRED, Code.STALE})
    ResponseEntity<AppointmentJson> cancel(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Valid @Nullable Reason body) {
        return answer(
                appointments.cancel(actor, new AppointmentId(id), change(actor, id, ifMatch, reason(body))),
                Status.CANCELLED);
    }

    @PostMapping("/completion")
    @Operation(summary = "Record that the visit took place")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.NOT_BEGUN, Code.STALE})
    ResponseEntity<AppointmentJson> complete(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return answer(
                appointments.complete(actor, new AppointmentId(id), change(actor, id, ifMatch, null)),
                Status.COMPLETED);
    }

    @PostMapping("/no-show")
    @Operation(summary = "Record that nobody came")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.NOT_BEGUN, Code.STALE})
    ResponseEntity<AppointmentJson> markNoShow(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return answer(
                appointments.markNoShow(actor, new AppointmentId(id), change(actor, id, ifMatch, null)),
                Status.NO_SHOW);
    }

    @PostMapping("/answer-withdrawal")
    @Operation(
            summary = "Take back an approval or a rejection",
            description =
                    "Within eight seconds of it, before anybody is told: the request is open again and expires as it would"
                            + " have. A time that somebody else has taken since a rejection is refused.")
    @Refuses({
        Code.ILLEGAL_TRANSITION,
        Code.TOO_LATE,
        Code.EXPIRED,
        Code.SLOT_TAKEN,
        Code.PATIENT_BUSY,
        Code.ROOM_BUSY,
        Code.STALE
    })
    ResponseEntity<AppointmentJson> takeBackAnswer(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return answer(
                appointments.takeBackAnswer(actor, new AppointmentId(id), change(actor, id, ifMatch, null)),
                Status.PENDING);
    }

    @PostMapping("/arrival")
    @Operation(
            summary = "Record that the patient is there",
            description = "A fact beside the status, from twelve hours before the start on. Nobody is told.")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.NOT_BEGUN, Code.STALE})
    ResponseEntity<AppointmentJson> arrive(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return fact(appointments.arrive(actor, new AppointmentId(id), change(actor, id, ifMatch, null)));
    }

    @PostMapping("/arrival-withdrawal")
    @Operation(
            summary = "Take back that the patient is there",
            description = "For what was noted by mistake; not once the visit has begun.")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.STALE})
    ResponseEntity<AppointmentJson> takeBackArrival(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return fact(appointments.takeBackArrival(actor, new AppointmentId(id), change(actor, id, ifMatch, null)));
    }

    @PostMapping("/visit")
    @Operation(summary = "Record that the patient goes in", description = "Who goes in has arrived, noted or not.")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.NOT_BEGUN, Code.STALE})
    ResponseEntity<AppointmentJson> beginVisit(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Nothing body) {
        return fact(appointments.beginVisit(actor, new AppointmentId(id), change(actor, id, ifMatch, null)));
    }

    @PostMapping("/correction")
    @Operation(summary = "Turn COMPLETED into NO_SHOW or back, with a reason")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.REASON_REQUIRED, Code.STALE})
    ResponseEntity<AppointmentJson> correct(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid Correction body) {
        Status to = Bodies.published("to", body.to());
        return answer(
                appointments.correct(
                        actor, new AppointmentId(id), to, change(actor, id, ifMatch, Bodies.text(body.reason()))),
                to);
    }

    @PostMapping("/keeping")
    @Operation(
            summary = "Leave it where it is, outside hours, with a reason",
            description =
                    "For what a change of hours left outside. It stays as it is, the patient is told so, and it needs attention"
                            + " no more until another change leaves it outside.")
    @Refuses({Code.NOTHING_TO_KEEP, Code.REASON_REQUIRED, Code.STALE})
    ResponseEntity<AppointmentJson> keep(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Valid @Nullable Reason body) {
        Change change = change(actor, id, ifMatch, reason(body));
        Status status = appointments.appointment(actor, new AppointmentId(id)).status();
        return answer(appointments.keep(actor, new AppointmentId(id), change), status);
    }

    @DeleteMapping
    @Operation(
            summary = "Remove a mistaken entry, with a reason",
            description = "It is in no list any more and its time is free; its history stays. Answers how it last was.")
    @Refuses({Code.ILLEGAL_TRANSITION, Code.REASON_REQUIRED, Code.STALE})
    ResponseEntity<AppointmentJson> delete(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Valid @Nullable Reason body) {
        return answer(
                appointments.delete(actor, new AppointmentId(id), change(actor, id, ifMatch, reason(body))),
                Status.DELETED);
    }

    /** Of several versions that will do, the one it has now is expected, if that is among them. */
    private Change change(Actor actor, UUID id, @Nullable String ifMatch, @Nullable String reason) {
        Set<Integer> versions = Etag.versions(ifMatch);
        if (versions == null) {
            return new Change(null, reason);
        }
        int now = appointments.appointment(actor, new AppointmentId(id)).version();
        return new Change(versions.contains(now) ? now : NO_VERSION, reason);
    }

    private static @Nullable String reason(@Nullable Reason body) {
        return body == null ? null : Bodies.text(body.reason());
    }

    /** What leaves the state as it is; only what stands has such facts. */
    private static ResponseEntity<AppointmentJson> fact(BookingOutcome outcome) {
        return answer(outcome, Status.APPROVED);
    }

    private static ResponseEntity<AppointmentJson> answer(BookingOutcome outcome, Status wanted) {
        AppointmentView view = Outcomes.done(outcome, wanted);
        return ResponseEntity.ok().eTag(Etag.of(view.version())).body(AppointmentJson.of(view));
    }
}
