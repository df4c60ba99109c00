package clinic.api;

import clinic.booking.AppointmentId;
import clinic.identity.FreshFactor;
import clinic.rights.Erasures;
import clinic.rights.Erasures.Answer;
import clinic.rights.Erasures.Answered;
import clinic.rights.Erasures.AnsweredBefore;
import clinic.rights.Erasures.Erasure;
import clinic.rights.Erasures.State;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Being erased: patients ask, admins answer. */
@RestController
@Tag(name = "Rights")
class ErasureController {

    private final Erasures erasures;

    ErasureController(Erasures erasures) {
        this.erasures = erasures;
    }

    /** Why somebody asks; nobody needs to say. */
    record Wish(@Nullable String reason) {}

    /** A request; instants in UTC. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErasureRequest(
            UUID id,
            UUID patientId,
            State state,
            Instant askedAt,
            LocalDate dueBy,
            boolean overdue,
            @Nullable String reason,
            @Nullable Instant endedAt,
            @Nullable String answer,
            @Nullable Instant erasedAt) {

        static ErasureRequest of(Erasure erasure) {
            return new ErasureRequest(
                    erasure.id(),
                    erasure.patient().value(),
                    erasure.state(),
                    erasure.askedAt(),
                    erasure.dueBy(),
                    erasure.overdue(),
                    erasure.reason(),
                    erasure.endedAt(),
                    erasure.answer(),
                    erasure.erasedAt());
        }
    }

    enum Outcome {
        GRANTED,
        REFUSED
    }

    /** @param reason which the patient reads; needed to refuse */
    record Decision(@NotNull Outcome outcome, @Nullable String reason) {}

    /** What granting does, or would do. @param keptUntil absent when nothing is kept */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Effect(
            ErasureRequest request,
            List<UUID> cancelled,
            int kept,
            @Nullable Instant keptUntil) {

        static Effect of(Answered answered) {
            return new Effect(
                    ErasureRequest.of(answered.erasure()),
                    answered.cancelled().stream().map(AppointmentId::value).toList(),
                    answered.kept(),
                    answered.keptUntil());
        }
    }

    @FreshFactor
    @PostMapping("/api/v1/me/erasure")
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Ask to be erased",
            description = "An admin answers within a month (\"dueBy\"). While a request is open, this answers with it.")
    ErasureRequest ask(Actor actor, @RequestBody(required = false) @Valid @Nullable Wish body) {
        return ErasureRequest.of(erasures.ask(actor, body == null ? null : body.reason()));
    }

    @GetMapping("/api/v1/me/erasure")
    @Operation(summary = "My last request to be erased, and what became of it")
    ErasureRequest mine(Actor actor) {
        return ErasureRequest.of(erasures.mine(actor).orElseThrow(() -> new NotFound("request")));
    }

    @DeleteMapping("/api/v1/me/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw my request, as long as nobody has answered it")
    void withdraw(Actor actor) {
        erasures.withdraw(actor);
    }

    @GetMapping("/api/v1/erasures")
    @Operation(summary = "Requests to be erased in one state, the longest waiting first")
    Page<ErasureRequest> list(
            Actor actor,
            @RequestParam(defaultValue = "OPEN") State state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor);
        return paging.page(
                erasures.list(actor, state, paging.fetch(), paging.afterId()), Erasure::id, ErasureRequest::of);
    }

    @GetMapping("/api/v1/erasures/{id}")
    @Operation(summary = "A request to be erased")
    ErasureRequest one(Actor actor, @PathVariable UUID id) {
        return ErasureRequest.of(erasures.erasure(actor, id));
    }

    @GetMapping("/api/v1/erasures/{id}/effect")
    @Refuses(Code.ILLEGAL_TRANSITION)
    @Operation(summary = "What granting a request would do now", description = "It is done and undone to find out.")
    Effect effect(Actor actor, @PathVariable UUID id) {
        return effect(erasures.rehearse(actor, id));
    }

    @FreshFactor
    @PostMapping("/api/v1/erasures/{id}/decision")
    @Refuses({Code.FRESH_SIGN_IN_NEEDED, Code.ILLEGAL_TRANSITION})
    @Operation(
            summary = "Grant or refuse a request to be erased",
            description = "Granting closes the account, calls off coming visits, and takes away whatever names the"
                    + " patient. It cannot be undone.")
    Effect decide(Actor actor, @PathVariable UUID id, @RequestBody @Valid Decision body) {
        return effect(
                switch (body.outcome()) {
                    case GRANTED -> erasures.grant(actor, id);
                    case REFUSED -> erasures.refuse(actor, id, body.reason());
                });
    }

    private static Effect effect(Answer answer) {
        return switch (answer) {
            case Answered answered -> Effect.of(answered);
            case AnsweredBefore before ->
                throw ApiProblem.of(Code.ILLEGAL_TRANSITION, "It was answered or withdrawn already.");
        };
    }
}
