package clinic.api;

import clinic.booking.Status;
import clinic.emergency.EmergencyAccess;
import clinic.emergency.EmergencyAccess.Access;
import clinic.emergency.EmergencyAccess.Open;
import clinic.emergency.EmergencyAccess.OpenRecord;
import clinic.emergency.EmergencyAccess.Wanted;
import clinic.identity.FreshFactor;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Records that doctors open in an emergency. */
@RestController
@RequestMapping("/api/v1/emergency-access")
@Tag(name = "Emergency access")
class EmergencyAccessController {

    private final EmergencyAccess emergencies;

    EmergencyAccessController(EmergencyAccess emergencies) {
        this.emergencies = emergencies;
    }

    /** @param reason ten characters or more */
    record Emergency(
            @NotNull String name,
            @NotNull LocalDate birthDate,
            @NotNull String reason) {}

    /** That a doctor may read the record until then. */
    record Begun(UUID id, UUID patientId, Instant begunAt, Instant endsAt) {

        static Begun of(Open open) {
            return new Begun(open.id(), open.patient().value(), open.begunAt(), open.endsAt());
        }
    }

    /** The record, for as long as it is open. @param appointments newest first, whoever's they are */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EmergencyRecord(
            UUID id,
            Instant endsAt,
            String reason,
            UUID patientId,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String phone,
            @Nullable String email,
            List<EmergencyVisit> appointments) {

        static EmergencyRecord of(OpenRecord record) {
            return new EmergencyRecord(
                    record.access().id(),
                    record.access().endsAt(),
                    record.reason(),
                    record.access().patient().value(),
                    record.name(),
                    record.birthDate(),
                    record.phone(),
                    record.email(),
                    record.visits().stream().map(EmergencyVisit::of).toList());
        }
    }

    /** An appointment of the patient; instants in UTC, zone the location's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EmergencyVisit(
            UUID id,
            Status status,
            Instant start,
            Instant end,
            String zone,
            UUID doctorId,
            UUID locationId,
            UUID typeId,
            @Nullable String note) {

        static EmergencyVisit of(EmergencyAccess.Visit visit) {
            return new EmergencyVisit(
                    visit.id(),
                    Status.valueOf(visit.status()),
                    visit.during().start(),
                    visit.during().end(),
                    visit.zone().getId(),
                    visit.doctor().value(),
                    visit.location().value(),
                    visit.type().value(),
                    visit.note());
        }
    }

    /** An emergency as admins see it. @param endsAt when it is over, or was ended */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EmergencyAccessJson(
            UUID id,
            UUID doctorId,
            UUID patientId,
            String reason,
            Instant begunAt,
            Instant endsAt,
            @Nullable Review review) {

        static EmergencyAccessJson of(Access access) {
            EmergencyAccess.Review review = access.review();
            return new EmergencyAccessJson(
                    access.id(),
                    access.doctor().value(),
                    access.patient().value(),
                    access.reason(),
                    access.begunAt(),
                    access.endsAt(),
                    review == null ? null : new Review(review.at(), review.by(), review.note()));
        }
    }

    /** That an admin has looked into it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Review(Instant at, @Nullable UUID byId, @Nullable String note) {}

    record Note(@NotNull String note) {}

    @FreshFactor
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Open the record of a patient one does not treat, in an emergency",
            description =
                    "For doctors. The whole name and the date of birth must be those of exactly one patient, or the"
                            + " answer is 404. The record is open for 60 minutes under the id that is answered, and the"
                            + " patient is told. Asked again meanwhile, the answer is the one there is. Five tries at once, then"
                            + " one every twelve minutes.")
    @Refuses({Code.FRESH_SIGN_IN_NEEDED, Code.RATE_LIMITED})
    Begun begin(Actor actor, @RequestBody @Valid Emergency body) {
        return emergencies
                .begin(actor, new Wanted(body.name(), body.birthDate(), body.reason()))
                .map(Begun::of)
                .orElseThrow(() -> new NotFound("patient"));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read the record that was opened",
            description = "For the doctor who opened it, while it is open. Each time is written down, and the patient"
                    + " sees it.")
    EmergencyRecord record(Actor actor, @PathVariable UUID id) {
        return EmergencyRecord.of(emergencies.record(actor, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Close the record before its time", description = "For the doctor who opened it.")
    void end(Actor actor, @PathVariable UUID id) {
        emergencies.end(actor, id);
    }

    @GetMapping
    @Operation(summary = "The records that doctors opened in an emergency, newest first", description = "For admins.")
    Page<EmergencyAccessJson> list(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean unreviewed,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        return paging.page(
                emergencies.list(actor, unreviewed, paging.fetch(), paging.afterId()),
                Access::id,
                EmergencyAccessJson::of);
    }

    @PostMapping("/{id}/review")
    @Operation(
            summary = "Note that one has looked into it",
            description = "For admins, once, and not for who opened the record himself.")
    EmergencyAccessJson review(Actor actor, @PathVariable UUID id, @RequestBody @Valid Note body) {
        return EmergencyAccessJson.of(emergencies.review(actor, id, body.note()));
    }
}
