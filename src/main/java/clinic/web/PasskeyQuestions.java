package clinic.web;

import clinic.identity.Passkeys.Question;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The question that a browser was given lies in its session until the answer comes, and is taken out by it. */
final class PasskeyQuestions {

    private static final String ATTRIBUTE = "passkey-question";

    private PasskeyQuestions() {}

    static ResponseEntity<String> give(Question question, HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, question.challenge());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(question.json());
    }

    /** Empty when this browser was asked nothing. */
    static String taken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String challenge)) {
            return "";
        }
        session.removeAttribute(ATTRIBUTE);
        return challenge;
    }
}
