package clinic.web;

import clinic.identity.Account;
import clinic.identity.CurrentActor;
import clinic.identity.Identity;
import clinic.identity.Identity.SignedIn;
import clinic.identity.Identity.Throttled;
import clinic.identity.IdentityProvider;
import clinic.identity.Passkeys;
import clinic.identity.SecondFactors;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.SignIn;
import clinic.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Somebody who has been signed in for a while shows again who he is, and goes on where he was: back to the page, or with
 * the form that he had sent.
 */
@Controller
@RequestMapping("/confirm-it-is-you")
class ConfirmController {

    private final Identity identity;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final SessionSignIn session;
    private final ObjectProvider<IdentityProvider> provider;

    ConfirmController(
            Identity identity,
            SecondFactors factors,
            Passkeys passkeys,
            SessionSignIn session,
            ObjectProvider<IdentityProvider> provider) {
        this.identity = identity;
        this.factors = factors;
        this.passkeys = passkeys;
        this.session = session;
        this.provider = provider;
    }

    /** View {@code identity/confirm} with {@link ConfirmView}. */
    @GetMapping
    ModelAndView ask(Actor actor, @RequestParam(name = "continue", defaultValue = "/account") String continueTo) {
        return page(actor, LocalAddress.or(continueTo, "/account"), "", false, 0);
    }

    /** @param form what had been sent to {@code continue}, encoded as forms are; empty when that is a page */
    @PostMapping
    ModelAndView prove(
            Actor actor,
            @RequestParam(defaultValue = "") String proof,
            @RequestParam(name = "continue", defaultValue = "/account") String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = CurrentActor.account();
        SignIn signIn = CurrentActor.signIn();
        if (account == null || signIn == null) {
            return new ModelAndView("redirect:/sign-in?expired");
        }
        String onward = LocalAddress.or(continueTo, "/account");
        return switch (identity.proveAgain(account, proof, request.getRemoteAddr())) {
            case SignedIn signedIn -> {
                SecurityLog.note(Event.PROVED_AGAIN, account);
                session.renew(account, signIn, request, response);
                yield form.isEmpty() ? new ModelAndView("redirect:" + onward) : new SentForm(onward, form).goOn();
            }
            case Throttled throttled -> page(actor, onward, form, false, TooFast.answer(throttled, response));
            default -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(actor, onward, form, true, 0);
            }
        };
    }

    /** With a passkey; anybody's but his own is no answer. */
    @PostMapping("/passkey")
    ModelAndView proveByPasskey(
            Actor actor,
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(name = "continue", defaultValue = "/account") String continueTo,
            @RequestParam(defaultValue = "") String form,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = CurrentActor.account();
        SignIn signIn = CurrentActor.signIn();
        String onward = LocalAddress.or(continueTo, "/account");
        if (account != null
                && signIn != null
                && passkeys.signIn(credential, PasskeyQuestions.taken(request)) instanceof SignedIn signedIn
                && signedIn.account().id().equals(account.id())) {
            SecurityLog.note(Event.PROVED_AGAIN, account);
            session.renew(account, signIn, request, response);
            return form.isEmpty() ? new ModelAndView("redirect:" + onward) : new SentForm(onward, form).goOn();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(actor, onward, form, false, 0);
    }

    private ModelAndView page(Actor actor, String continueTo, @Nullable String form, boolean wrong, long retrySeconds) {
        return page(actor, continueTo, form, wrong, retrySeconds, null);
    }

    /** Again, with why the provider of the house was of no use. */
    ModelAndView askAgain(
            Actor actor, String continueTo, String form, long retrySeconds, IdentityProvider.@Nullable Reason why) {
        return page(actor, continueTo, form, false, retrySeconds, why);
    }

    private ModelAndView page(
            Actor actor,
            String continueTo,
            @Nullable String form,
            boolean wrong,
            long retrySeconds,
            IdentityProvider.@Nullable Reason why) {
        IdentityProvider configured = provider.getIfAvailable();
        boolean app = factors.of(actor).appSince() != null;
        return new ModelAndView("identity/confirm")
                .addObject(
                        "view",
                        new ConfirmView(
                                app,
                                !passkeys.of(actor).isEmpty(),
                                configured != null
                                        && configured.linkedSince(actor).isPresent(),
                                continueTo,
                                form,
                                wrong,
                                retrySeconds,
                                why));
    }

    /** For a request that came too late; its form is kept in the page. */
    ModelAndView askInsteadOf(HttpServletRequest request, Actor actor) {
        SentForm sent = SentForm.of(request);
        ModelAndView page = page(actor, sent.to(), sent.fields(), false, 0);
        page.setStatus(HttpStatus.UNAUTHORIZED);
        return page;
    }
}
