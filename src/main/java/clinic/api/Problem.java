package clinic.api;

import clinic.shared.Invalid;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457). {@code code} is the contract, prose is not.
 *
 * @param instance names this occurrence; the log knows it too
 * @param errors the fields that are wrong, for INVALID
 * @param alternatives the nearest times that can be had, where a time was refused
 * @param from the state it is in, for ILLEGAL_TRANSITION, with the state that was wanted in {@code to}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable URI instance,
        @Nullable List<Field> errors,
        @Nullable List<SlotJson> alternatives,
        @Nullable String from,
        @Nullable String to) {

    /** @param field the path in the request, such as "breaks[0].from" */
    record Field(String field, String code, String detail) {}

    static Problem of(Code code, String detail) {
        return new Problem(code.type(), code.title(), code.status(), detail, code.name(), null, null, null, null, null);
    }

    static Problem invalid(List<Invalid.Problem> problems) {
        List<Field> fields = problems.stream()
                .map(problem -> new Field(problem.field(), problem.code(), problem.detail()))
                .toList();
        return new Problem(
                Code.INVALID.type(),
                Code.INVALID.title(),
                Code.INVALID.status(),
                "See \"errors\" for each field and what would be right.",
                Code.INVALID.name(),
                null,
                fields,
                null,
                null,
                null);
    }

    Problem withAlternatives(List<SlotJson> slots) {
        return new Problem(type, title, status, detail, code, instance, errors, slots, from, to);
    }

    Problem withStates(String present, String wanted) {
        return new Problem(type, title, status, detail, code, instance, errors, alternatives, present, wanted);
    }

    Problem at(URI occurrence) {
        return new Problem(type, title, status, detail, code, occurrence, errors, alternatives, from, to);
    }
}
