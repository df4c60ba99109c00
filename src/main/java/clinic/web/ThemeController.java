package clinic.web;

import clinic.platform.PublicAddress;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Light, dark, or as the device says; remembered in this browser only. */
@Controller
class ThemeController {

    private final PublicAddress address;

    ThemeController(PublicAddress address) {
        this.address = address;
    }

    @PostMapping("/theme")
    ResponseEntity<Void> change(@RequestParam String theme, @RequestParam(defaultValue = "/") String back) {
        ResponseCookie cookie = ResponseCookie.from(
                        Theme.cookie(address.isHttps()), Theme.of(theme).word())
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
