package clinic.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 400 when the query or the form of a page cannot be decoded, and 413 when it is too large. Whoever asked for a parameter first would fail
 * otherwise, and the container would log the value that it could not read, which may be the token of a letter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class UnreadableForms extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int problem = problem(request);
        if (problem == 0) {
            chain.doFilter(request, response);
        } else {
            response.sendError(problem);
        }
    }

    /** The status to answer with, or 0 for a form that can be read. */
    private static int problem(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return 0;
        } catch (InvalidParameterException e) {
            return e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                    ? e.getErrorCode()
                    : HttpServletResponse.SC_BAD_REQUEST;
        } catch (IllegalStateException e) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
    }
}
