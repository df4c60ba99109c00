package clinic.web;

import clinic.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with one field of a form. */
public final class FormProblems {

    private FormProblems() {}

    /** The first problem of this field in words, or null. */
    public static @Nullable String of(List<Invalid.Problem> problems, String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(Invalid.Problem::detail)
                .findFirst()
                .orElse(null);
    }
}
