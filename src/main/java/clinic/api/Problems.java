package clinic.api;

import clinic.identity.CurrentActor;
import clinic.identity.SecondFactors;
import clinic.platform.FailureTrace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents. Whatever ends a request under {@code /api} other than well, its answer is written here. */
@Component
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** Whether this request belongs to the JSON contract, so that its errors are problem documents. */
    static boolean concern(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = failed instanceof String original ? original : request.getRequestURI();
        String path = uri.substring(request.getContextPath().length());
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/v3/api-docs");
    }

    void write(HttpServletRequest request, HttpServletResponse response, Code code, String detail) throws IOException {
        write(request, response, Problem.of(code, detail), null);
    }

    /** Answers with what the failure means to the client; what is our own fault is logged under the reference. */
    void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        ApiProblem problem = Failures.problem(failure);
        if (problem.problem().status() == Code.UNAVAILABLE.status()) {
            log.warn(
                    "Request {} was answered 503: {}",
                    CurrentActor.requestId(request),
                    failure.getClass().getName());
        } else if (problem.problem().status() >= 500) {
            log.error("Request {} failed: {}", CurrentActor.requestId(request), FailureTrace.of(failure));
        }
        if (failure instanceof ErrorResponse spring && !response.isCommitted()) {
            for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.ACCEPT}) {
                String value = spring.getHeaders().getFirst(name);
                if (value != null) {
                    response.setHeader(name, value);
                }
            }
        }
        write(request, response, problem.problem(), problem.retryAfter());
    }

    /** For a token that is too old for what was asked, as RFC 9470 says. */
    private static String challenge(Problem problem) {
        return problem.code().equals(Code.FRESH_SIGN_IN_NEEDED.name())
                ? "Bearer error=\"insufficient_user_authentication\", max_age=\"" + SecondFactors.FRESH.toSeconds()
                        + "\""
                : "Bearer";
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, Problem problem, @Nullable Duration retryAfter)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setHeader(HttpHeaders.ETAG, null);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 401) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(problem));
        }
        if (retryAfter != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        byte[] body = json.writeValueAsBytes(problem.at(URI.create("urn:uuid:" + CurrentActor.requestId(request))));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }
}
