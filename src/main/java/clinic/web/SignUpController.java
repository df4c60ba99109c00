package clinic.web;

import clinic.identity.Identity;
import clinic.identity.Identity.Accepted;
import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.OpenLink;
import clinic.identity.Identity.SignUp;
import clinic.identity.Identity.Throttled;
import clinic.identity.SecurityLog.Event;
import clinic.shared.Invalid;
import clinic.web.VerifyView.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.RequestContextUtils;

/** A patient signs up, and proves the address by the link in the mail. */
@Controller
class SignUpController {

    private static final String CONTINUE = "continue";
    private static final String SIGNED_UP = "signed-up";

    private final Identity identity;
    private final SessionSignIn session;

    SignUpController(Identity identity, SessionSignIn session) {
        this.identity = identity;
        this.session = session;
    }

    /**
     * View {@code identity/sign-up} with {@link SignUpView}. Where the reader wants to go is kept in the session until the
     * address is proved in the same browser.
     */
    @GetMapping("/sign-up")
    String form(
            @RequestParam(name = "continue", required = false) @Nullable String continueTo,
            HttpServletRequest request,
            Model model) {
        String wanted = LocalAddress.or(continueTo, "");
        if (!wanted.isEmpty()) {
            request.getSession().setAttribute(CONTINUE, wanted);
        }
        model.addAttribute("view", new SignUpView("", "", "", "", List.of(), 0));
        return "identity/sign-up";
    }

    /** View {@code identity/check-mail} with {@link CheckMailView}; else the form again, with 422 or 429. */
    @PostMapping("/sign-up")
    String signUp(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String birthDate,
            @RequestParam(defaultValue = "") String phone,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            SignUp signUp = new SignUp(
                    email,
                    password,
                    name,
                    date(birthDate),
                    phone,
                    RequestContextUtils.getLocale(request).toLanguageTag(),
                    null);
            switch (identity.signUp(signUp, request.getRemoteAddr())) {
                case Accepted accepted -> {
                    request.getSession().setAttribute(SIGNED_UP, identity.signUpMark(email));
                    model.addAttribute("view", new CheckMailView(false, email.strip()));
                    return "identity/check-mail";
                }
                case Throttled throttled -> {
                    long wait = TooFast.answer(throttled, response);
                    model.addAttribute("view", new SignUpView(email, name, birthDate, phone, List.of(), wait));
                }
            }
        } catch (Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("view", new SignUpView(email, name, birthDate, phone, invalid.problems(), 0));
        }
        return "identity/sign-up";
    }

    private static @Nullable LocalDate date(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return Days.parse(typed);
        } catch (DateTimeException e) {
            throw new Invalid("birthDate", "MALFORMED", "Give the date of birth as year-month-day, as in 1980-02-28.");
        }
    }

    /** View {@code identity/verified} with {@link VerifyView}. */
    @GetMapping("/verify")
    String ask(@RequestParam(defaultValue = "") String token, Model model) {
        Optional<OpenLink> link = identity.peek(token).filter(found -> found.purpose() == LinkPurpose.VERIFY);
        String name = link.map(OpenLink::name).orElse("");
        model.addAttribute(
                "view",
                link.isPresent()
                        ? new VerifyView(State.ASK, token, name, 0)
                        : new VerifyView(State.INVALID, "", "", 0));
        return "identity/verified";
    }

    /**
     * Whoever proves the address in the browser in which he chose the password is signed in, and goes on to where he wanted
     * to go; from another browser to the sign-in page. Else {@code identity/verified} with 422 or 429.
     */
    @PostMapping("/verify")
    String verify(
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        switch (identity.verify(token, request.getRemoteAddr())) {
            case LinkUsed used -> {
                String wanted = kept(request, CONTINUE);
                if (!identity.signUpMark(used.account().email()).equals(kept(request, SIGNED_UP))) {
                    return "redirect:/sign-in?proved"
                            + (wanted.isEmpty()
                                    ? ""
                                    : "&continue=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
                }
                session.begin(used.account(), Event.SIGNED_IN_BY_LINK, request, response);
                return "redirect:" + LocalAddress.or(wanted, "/");
            }
            case LinkInvalid invalid -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("view", new VerifyView(State.INVALID, "", "", 0));
            }
            case Throttled throttled -> {
                long wait = TooFast.answer(throttled, response);
                model.addAttribute("view", new VerifyView(State.THROTTLED, token, "", wait));
            }
        }
        return "identity/verified";
    }

    private static String kept(HttpServletRequest request, String name) {
        HttpSession before = request.getSession(false);
        return before != null && before.getAttribute(name) instanceof String value ? value : "";
    }
}
