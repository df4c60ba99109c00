package clinic.web;

import clinic.identity.CurrentActor;
import clinic.identity.Identity.Throttled;
import clinic.identity.TooManyRequests;
import clinic.platform.FailureTrace;
import clinic.platform.Outage;
import clinic.shared.Erased;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a person sees when a page cannot be had: what happened, a way on, and a reference that is also in the log. For the
 * controllers of this module and, as the error view, for whatever the server itself refuses.
 */
@ControllerAdvice(basePackages = "clinic.web")
@Order(0)
class PageErrors implements ErrorViewResolver {

    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

    /** To the reader it is gone. */
    @ExceptionHandler({NotFound.class, Erased.class})
    ModelAndView notFound() {
        return page(HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler(Invalid.class)
    ModelAndView invalid() {
        return page(HttpStatus.BAD_REQUEST);
    }

    @ExceptionHandler(TooManyRequests.class)
    ModelAndView tooMany(TooManyRequests tooMany, HttpServletResponse response) {
        TooFast.answer(new Throttled(tooMany.retryAfter()), response);
        return page(HttpStatus.TOO_MANY_REQUESTS);
    }

    /** Spring's own refusals: a missing parameter, a wrong method, an id that is none. */
    @ExceptionHandler(Exception.class)
    ModelAndView anythingElse(Exception e, HttpServletRequest request) throws Exception {
        if (e instanceof AccessDeniedException) {
            throw e;
        }
        if (e instanceof ErrorResponse refused) {
            return page(refused.getStatusCode());
        }
        if (e instanceof TypeMismatchException) {
            return page(HttpStatus.BAD_REQUEST);
        }
        if (Outage.isBehind(e)) {
            log.warn("Request {} found the database away", CurrentActor.requestId(request));
            return page(HttpStatus.SERVICE_UNAVAILABLE);
        }
        log.error("Request {} failed: {}", CurrentActor.requestId(request), FailureTrace.of(e));
        return page(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return SessionOver.page(request)
                .map(kept -> {
                    kept.setStatus(status);
                    return kept;
                })
                .orElseGet(() -> page(status));
    }

    /** An error page of this status, one of the few kinds there are words for. */
    static ModelAndView page(HttpStatusCode status) {
        String kind = switch (status.value()) {
            case 403, 404, 413, 429, 503 -> String.valueOf(status.value());
            case 401 -> "403";
            default -> status.is4xxClientError() ? "400" : "500";
        };
        return new ModelAndView("error", Map.of("kind", kind), status);
    }
}
