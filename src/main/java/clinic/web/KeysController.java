package clinic.web;

import clinic.platform.PublicAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The keys that pages understand, and whether single letters are among them; remembered in this browser only. */
@Controller
class KeysController {

    private static final String OFF = "off";

    private final PublicAddress address;

    KeysController(PublicAddress address) {
        this.address = address;
    }

    /** The name of the cookie that remembers it, which over https is this host's alone. */
    static String cookie(boolean https) {
        return https ? "__Host-keys" : "keys";
    }

    /** Anything unknown means that they are on. @param word the cookie's value */
    static boolean areOn(@Nullable String word) {
        return !OFF.equals(word);
    }

    @GetMapping("/keys")
    String list() {
        return "keys";
    }

    @PostMapping("/keys")
    ResponseEntity<Void> change(@RequestParam String keys, @RequestParam(defaultValue = "/") String back) {
        ResponseCookie cookie = ResponseCookie.from(cookie(address.isHttps()), areOn(keys) ? "on" : OFF)
                .path("/")
                .maxAge(Duration.ofDays(365))
                .sameSite("Lax")
                .secure(address.isHttps())
                .httpOnly(true)
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, LocalAddress.or(back, "/"))
                .build();
    }
}
