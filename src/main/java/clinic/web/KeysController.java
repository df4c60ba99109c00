package clinic.web;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The keys that pages understand, and whether single letters are among them; remembered in this browser only. */
@Controller
class KeysController {

    static final String PREFERENCE = "keys";

    private static final String OFF = "off";

    private final BrowserPreferences preferences;

    KeysController(BrowserPreferences preferences) {
        this.preferences = preferences;
    }

    /** Anything unknown means that they are on. @param word the preference's value */
    static boolean areOn(String word) {
        return !OFF.equals(word);
    }

    @GetMapping("/keys")
    String list() {
        return "keys";
    }

    @PostMapping("/keys")
    ResponseEntity<Void> change(@RequestParam String keys, @RequestParam(defaultValue = "/") String back) {
        return preferences.remember(PREFERENCE, areOn(keys) ? "on" : OFF, back);
    }
}
