package clinic.web;

import clinic.platform.PublicAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * What one browser remembers for whoever sits at it, signed in or not: how bright, which language, whether
 * letters are keys, which place's desk, whether the first steps are put aside. A cookie of its own each, for a year, which
 * over https is this host's alone.
 */
@Component
public class BrowserPreferences {

    private final PublicAddress address;

    BrowserPreferences(PublicAddress address) {
        this.address = address;
    }

    /** Whatever the cookie says; anybody can have written it. */
    public Optional<String> read(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookieName(name)))
                .map(Cookie::getValue);
    }

    /** @param value empty forgets it */
    public ResponseCookie cookie(String name, String value) {
        return ResponseCookie.from(cookieName(name), value)
                .path("/")
                .maxAge(value.isEmpty() ? Duration.ZERO : Duration.ofDays(365))
                .sameSite("Lax")
                .secure(address.isHttps())
                .httpOnly(true)
                .build();
    }

    /** The answer to a form that sets it. @param back the page of this clinic on which the form stood */
    public ResponseEntity<Void> remember(String name, String value, String back) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie(name, value).toString())
                .header(HttpHeaders.LOCATION, LocalAddress.or(back, "/"))
                .build();
    }

    private String cookieName(String name) {
        return address.isHttps() ? "__Host-" + name : name;
    }
}
