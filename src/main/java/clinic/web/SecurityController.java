package clinic.web;

import clinic.identity.CurrentActor;
import clinic.identity.FreshFactor;
import clinic.identity.Identity;
import clinic.identity.Identity.PasswordChanged;
import clinic.identity.Identity.Throttled;
import clinic.identity.Identity.WrongCredentials;
import clinic.identity.IdentityProvider;
import clinic.identity.Passkeys;
import clinic.identity.SecondFactors;
import clinic.identity.SecondFactors.Confirmation;
import clinic.identity.SecondFactors.Confirmed;
import clinic.identity.SecondFactors.Enrolment;
import clinic.identity.SecondFactors.TooManyCodes;
import clinic.identity.SignIn;
import clinic.identity.SignIns;
import clinic.identity.SignedInAccount;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.web.SecurityView.Done;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** With what somebody signs in, and where he is signed in. */
@Controller
@RequestMapping("/account/security")
class SecurityController {

    private static final String HERE = "/account/security";

    private final Identity identity;
    private final SecondFactors factors;
    private final ShownSecret secret;
    private final Passkeys passkeys;
    private final SignIns signIns;
    private final SessionSignIn session;
    private final ObjectProvider<IdentityProvider> provider;

    SecurityController(
            Identity identity,
            SecondFactors factors,
            Passkeys passkeys,
            SignIns signIns,
            ShownSecret secret,
            SessionSignIn session,
            ObjectProvider<IdentityProvider> provider) {
        this.identity = identity;
        this.secret = secret;
        this.factors = factors;
        this.passkeys = passkeys;
        this.signIns = signIns;
        this.session = session;
        this.provider = provider;
    }

    /** @param done to be said once */
    @GetMapping
    ModelAndView security(Actor actor, @RequestParam(required = false) @Nullable Done done) {
        return page(actor, done, List.of(), 0);
    }

    private ModelAndView page(Actor actor, @Nullable Done done, List<Invalid.Problem> problems, long retrySeconds) {
        SignIn here = CurrentActor.signIn();
        return new ModelAndView("account-security")
                .addObject(
                        "view",
                        new SecurityView(
                                factors.of(actor),
                                passkeys.of(actor),
                                signIns.of(actor),
                                here == null ? null : here.id(),
                                providerSince(actor),
                                done,
                                problems,
                                retrySeconds));
    }

    private @Nullable Instant providerSince(Actor actor) {
        IdentityProvider configured = provider.getIfAvailable();
        return configured == null ? null : configured.linkedSince(actor).orElse(null);
    }

    /** The old password is asked for, so that a browser left open gives nobody the account; it goes on being signed in. */
    @PostMapping("/password")
    ModelAndView changePassword(
            Actor actor,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignedInAccount here = CurrentActor.signedIn();
        if (here == null) {
            return new ModelAndView("redirect:/sign-in?expired");
        }
        try {
            return switch (identity.changePassword(here.account(), current, password, request.getRemoteAddr())) {
                case PasswordChanged changed -> {
                    session.renew(changed.account(), here.signIn(), request, response);
                    yield new ModelAndView("redirect:" + HERE + "?done=" + Done.PASSWORD_CHANGED);
                }
                case WrongCredentials wrong ->
                    refused(actor, new Invalid("current", "WRONG", "This is not your password."));
                case Throttled throttled -> page(actor, null, List.of(), TooFast.answer(throttled, response));
            };
        } catch (Invalid e) {
            return refused(actor, e);
        }
    }

    /** View {@code account-app} with {@link EnrolView}. */
    @FreshFactor
    @GetMapping("/app")
    ModelAndView showSecret(Actor actor, HttpServletRequest request) {
        return enrol(secret.make(actor, request), false, 0);
    }

    /** The recovery codes, once. */
    @FreshFactor
    @PostMapping("/app")
    ModelAndView confirm(
            Actor actor,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        Confirmation outcome = secret.confirm(actor, code, request);
        if (outcome instanceof Confirmed confirmed) {
            return codes(confirmed.recoveryCodes());
        }
        if (outcome instanceof TooManyCodes many) {
            return enrol(
                    secret.again(actor, request), false, TooFast.answer(new Throttled(many.retryAfter()), response));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return enrol(secret.again(actor, request), true, 0);
    }

    private static ModelAndView enrol(Enrolment enrolment, boolean wrong, long wait) {
        return new ModelAndView("account-app")
                .addObject("view", EnrolView.of(enrolment, HERE + "/app", wrong, wait, null, ""));
    }

    private static ModelAndView codes(List<String> codes) {
        return new ModelAndView("identity/recovery-codes")
                .addObject("codes", codes)
                .addObject("onward", HERE);
    }

    @FreshFactor
    @PostMapping("/app/removal")
    ModelAndView removeApp(Actor actor) {
        return changed(actor, Done.APP_REMOVED, () -> factors.remove(actor));
    }

    @FreshFactor
    @PostMapping("/recovery-codes")
    ModelAndView renewRecoveryCodes(Actor actor) {
        try {
            return codes(factors.renewRecoveryCodes(actor));
        } catch (Invalid e) {
            return refused(actor, e);
        }
    }

    /** What the browser is to ask its devices for. */
    @FreshFactor
    @PostMapping("/passkeys/options")
    ResponseEntity<String> askForPasskey(Actor actor, HttpServletRequest request) {
        return PasskeyQuestions.give(passkeys.toAdd(actor), request);
    }

    @FreshFactor
    @PostMapping("/passkeys")
    ModelAndView addPasskey(
            Actor actor,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request) {
        String challenge = PasskeyQuestions.taken(request);
        return changed(actor, Done.PASSKEY_ADDED, () -> passkeys.add(actor, name, credential, challenge));
    }

    @PostMapping("/passkeys/{id}/name")
    ModelAndView renamePasskey(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String name) {
        return changed(actor, Done.PASSKEY_RENAMED, () -> passkeys.rename(actor, id, name));
    }

    @FreshFactor
    @PostMapping("/passkeys/{id}/removal")
    ModelAndView removePasskey(Actor actor, @PathVariable UUID id) {
        return changed(actor, Done.PASSKEY_REMOVED, () -> passkeys.remove(actor, id));
    }

    @FreshFactor
    @PostMapping("/sign-ins/{id}/end")
    ModelAndView end(Actor actor, @PathVariable UUID id) {
        return changed(actor, Done.ENDED, () -> signIns.end(actor, id));
    }

    @FreshFactor
    @PostMapping("/sign-ins/end-others")
    ModelAndView endOthers(Actor actor) {
        SignIn here = CurrentActor.signIn();
        return changed(actor, Done.OTHERS_ENDED, () -> {
            if (here != null) {
                signIns.endOthers(actor, here.id());
            }
        });
    }

    private ModelAndView changed(Actor actor, Done done, Runnable change) {
        try {
            change.run();
            return new ModelAndView("redirect:" + HERE + "?done=" + done);
        } catch (Invalid e) {
            return refused(actor, e);
        }
    }

    /** The page with what is wrong. */
    ModelAndView refused(Actor actor, Invalid why) {
        ModelAndView again = page(actor, null, why.problems(), 0);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }
}
