package clinic.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with this problem document. Controllers throw it for outcomes that say no. */
final class ApiProblem extends RuntimeException {

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    ApiProblem(Problem problem) {
        this(problem, null);
    }

    private ApiProblem(Problem problem, @Nullable Duration retryAfter) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static ApiProblem of(Code code, String detail) {
        return new ApiProblem(Problem.of(code, detail));
    }

    /** Answers 429 with the seconds to wait in {@code Retry-After}. */
    static ApiProblem rateLimited(Duration retryAfter) {
        return new ApiProblem(
                Problem.of(Code.RATE_LIMITED, "Too many tries; wait as long as Retry-After says."), retryAfter);
    }

    /** Answers 503 with the seconds to wait in {@code Retry-After}. */
    static ApiProblem unavailable() {
        return new ApiProblem(
                Problem.of(Code.UNAVAILABLE, "Nothing was changed for certain; repeat the request in a moment."),
                Duration.ofSeconds(5));
    }

    Problem problem() {
        return problem;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
