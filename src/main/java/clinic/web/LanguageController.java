package clinic.web;

import clinic.notification.Notifications;
import clinic.platform.PublicAddress;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The language a visitor wants to read; remembered in this browser only. Who signs in reads that of the account. */
@Controller
class LanguageController {

    private final Notifications notifications;
    private final PublicAddress address;

    LanguageController(Notifications notifications, PublicAddress address) {
        this.notifications = notifications;
        this.address = address;
    }

    /** One there are no words in is forgotten again: then the browser's wishes hold. */
    @PostMapping("/language")
    ResponseEntity<Void> change(@RequestParam String language, @RequestParam(defaultValue = "/") String back) {
        boolean written =
                notifications.languages().stream().anyMatch(one -> one.tag().equals(language));
        ResponseCookie cookie = ResponseCookie.from(PageLanguage.cookie(address.isHttps()), written ? language : "")
                .path("/")
                .maxAge(written ? Duration.ofDays(365) : Duration.ZERO)
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
