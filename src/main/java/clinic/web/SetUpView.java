package clinic.web;

import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/set-up} shows, as {@code view}. Its form posts {@code token}, {@code name}, {@code email} and
 * {@code password} to {@code /set-up}, which signs the first admin in.
 *
 * @param usable false for a link that is unknown, used before, or too old: then there is no form; a new start prints
 *     another link
 * @param token for the hidden field
 * @param problems by those field names
 * @param retrySeconds how long to wait after too many tries, else 0
 */
public record SetUpView(
        boolean usable, String token, String name, String email, List<Invalid.Problem> problems, long retrySeconds) {

    /** What is wrong with the field, or null. */
    public @Nullable String error(Page page, String field) {
        return FormProblems.of(page, problems, field);
    }
}
