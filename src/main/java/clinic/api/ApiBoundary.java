package clinic.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost wall of the JSON contract, in front of sessions, sign-in and everything else: no body past the limit or
 * other than JSON is read, or than a calendar where one is asked for, no query that is not text gets further, and what
 * fails inside leaves as a problem document.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class ApiBoundary extends OncePerRequestFilter {

    /** Bytes in a body; the largest meaningful one, a doctor's whole week, has a tenth of it. */
    static final int MAX_BODY = 64 * 1024;

    /** Bytes in a calendar. */
    static final int MAX_CALENDAR = 1 << 20;

    private static final String CALENDARS = "/absences/import";
    private static final MediaType CALENDAR = new MediaType("text", "calendar");

    private static final MediaType SOME_JSON = new MediaType("application", "*+json");

    private final Problems problems;

    ApiBoundary(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Problems.concern(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            answerFor(request, response);
            return;
        }
        boolean calendar = request.getRequestURI().endsWith(CALENDARS);
        int most = calendar ? MAX_CALENDAR : MAX_BODY;
        if (request.getContentLengthLong() > most) {
            problems.write(request, response, Failures.ofStatus(Code.TOO_LARGE.status()));
            return;
        }
        if (hasBody(request) && !isReadable(request.getContentType(), calendar)) {
            problems.write(request, response, Failures.ofStatus(Code.UNSUPPORTED_MEDIA_TYPE.status()));
            return;
        }
        String wrong = wrongQuery(request.getQueryString());
        if (wrong != null) {
            problems.write(request, response, Code.MALFORMED, wrong);
            return;
        }
        try {
            chain.doFilter(new Bounded(request, most), new Speaking(request, response));
        } catch (ServletException e) {
            problems.write(request, response, e.getRootCause() == null ? e : e.getRootCause());
        } catch (RuntimeException e) {
            problems.write(request, response, e);
        }
    }

    /** What the container refuses before any filter, such as an address that cannot be decoded, comes here as an error. */
    private void answerFor(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        problems.write(request, response, Failures.ofStatus(status instanceof Integer known ? known : 500));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterNestedErrorDispatch(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        answerFor(request, response);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** A form would be read by the container on its own, and for DELETE Spring would pass over what it cannot read. */
    private static boolean isReadable(@Nullable String contentType, boolean calendar) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(contentType));
            return calendar
                    ? CALENDAR.includes(type)
                    : MediaType.APPLICATION_JSON.includes(type) || SOME_JSON.includes(type);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** Why the query is no text, or null. The container would drop such parameters silently. */
    private static @Nullable String wrongQuery(@Nullable String query) {
        if (query == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(query.length() * 3);
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < query.length() ? Character.digit(query.charAt(i + 1), 16) : -1;
            int low = i + 2 < query.length() ? Character.digit(query.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return "The query holds a % that is followed by no two digits.";
            }
            bytes.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            return text.chars().anyMatch(Character::isISOControl) ? "The query holds a control character." : null;
        } catch (CharacterCodingException e) {
            return "The query is not UTF-8.";
        }
    }

    /** A request whose body ends with an error at the limit, however it is sent. */
    private static final class Bounded extends HttpServletRequestWrapper {

        private final int most;
        private @Nullable ServletInputStream stream;

        Bounded(HttpServletRequest request, int most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new Counting(super.getInputStream(), most);
            }
            return stream;
        }
    }

    private static final class Counting extends ServletInputStream {

        private final ServletInputStream source;
        private final int most;
        private long read;

        Counting(ServletInputStream source, int most) {
            this.source = source;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = source.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws BodyTooLarge {
            read += bytes;
            if (read > most) {
                throw new BodyTooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }

    /** A response on which a bare error status still comes out as a problem document. */
    private final class Speaking extends HttpServletResponseWrapper {

        private final HttpServletRequest request;
        private final HttpServletResponse target;

        Speaking(HttpServletRequest request, HttpServletResponse target) {
            super(target);
            this.request = request;
            this.target = target;
        }

        @Override
        public void sendError(int status) throws IOException {
            problems.write(request, target, Failures.ofStatus(status));
        }

        @Override
        public void sendError(int status, @Nullable String message) throws IOException {
            sendError(status);
        }
    }
}
