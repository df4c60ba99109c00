package clinic.web;

import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/new-password} shows, as {@code view}. Its form posts {@code token} and {@code password} to
 * {@code /password/new}, which leads to the sign-in page.
 *
 * @param usable false for a link that is unknown, used before, or too old: then there is no form, only the way to another
 * @param token for the hidden field
 * @param invited the owner was invited and chooses the first password; else it is a reset
 * @param email of the account, for the browser's password store; empty when not usable
 * @param name of the account's owner; empty when not usable
 * @param problems by field name
 * @param retrySeconds how long to wait after too many tries, else 0
 */
public record NewPasswordView(
        boolean usable,
        String token,
        boolean invited,
        String email,
        String name,
        List<Invalid.Problem> problems,
        long retrySeconds) {

    /** What is wrong with the field, or null. */
    public @Nullable String error(Page page, String field) {
        return FormProblems.of(page, problems, field);
    }
}
