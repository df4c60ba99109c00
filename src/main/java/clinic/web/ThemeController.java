package clinic.web;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Light, dark, or as the device says; remembered in this browser only. */
@Controller
class ThemeController {

    private final BrowserPreferences preferences;

    ThemeController(BrowserPreferences preferences) {
        this.preferences = preferences;
    }

    @PostMapping("/theme")
    ResponseEntity<Void> change(@RequestParam String theme, @RequestParam(defaultValue = "/") String back) {
        return preferences.remember(Theme.PREFERENCE, Theme.of(theme).word(), back);
    }
}
