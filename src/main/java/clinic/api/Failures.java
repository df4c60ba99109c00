package clinic.api;

import clinic.identity.FreshFactorWanted;
import clinic.identity.SecondFactors;
import clinic.identity.TooManyRequests;
import clinic.platform.Outage;
import clinic.shared.Erased;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what a failure means to the client. What it does not know is our own fault, and says nothing of its inside. */
final class Failures {

    private static final String NOT_OF_THE_KIND = "The value is not of the kind that is expected here.";

    private Failures() {}

    static ApiProblem problem(Throwable failure) {
        return switch (failure) {
            case ApiProblem known -> known;
            case Invalid invalid -> new ApiProblem(Problem.invalid(invalid.problems()));
            case TooManyRequests tooMany -> ApiProblem.rateLimited(tooMany.retryAfter());
            case FreshFactorWanted stale ->
                ApiProblem.of(
                        Code.FRESH_SIGN_IN_NEEDED,
                        "Sign in again (POST /api/v1/auth/token); this asks for a token whose sign-in is at most "
                                + SecondFactors.FRESH.toSeconds() + " seconds old.");
            case NotFound missing -> ApiProblem.of(Code.NOT_FOUND, String.valueOf(missing.getMessage()));
            case Erased erased -> ApiProblem.of(Code.ERASED, String.valueOf(erased.getMessage()));
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentNotValidException invalid -> invalid(fields("", invalid.getBindingResult()));
            case HandlerMethodValidationException invalid -> invalid(fields(invalid));
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case MissingPathVariableException missing -> notFound();
            case MissingServletRequestParameterException missing -> required(missing.getParameterName());
            case MissingRequestHeaderException missing -> required(missing.getHeaderName());
            case RequestRejectedException rejected -> malformed("The address holds something that is not taken.");
            case ErrorResponse spring -> ofStatus(spring.getStatusCode().value());
            default -> Outage.isBehind(failure) ? ApiProblem.unavailable() : ofStatus(Code.INTERNAL.status());
        };
    }

    static ApiProblem ofStatus(int status) {
        Code code = Code.ofStatus(status);
        return ApiProblem.of(
                code,
                switch (code) {
                    case NOT_FOUND -> "There is nothing at this address.";
                    case METHOD_NOT_ALLOWED -> "This address takes the methods in the Allow header.";
                    case NOT_ACCEPTABLE -> "Answers are application/json.";
                    case UNSUPPORTED_MEDIA_TYPE -> "Send application/json.";
                    case TOO_LARGE ->
                        "A body may have " + ApiBoundary.MAX_BODY + " bytes, a calendar " + ApiBoundary.MAX_CALENDAR
                                + ".";
                    case UNAUTHENTICATED -> "Send an access token.";
                    case FORBIDDEN -> "This is not for your role.";
                    case INTERNAL -> "It is our fault and was recorded; \"instance\" names it when you ask.";
                    default -> code.title() + ".";
                });
    }

    private static ApiProblem unreadable(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge) {
                return ofStatus(Code.TOO_LARGE.status());
            }
        }
        return switch (failure.getCause()) {
            case WrongValue wrong -> invalid(path(wrong), wrong.code(), wrong.detail());
            case UnrecognizedPropertyException unknown ->
                invalid(path(unknown), "UNKNOWN_FIELD", "There is no such field here.");
            case StreamConstraintsException deep ->
                malformed("The JSON is nested too deep, or a part of it is too long.");
            case InputCoercionException large ->
                invalid(path(large), "OUT_OF_RANGE", "The number is larger than any that could be meant.");
            case StreamReadException broken -> malformed("The body is not valid JSON, or names a field twice.");
            case MismatchedInputException wrong -> wrongType(wrong);
            case DatabindException wrong -> invalid(path(wrong), "WRONG_TYPE", NOT_OF_THE_KIND);
            case null -> malformed("A body is needed.");
            default -> malformed("The body is not valid JSON.");
        };
    }

    private static ApiProblem wrongType(MismatchedInputException wrong) {
        Class<?> wanted = wrong.getTargetType();
        return wanted != null && wanted.isEnum() && wrong instanceof InvalidFormatException
                ? invalid(path(wrong), "UNKNOWN_VALUE", oneOf(wanted))
                : invalid(path(wrong), "WRONG_TYPE", NOT_OF_THE_KIND);
    }

    private static String oneOf(Class<?> wanted) {
        return Stream.of(wanted.getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.joining(", ", "One of ", "."));
    }

    /** Where in the body, as "breaks[0].from"; "body" for the whole. */
    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static List<Invalid.Problem> fields(HandlerMethodValidationException failure) {
        return failure.getParameterValidationResults().stream()
                .flatMap(result -> {
                    String at = result.getContainerIndex() == null ? "" : "[" + result.getContainerIndex() + "]";
                    if (result instanceof ParameterErrors errors) {
                        return fields(at.isEmpty() ? "" : at + ".", errors).stream();
                    }
                    String name = String.valueOf(result.getMethodParameter().getParameterName());
                    return result.getResolvableErrors().stream()
                            .map(error ->
                                    problem(at.isEmpty() ? name : at, constraint(error), error, result.getArgument()));
                })
                .toList();
    }

    private static List<Invalid.Problem> fields(String prefix, Errors errors) {
        return errors.getAllErrors().stream()
                .map(error -> error instanceof FieldError field
                        ? problem(prefix + field.getField(), error.getCode(), error, field.getRejectedValue())
                        : problem("body", error.getCode(), error, null))
                .toList();
    }

    private static Invalid.Problem problem(
            String field, @Nullable String constraint, MessageSourceResolvable error, @Nullable Object value) {
        String code = switch (constraint == null ? "" : constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "REQUIRED";
            case "Size", "Length" -> "LENGTH";
            case "Min", "Max", "Positive", "PositiveOrZero", "Range" -> "OUT_OF_RANGE";
            default -> "INVALID_FORMAT";
        };
        String detail = switch (code) {
            case "REQUIRED" -> "This field is needed.";
            case "LENGTH" -> "Give at most " + most(error) + (value instanceof Collection<?> ? "." : " characters.");
            default -> "It " + error.getDefaultMessage() + ".";
        };
        return new Invalid.Problem(field, code, detail);
    }

    /** The arguments of a constraint stand in the order of their names: "max" before "min". */
    private static Object most(MessageSourceResolvable error) {
        return Objects.requireNonNull(error.getArguments())[1];
    }

    private static @Nullable String constraint(MessageSourceResolvable error) {
        String[] codes = error.getCodes();
        return codes == null || codes.length == 0 ? null : codes[codes.length - 1];
    }

    private static ApiProblem mismatch(MethodArgumentTypeMismatchException mismatch) {
        if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return notFound();
        }
        String field = mismatch.getName();
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof Texts.Unreadable unreadable) {
                return invalid(field, unreadable.code(), unreadable.detail());
            }
        }
        Class<?> wanted = mismatch.getRequiredType();
        return wanted != null && wanted.isEnum()
                ? invalid(field, "UNKNOWN_VALUE", oneOf(wanted))
                : invalid(field, "INVALID_FORMAT", NOT_OF_THE_KIND);
    }

    private static ApiProblem invalid(String field, String code, String detail) {
        return invalid(List.of(new Invalid.Problem(field, code, detail)));
    }

    private static ApiProblem invalid(List<Invalid.Problem> problems) {
        return new ApiProblem(Problem.invalid(problems));
    }

    private static ApiProblem required(String field) {
        return invalid(field, "REQUIRED", "This field is needed.");
    }

    private static ApiProblem notFound() {
        return ofStatus(Code.NOT_FOUND.status());
    }

    private static ApiProblem malformed(String detail) {
        return ApiProblem.of(Code.MALFORMED, detail);
    }
}
