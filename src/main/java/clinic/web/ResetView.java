package clinic.web;

import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/reset} shows, as {@code view}. Its form posts {@code email} to {@code /password/reset}.
 *
 * @param email as typed before, else empty
 * @param problems by field name
 * @param retrySeconds how long to wait after too many tries, else 0
 */
public record ResetView(String email, List<Invalid.Problem> problems, long retrySeconds) {

    /** What is wrong with the field, or null. */
    public @Nullable String error(Page page, String field) {
        return FormProblems.of(page, problems, field);
    }
}
