package clinic.web;

import clinic.notification.Notifications;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The language a visitor wants to read; remembered in this browser only. Who signs in reads that of the account. */
@Controller
class LanguageController {

    private final Notifications notifications;
    private final BrowserPreferences preferences;

    LanguageController(Notifications notifications, BrowserPreferences preferences) {
        this.notifications = notifications;
        this.preferences = preferences;
    }

    /** One there are no words in is forgotten again: then the browser's wishes hold. */
    @PostMapping("/language")
    ResponseEntity<Void> change(@RequestParam String language, @RequestParam(defaultValue = "/") String back) {
        boolean written =
                notifications.languages().stream().anyMatch(one -> one.tag().equals(language));
        return preferences.remember(PageLanguage.PREFERENCE, written ? language : "", back);
    }
}
