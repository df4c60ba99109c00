package clinic.web;

import clinic.identity.Identity;
import clinic.identity.Identity.Accepted;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.OpenLink;
import clinic.identity.Identity.Throttled;
import clinic.shared.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A forgotten password, and the first one of somebody who was invited. */
@Controller
@RequestMapping("/password")
class PasswordController {

    private final Identity identity;

    PasswordController(Identity identity) {
        this.identity = identity;
    }

    /** View {@code identity/reset} with {@link ResetView}. */
    @GetMapping("/reset")
    String askForLink(Model model) {
        model.addAttribute("view", new ResetView("", List.of(), 0));
        return "identity/reset";
    }

    /** View {@code identity/check-mail} with {@link CheckMailView}; else the form again, with 422 or 429. */
    @PostMapping("/reset")
    String sendLink(
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            switch (identity.requestReset(email, request.getRemoteAddr())) {
                case Accepted accepted -> {
                    model.addAttribute("view", new CheckMailView(true, email.strip()));
                    return "identity/check-mail";
                }
                case Throttled throttled -> {
                    long wait = TooFast.answer(throttled, response);
                    model.addAttribute("view", new ResetView(email, List.of(), wait));
                }
            }
        } catch (Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("view", new ResetView(email, invalid.problems(), 0));
        }
        return "identity/reset";
    }

    /** View {@code identity/new-password} with {@link NewPasswordView}. */
    @GetMapping("/new")
    String choose(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("view", view(token, List.of(), 0));
        return "identity/new-password";
    }

    /** Sends on to the sign-in page; else the form again, with 422 or 429. */
    @PostMapping("/new")
    String set(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            switch (identity.setPassword(token, password, request.getRemoteAddr())) {
                case LinkUsed used -> {
                    return "redirect:/sign-in?password-set";
                }
                case LinkInvalid invalid -> {
                    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                    model.addAttribute("view", view(token, List.of(), 0));
                }
                case Throttled throttled ->
                    model.addAttribute("view", view(token, List.of(), TooFast.answer(throttled, response)));
            }
        } catch (Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("view", view(token, invalid.problems(), 0));
        }
        return "identity/new-password";
    }

    private NewPasswordView view(String token, List<Invalid.Problem> problems, long retrySeconds) {
        Optional<OpenLink> link = identity.peek(token)
                .filter(found -> found.purpose() == LinkPurpose.RESET || found.purpose() == LinkPurpose.INVITE);
        return new NewPasswordView(
                link.isPresent(),
                link.isPresent() ? token : "",
                link.filter(found -> found.purpose() == LinkPurpose.INVITE).isPresent(),
                link.map(OpenLink::email).orElse(""),
                link.map(OpenLink::name).orElse(""),
                problems,
                retrySeconds);
    }
}
