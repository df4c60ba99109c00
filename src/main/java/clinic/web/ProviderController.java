package clinic.web;

import clinic.identity.CurrentActor;
import clinic.identity.FreshFactor;
import clinic.identity.Identity;
import clinic.identity.Identity.CodeWanted;
import clinic.identity.Identity.EnrolmentWanted;
import clinic.identity.Identity.SignedIn;
import clinic.identity.IdentityProvider;
import clinic.identity.IdentityProvider.Asked;
import clinic.identity.IdentityProvider.Known;
import clinic.identity.IdentityProvider.Linked;
import clinic.identity.IdentityProvider.Proved;
import clinic.identity.IdentityProvider.Question;
import clinic.identity.IdentityProvider.Reason;
import clinic.identity.IdentityProvider.Refused;
import clinic.identity.IdentityProvider.Returned;
import clinic.identity.IdentityProvider.Throttled;
import clinic.identity.ProviderConfigured;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.SignedInAccount;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.SecurityView.Done;
import clinic.web.SignInView.Notice;
import clinic.web.SignInView.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * To the provider of the house and back: to sign in, to link an account, to confirm who is there. Each begins with a button
 * that somebody pressed in this browser, and the question lies in its session until the answer comes, which takes it out.
 */
@Controller
@Conditional(ProviderConfigured.class)
class ProviderController {

    private static final String ATTRIBUTE = "provider-question";

    private final IdentityProvider provider;
    private final SessionSignIn session;
    private final HalfSignIn half;
    private final SecondStepController secondStep;
    private final SecurityController security;
    private final ConfirmController confirming;
    private final MessageSource words;

    ProviderController(
            IdentityProvider provider,
            SessionSignIn session,
            HalfSignIn half,
            SecondStepController secondStep,
            SecurityController security,
            ConfirmController confirming,
            MessageSource words) {
        this.provider = provider;
        this.session = session;
        this.half = half;
        this.secondStep = secondStep;
        this.security = security;
        this.confirming = confirming;
        this.words = words;
    }

    /** View {@code identity/to-provider}, which goes on by itself; else the sign-in form, with 429 or 503. */
    @PostMapping("/sign-in/provider")
    ModelAndView toSignIn(
            @RequestParam(name = "continue", defaultValue = "") String continueTo,
            @RequestParam(defaultValue = "") String form,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        String onward = LocalAddress.or(continueTo, "");
        Asked asked = provider.toSignIn(onward, form, request.getRemoteAddr());
        return asked instanceof Throttled throttled
                ? tooFast(throttled, onward, form, response)
                : asked(asked, actor, request, response);
    }

    @FreshFactor
    @PostMapping("/account/security/provider")
    ModelAndView toLink(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        return asked(provider.toLink(actor, request.getRemoteAddr()), actor, request, response);
    }

    @FreshFactor
    @PostMapping("/account/security/provider/removal")
    ModelAndView unlink(Actor actor) {
        provider.unlink(actor);
        return new ModelAndView("redirect:/account/security?done=" + Done.PROVIDER_UNLINKED);
    }

    @PostMapping("/confirm-it-is-you/provider")
    ModelAndView toProve(
            Actor actor,
            @RequestParam(name = "continue", defaultValue = "/account") String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        return asked(
                provider.toProve(actor, LocalAddress.or(continueTo, "/account"), form, request.getRemoteAddr()),
                actor,
                request,
                response);
    }

    /** No redirect, which a browser would follow only to where this page's forms may go. */
    private ModelAndView asked(Asked asked, Actor actor, HttpServletRequest request, HttpServletResponse response) {
        return switch (asked) {
            case Question question -> {
                request.getSession().setAttribute(ATTRIBUTE, question.kept());
                response.setHeader("Refresh", "0;url=" + question.address());
                yield new ModelAndView("identity/to-provider").addObject("address", question.address());
            }
            case Refused refused -> refused(refused, actor);
            case Throttled throttled -> tooFast(throttled, response);
        };
    }

    /** Where the provider sends browsers back to. Each answer is looked at once. */
    @GetMapping(IdentityProvider.RETURN_PATH)
    ModelAndView answer(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String iss,
            @RequestParam(required = false) @Nullable String error,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedInAccount here = CurrentActor.signedIn();
        String kept = taken(request);
        return switch (provider.answered(
                kept, new Returned(state, code, iss, error), here == null ? null : actor, request.getRemoteAddr())) {
            case Known known -> signedIn(known, request, response);
            case Linked linked -> new ModelAndView("redirect:/account/security?done=" + Done.PROVIDER_LINKED);
            case Proved proved -> {
                if (here == null) {
                    yield new ModelAndView("redirect:/sign-in?expired");
                }
                SecurityLog.note(Event.PROVED_AGAIN, here.account());
                session.renew(here.account(), here.signIn(), request, response);
                yield proved.form().isEmpty()
                        ? new ModelAndView("redirect:" + proved.continueTo())
                        : new SentForm(proved.continueTo(), proved.form()).goOn();
            }
            case Refused refused -> refused(refused, actor);
            case Throttled throttled -> tooFast(throttled, response);
        };
    }

    private static @Nullable String taken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String kept)) {
            return null;
        }
        session.removeAttribute(ATTRIBUTE);
        return kept;
    }

    private ModelAndView signedIn(Known known, HttpServletRequest request, HttpServletResponse response) {
        return switch (known.outcome()) {
            case SignedIn in -> {
                session.begin(in.account(), Event.SIGNED_IN_BY_PROVIDER, known.proved(), request, response);
                yield SentForm.onward(known.continueTo(), known.form(), in.account());
            }
            case CodeWanted wanted -> {
                half.begin(wanted.account(), request, response);
                yield secondStep.ask(known.continueTo(), known.form());
            }
            case EnrolmentWanted wanted -> {
                half.begin(wanted.account(), request, response);
                yield secondStep.enrol(wanted.account(), known.continueTo(), known.form(), request);
            }
            case Identity.WrongCredentials wrong -> signIn(Reason.UNKNOWN, known.continueTo(), known.form());
            case Identity.Throttled throttled -> tooFast(new Throttled(throttled.retryAfter()), response);
        };
    }

    private ModelAndView refused(Refused refused, Actor actor) {
        return switch (refused.intent()) {
            case SIGN_IN -> signIn(refused.reason(), refused.continueTo(), refused.form());
            case LINK ->
                security.refused(
                        actor,
                        new Invalid(
                                "provider", "PROVIDER_" + refused.reason(), said("provider.link." + refused.reason())));
            case PROVE -> {
                ModelAndView page =
                        confirming.askAgain(actor, refused.continueTo(), refused.form(), 0, refused.reason());
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    /** In the reader's language already, and with the provider's name, so its code is one that has no words. */
    private String said(String key) {
        return words.getMessage(key, new Object[] {provider.name()}, LocaleContextHolder.getLocale());
    }

    private static ModelAndView signIn(Reason reason, String continueTo, String form) {
        ModelAndView page = new ModelAndView("identity/sign-in")
                .addObject(
                        "view", new SignInView("", local(continueTo), form, Problem.PROVIDER, 0, Notice.NONE, reason));
        page.setStatus(reason == Reason.AWAY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNAUTHORIZED);
        return page;
    }

    private static @Nullable String local(String continueTo) {
        return continueTo.isEmpty() ? null : continueTo;
    }

    private static ModelAndView tooFast(Throttled throttled, HttpServletResponse response) {
        return tooFast(throttled, "", "", response);
    }

    private static ModelAndView tooFast(
            Throttled throttled, String continueTo, String form, HttpServletResponse response) {
        long wait = TooFast.answer(new Identity.Throttled(throttled.retryAfter()), response);
        return new ModelAndView("identity/sign-in")
                .addObject("view", new SignInView("", local(continueTo), form, Problem.THROTTLED, wait, Notice.NONE));
    }
}
