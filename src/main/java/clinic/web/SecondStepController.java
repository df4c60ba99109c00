package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.identity.Identity;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Throttled;
import clinic.identity.SecondFactors;
import clinic.identity.SecondFactors.Confirmation;
import clinic.identity.SecondFactors.Confirmed;
import clinic.identity.SecondFactors.Enrolment;
import clinic.identity.SecondFactors.TooManyCodes;
import clinic.identity.SecurityLog.Event;
import clinic.shared.Actor;
import clinic.web.SignInView.Notice;
import clinic.web.SignInView.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The second step of signing in: a code, or, for staff without one yet, adding an app. */
@Controller
@RequestMapping("/sign-in")
class SecondStepController {

    private final Identity identity;
    private final SecondFactors factors;
    private final ShownSecret secret;
    private final HalfSignIn half;
    private final SessionSignIn session;

    SecondStepController(
            Identity identity, SecondFactors factors, ShownSecret secret, HalfSignIn half, SessionSignIn session) {
        this.secret = secret;
        this.identity = identity;
        this.factors = factors;
        this.half = half;
        this.session = session;
    }

    /** View {@code identity/second-step}; who has not given the password is sent to do so. */
    @GetMapping("/code")
    ModelAndView askForCode(
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request) {
        return half.of(request).isEmpty() ? fromTheBeginning() : code(continueTo, "", false, 0);
    }

    /** What comes after the password: the page, or with a form that goes along this page at once. */
    ModelAndView ask(@Nullable String continueTo, String form) {
        return form.isEmpty()
                ? new ModelAndView("redirect:/sign-in/code" + withContinue(continueTo))
                : code(continueTo, form, false, 0);
    }

    private static String withContinue(@Nullable String continueTo) {
        String address = LocalAddress.orNull(continueTo);
        return address == null ? "" : "?continue=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    @PostMapping("/code")
    ModelAndView takeCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Account> account = half.of(request);
        if (account.isEmpty()) {
            return fromTheBeginning(continueTo, form);
        }
        return switch (identity.secondStep(account.get(), code, request.getRemoteAddr())) {
            case SignedIn signedIn -> {
                session.begin(signedIn.account(), Event.SIGNED_IN_BY_CODE, request, response);
                yield SentForm.onward(continueTo, form, signedIn.account());
            }
            case Throttled throttled -> code(continueTo, form, false, TooFast.answer(throttled, response));
            default -> {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                yield code(continueTo, form, true, 0);
            }
        };
    }

    private static ModelAndView code(@Nullable String continueTo, String form, boolean wrong, long retrySeconds) {
        return new ModelAndView("identity/second-step")
                .addObject("continueTo", LocalAddress.orNull(continueTo))
                .addObject("form", form)
                .addObject("wrong", wrong)
                .addObject("retrySeconds", retrySeconds);
    }

    /** View {@code identity/enrol} with {@link EnrolView}. */
    @GetMapping("/enrol")
    ModelAndView showSecret(
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request) {
        Optional<Account> account = withoutApp(request);
        return account.isEmpty()
                ? fromTheBeginning()
                : enrol(secret.make(actor(account.get(), request), request), continueTo, "", false, 0);
    }

    /** As {@link #ask}, for whoever has no app yet. */
    ModelAndView enrol(Account account, @Nullable String continueTo, String form, HttpServletRequest request) {
        return form.isEmpty()
                ? new ModelAndView("redirect:/sign-in/enrol" + withContinue(continueTo))
                : enrol(secret.make(actor(account, request), request), continueTo, form, false, 0);
    }

    /** The recovery codes, once, and from here on the owner is signed in. */
    @PostMapping("/enrol")
    ModelAndView confirm(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Account> account = withoutApp(request);
        if (account.isEmpty()) {
            return fromTheBeginning(continueTo, form);
        }
        Confirmation outcome = secret.confirm(actor(account.get(), request), code, request);
        if (outcome instanceof Confirmed confirmed) {
            session.begin(account.get(), Event.SIGNED_IN_BY_CODE, request, response);
            String onward = onward(continueTo, account.get());
            boolean usable = new SentForm(onward, form).isFor(account.get());
            return new ModelAndView("identity/recovery-codes")
                    .addObject("codes", confirmed.recoveryCodes())
                    .addObject("onward", usable ? onward : onward(null, account.get()))
                    .addObject("sent", usable ? SentForm.decode(form) : List.of());
        }
        long wait =
                outcome instanceof TooManyCodes many ? TooFast.answer(new Throttled(many.retryAfter()), response) : 0;
        if (wait == 0) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return enrol(secret.again(actor(account.get(), request), request), continueTo, form, wait == 0, wait);
    }

    /** Whoever has an app already shows a code of it, and does not come here to replace it with the password alone. */
    private Optional<Account> withoutApp(HttpServletRequest request) {
        return half.of(request)
                .filter(account -> factors.of(actor(account, request)).appSince() == null);
    }

    private static ModelAndView enrol(
            Enrolment enrolment, @Nullable String continueTo, String form, boolean wrong, long wait) {
        return new ModelAndView("identity/enrol")
                .addObject(
                        "view",
                        EnrolView.of(enrolment, "/sign-in/enrol", wrong, wait, LocalAddress.orNull(continueTo), form));
    }

    private static Actor actor(Account account, HttpServletRequest request) {
        return account.actor(CurrentActor.requestId(request));
    }

    private static ModelAndView fromTheBeginning() {
        return new ModelAndView("redirect:/sign-in?expired");
    }

    private static ModelAndView fromTheBeginning(@Nullable String continueTo, String form) {
        return form.isEmpty()
                ? fromTheBeginning()
                : new ModelAndView("identity/sign-in", HttpStatus.UNAUTHORIZED)
                        .addObject(
                                "view",
                                new SignInView(
                                        "", LocalAddress.orNull(continueTo), form, Problem.NONE, 0, Notice.EXPIRED));
    }

    private static String onward(@Nullable String continueTo, Account account) {
        return LocalAddress.or(continueTo, NavItem.first(account.role()));
    }
}
