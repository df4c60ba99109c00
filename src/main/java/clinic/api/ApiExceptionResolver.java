package clinic.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers whatever goes wrong between the dispatcher and a controller, unknown addresses and methods included, for
 * requests of the JSON contract only; pages have their own words for it.
 */
@Component
class ApiExceptionResolver implements HandlerExceptionResolver, Ordered {

    private final Problems problems;

    ApiExceptionResolver(Problems problems) {
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!Problems.concern(request)
                || failure instanceof AccessDeniedException
                || failure instanceof AuthenticationException) {
            return null;
        }
        if (failure instanceof AsyncRequestNotUsableException) {
            return new ModelAndView();
        }
        try {
            problems.write(request, response, failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }
}
