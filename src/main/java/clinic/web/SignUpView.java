package clinic.web;

import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code identity/sign-up} shows, as {@code view}. Its form posts {@code email}, {@code password}, {@code name}, and
 * optionally {@code birthDate} and {@code phone} to {@code /sign-up}. What was typed comes back, but for the password.
 *
 * @param birthDate as typed, ISO
 * @param problems by those field names
 * @param retrySeconds how long to wait after too many tries, else 0
 */
public record SignUpView(
        String email, String name, String birthDate, String phone, List<Invalid.Problem> problems, long retrySeconds) {

    /** What is wrong with the field, or null. */
    public @Nullable String error(Page page, String field) {
        return FormProblems.of(page, problems, field);
    }
}
