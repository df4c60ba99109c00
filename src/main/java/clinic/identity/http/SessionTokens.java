package clinic.identity.http;

import clinic.platform.PublicAddress;
import clinic.platform.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * What a browser has of a session is a token of 256 random bits; what the database has, and everybody else calls the
 * session's id, is its SHA-256, cut to what the column holds. Who reads the database can sign in as nobody.
 */
@Component
class SessionTokens implements SessionIdGenerator, HttpSessionIdResolver {

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    /** 216 bits: 36 characters. */
    private static final int BYTES_OF_ID = 27;

    private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

    /** An id is made, and then told to the browser once or twice, on the thread of one request. */
    private final ThreadLocal<@Nullable Made> made = new ThreadLocal<>();

    SessionTokens(PublicAddress address) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        if (address.isHttps()) {
            cookie.setCookieName("__Host-clinic_session");
            cookie.setUseSecureCookie(true);
        } else {
            cookie.setCookieName("clinic_session");
        }
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseBase64Encoding(false);
        cookies.setCookieSerializer(cookie);
    }

    @Override
    public String generate() {
        Made one = new Made(Secret.make().token());
        made.set(one);
        return one.id();
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.resolveSessionIds(request).stream()
                .map(SessionTokens::idOf)
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        Made one = made.get();
        if (one == null || !one.id().equals(sessionId)) {
            throw new IllegalStateException("A session's token is known only to the request that made it");
        }
        cookies.setSessionId(request, response, one.token());
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.expireSession(request, response);
    }

    private static String idOf(String token) {
        return TEXT.encodeToString(Arrays.copyOf(Secret.hashOf(token), BYTES_OF_ID));
    }

    private record Made(String token) {

        String id() {
            return idOf(token);
        }
    }
}
