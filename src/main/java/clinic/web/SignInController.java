package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.identity.Identity;
import clinic.identity.Identity.CodeWanted;
import clinic.identity.Identity.EnrolmentWanted;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.SecurityLog.Event;
import clinic.web.SignInView.Notice;
import clinic.web.SignInView.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in form; signing out is the security filter's, by a POST to {@code /sign-out}. */
@Controller
class SignInController {

    private final Identity identity;
    private final SessionSignIn session;
    private final HalfSignIn half;
    private final SecondStepController secondStep;

    SignInController(Identity identity, SessionSignIn session, HalfSignIn half, SecondStepController secondStep) {
        this.identity = identity;
        this.session = session;
        this.half = half;
        this.secondStep = secondStep;
    }

    /** View {@code identity/sign-in} with {@link SignInView}; who is signed in is sent on. */
    @GetMapping("/sign-in")
    String form(
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request,
            Model model) {
        Account reader = CurrentActor.account();
        if (reader != null) {
            return "redirect:" + LocalAddress.or(continueTo, start(reader));
        }
        model.addAttribute(
                "view", new SignInView("", LocalAddress.orNull(continueTo), "", Problem.NONE, 0, notice(request)));
        return "identity/sign-in";
    }

    private static Notice notice(HttpServletRequest request) {
        if (request.getParameter("signed-out") != null) {
            return Notice.SIGNED_OUT;
        }
        String expired = request.getParameter("expired");
        if (expired != null) {
            return expired.equals("file") ? Notice.EXPIRED_FILE : Notice.EXPIRED;
        }
        if (request.getParameter("proved") != null) {
            return Notice.ADDRESS_PROVED;
        }
        return request.getParameter("password-set") != null ? Notice.PASSWORD_SET : Notice.NONE;
    }

    /**
     * Sends on to {@code continue} or the first page of the role, or to the second step; else the form again, with 401 or
     * 429.
     *
     * @param form what had been sent to {@code continue}, encoded as forms are; empty when that is a page
     */
    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (identity.signIn(email, password, request.getRemoteAddr())) {
            case SignedIn signedIn -> {
                session.begin(signedIn.account(), Event.SIGNED_IN_BY_PASSWORD, request, response);
                yield SentForm.onward(continueTo, form, signedIn.account());
            }
            case CodeWanted wanted -> {
                half.begin(wanted.account(), request, response);
                yield secondStep.ask(continueTo, form);
            }
            case EnrolmentWanted wanted -> {
                half.begin(wanted.account(), request, response);
                yield secondStep.enrol(wanted.account(), continueTo, form, request);
            }
            case WrongCredentials wrong -> {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                yield again(email, continueTo, form, Problem.WRONG, 0);
            }
            case Throttled throttled ->
                again(email, continueTo, form, Problem.THROTTLED, TooFast.answer(throttled, response));
        };
    }

    private static ModelAndView again(
            String email, @Nullable String continueTo, String form, Problem problem, long retrySeconds) {
        return new ModelAndView("identity/sign-in")
                .addObject(
                        "view",
                        new SignInView(
                                email, LocalAddress.orNull(continueTo), form, problem, retrySeconds, Notice.NONE));
    }

    private static String start(Account account) {
        return NavItem.first(account.role());
    }
}
