package clinic.web;

import clinic.identity.Identity;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.Throttled;
import clinic.identity.SecondFactors;
import clinic.identity.SecurityLog.Event;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first admin of a new clinic, by the link that its first start printed. */
@Controller
class SetUpController {

    private final Identity identity;
    private final SessionSignIn session;
    private final HalfSignIn half;
    private final SecondFactors factors;

    SetUpController(Identity identity, SessionSignIn session, HalfSignIn half, SecondFactors factors) {
        this.identity = identity;
        this.session = session;
        this.half = half;
        this.factors = factors;
    }

    /** View {@code identity/set-up} with {@link SetUpView}. */
    @GetMapping("/set-up")
    String form(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("view", view(token, "", "", List.of(), 0));
        return "identity/set-up";
    }

    /** Signs the new admin in; else the form again, with 422 or 429. */
    @PostMapping("/set-up")
    String setUp(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            switch (identity.setUp(token, name, email, password, request.getRemoteAddr())) {
                case LinkUsed used -> {
                    if (factors.isRequiredOf(Role.ADMIN)) {
                        half.begin(used.account(), request, response);
                        return "redirect:/sign-in/enrol";
                    }
                    session.begin(used.account(), Event.SIGNED_IN_BY_LINK, request, response);
                    return "redirect:" + NavItem.first(Role.ADMIN);
                }
                case LinkInvalid invalid -> {
                    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                    model.addAttribute("view", view(token, name, email, List.of(), 0));
                }
                case Throttled throttled ->
                    model.addAttribute(
                            "view", view(token, name, email, List.of(), TooFast.answer(throttled, response)));
            }
        } catch (Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("view", view(token, name, email, invalid.problems(), 0));
        }
        return "identity/set-up";
    }

    private SetUpView view(String token, String name, String email, List<Invalid.Problem> problems, long retrySeconds) {
        boolean usable = identity.peek(token)
                .filter(link -> link.purpose() == LinkPurpose.SET_UP)
                .isPresent();
        return new SetUpView(usable, usable ? token : "", name, email, problems, retrySeconds);
    }
}
