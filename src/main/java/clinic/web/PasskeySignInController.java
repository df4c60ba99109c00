package clinic.web;

import clinic.identity.Account;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Passkeys;
import clinic.identity.SecurityLog.Event;
import clinic.web.SignInView.Notice;
import clinic.web.SignInView.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in with a passkey. */
@Controller
class PasskeySignInController {

    private final Passkeys passkeys;
    private final SessionSignIn session;

    PasskeySignInController(Passkeys passkeys, SessionSignIn session) {
        this.passkeys = passkeys;
        this.session = session;
    }

    /** What the browser is to ask its devices for. */
    @PostMapping("/sign-in/passkey/options")
    ResponseEntity<String> ask(HttpServletRequest request) {
        return passkeys.toSignIn(request.getRemoteAddr())
                .map(question -> PasskeyQuestions.give(question, request))
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build());
    }

    /** Sends on to {@code continue} or the first page of the role; else the sign-in form, with 401. */
    @PostMapping("/sign-in/passkey")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (passkeys.signIn(credential, PasskeyQuestions.taken(request)) instanceof SignedIn signedIn) {
            Account account = signedIn.account();
            session.begin(account, Event.SIGNED_IN_BY_PASSKEY, request, response);
            return SentForm.onward(continueTo, form, account);
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return new ModelAndView("identity/sign-in")
                .addObject(
                        "view",
                        new SignInView("", LocalAddress.orNull(continueTo), form, Problem.PASSKEY, 0, Notice.NONE));
    }
}
