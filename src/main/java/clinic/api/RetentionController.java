package clinic.api;

import clinic.identity.FreshFactor;
import clinic.rights.Retention;
import clinic.rights.Retention.Held;
import clinic.rights.Retention.Kind;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For how long what is kept. */
@RestController
@RequestMapping("/api/v1/retention")
@Tag(name = "Rights")
class RetentionController {

    private final Retention retention;

    RetentionController(Retention retention) {
        this.retention = retention;
    }

    /**
     * A kind of what is kept for a while only.
     *
     * @param months for how long
     * @param due how many are older, and would go now
     * @param oldest since when the oldest of them is kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Period(
            Kind kind,
            int months,
            int least,
            int most,
            int due,
            @Nullable Instant oldest) {

        static Period of(Held held) {
            return new Period(held.kind(), held.months(), held.least(), held.most(), held.due(), held.oldest());
        }
    }

    record Periods(List<Period> kinds) {}

    record WantedPeriod(@NotNull Kind kind, @NotNull Integer months) {}

    record WantedPeriods(@NotNull @Size(max = 20) List<@NotNull @Valid WantedPeriod> kinds) {}

    /** How many of a kind went. */
    record Removed(Kind kind, int removed) {}

    record Purged(List<Removed> kinds) {}

    @GetMapping
    @Operation(
            summary = "For how long what is kept, and what would go now",
            description = "By the same condition by which it goes. The audit trail itself stays.")
    Periods held(Actor actor) {
        return periods(retention.held(actor));
    }

    @PutMapping
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @Operation(summary = "Set periods, in months", description = "Kinds that are left out stay as they are.")
    Periods change(Actor actor, @RequestBody @Valid WantedPeriods body) {
        Map<Kind, Integer> months = new EnumMap<>(Kind.class);
        for (int i = 0; i < body.kinds().size(); i++) {
            WantedPeriod wanted = body.kinds().get(i);
            if (months.put(wanted.kind(), wanted.months()) != null) {
                throw new Invalid("kinds[" + i + "].kind", "DUPLICATE", "Say each kind once.");
            }
        }
        try {
            return periods(retention.change(actor, months));
        } catch (Invalid e) {
            throw new Invalid(e.problems().stream()
                    .map(problem -> new Invalid.Problem(field(body, problem.field()), problem.code(), problem.detail()))
                    .toList());
        }
    }

    /** Where in the body a kind stands; the module names a problem by its kind. */
    private static String field(WantedPeriods body, String kind) {
        return IntStream.range(0, body.kinds().size())
                .filter(i -> body.kinds().get(i).kind().name().equals(kind))
                .mapToObj(i -> "kinds[" + i + "].months")
                .findFirst()
                .orElse(kind);
    }

    @PostMapping("/purge")
    @FreshFactor
    @Refuses(Code.FRESH_SIGN_IN_NEEDED)
    @Operation(
            summary = "Clear away what is older than its period",
            description = "The clock does it every day. It cannot be undone.")
    Purged purge(Actor actor, @RequestBody(required = false) StepController.@Nullable Nothing body) {
        return new Purged(retention.purge(actor).entrySet().stream()
                .map(gone -> new Removed(gone.getKey(), gone.getValue()))
                .toList());
    }

    private static Periods periods(List<Held> held) {
        return new Periods(held.stream().map(Period::of).toList());
    }
}
