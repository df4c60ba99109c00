package clinic.api;

import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Every change of the clinic and its schedules, made or with {@code ?dryRun=true} rehearsed: then the whole change is made
 * and undone, so that it is refused as the real one would be, and the answer is 200 with what it would leave outside. A
 * write that cannot be rehearsed refuses the question, so that nobody who asks it changes something.
 */
@Component
class Writes implements HandlerInterceptor {

    private static final String DRY_RUN = "dryRun";

    private final Transactions transactions;

    Writes(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param affected the appointments that stand but that the change leaves outside */
    record Made<T>(T answer, List<AppointmentJson> affected) {}

    /** For a change that can leave appointments outside. */
    <T> ResponseEntity<T> make(Actor actor, @Nullable String dryRun, HttpStatus status, Supplier<Made<T>> change) {
        if (isRehearsal(dryRun)) {
            return rehearsed(transactions.dryRun(actor, change).affected());
        }
        return ResponseEntity.status(status).body(transactions.as(actor, change).answer());
    }

    /** For what is new, and so leaves nothing outside. */
    <T> ResponseEntity<T> add(Actor actor, @Nullable String dryRun, Supplier<T> change) {
        return make(actor, dryRun, HttpStatus.CREATED, () -> new Made<>(change.get(), List.of()));
    }

    /** For a change by which appointments that stand are not judged. */
    <T> ResponseEntity<T> change(Actor actor, @Nullable String dryRun, Supplier<T> change) {
        return make(actor, dryRun, HttpStatus.OK, () -> new Made<>(change.get(), List.of()));
    }

    /** For removing what no appointment refers to. */
    ResponseEntity<Void> remove(Actor actor, @Nullable String dryRun, Runnable removal) {
        Supplier<List<AppointmentJson>> change = () -> {
            removal.run();
            return List.of();
        };
        if (isRehearsal(dryRun)) {
            return rehearsed(transactions.dryRun(actor, change));
        }
        transactions.as(actor, change);
        return ResponseEntity.noContent().build();
    }

    /** The answer to a rehearsal has a body of its own, which the type of the real answer cannot say. */
    @SuppressWarnings("unchecked")
    private static <T> ResponseEntity<T> rehearsed(List<AppointmentJson> affected) {
        return (ResponseEntity<T>) ResponseEntity.ok(new Affected.Preview(affected));
    }

    /** A word that might mean a rehearsal must not become a real change. */
    private static boolean isRehearsal(@Nullable String dryRun) {
        if (dryRun == null || dryRun.equals("false")) {
            return false;
        }
        if (dryRun.equals("true")) {
            return true;
        }
        throw new Invalid(DRY_RUN, "UNKNOWN_VALUE", "Say true or false.");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean asked = request.getParameterMap().keySet().stream()
                .anyMatch(name -> name.equalsIgnoreCase(DRY_RUN)
                        && !(name.equals(DRY_RUN) && handler instanceof HandlerMethod method && isRehearsable(method)));
        if (asked && !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw new Invalid(DRY_RUN, "UNKNOWN_FIELD", "This cannot be rehearsed; leave dryRun out.");
        }
        return true;
    }

    static boolean isRehearsable(HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .anyMatch(parameter -> parameter.getName().equals(DRY_RUN));
    }
}
