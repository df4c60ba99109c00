package clinic.web;

import clinic.identity.CurrentActor;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.web.SignInView.Notice;
import clinic.web.SignInView.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What becomes of a request whose session is over. A form from before is not an attack as long as the browser says that it
 * stood on a page of ours: it is kept in the page that asks its owner to sign in. What another site has filled in never is.
 */
final class SessionOver {

    /** Kept on the request while its answer is drawn as an error page. */
    private static final String KEPT = SessionOver.class.getName() + ".kept";

    /** Forms of people who are not signed in, to whom a sign-in is no help; and the one that ends it. */
    private static final String[] OF_ANYBODY = {
        "/sign-up", "/password/", "/set-up", "/verify", "/visit/", "/demo/", "/sign-out"
    };

    private SessionOver() {}

    /**
     * A form for anybody works after its session is over, on the browser's word that it stood on a page of ours; so says the
     * <a href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP
     * cheat sheet</a> of what no other site can make a browser say.
     */
    static boolean needsNoToken(HttpServletRequest request) {
        return isOfAnybody(request) && isFromOurPage(request);
    }

    private static boolean isOfAnybody(HttpServletRequest request) {
        return Stream.of(OF_ANYBODY).anyMatch(request.getRequestURI()::startsWith);
    }

    static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException, ServletException {
        boolean form = failure instanceof CsrfException;
        SecurityLog.note(form ? Event.FORM_WITHOUT_TOKEN : Event.REFUSED_TO_ROLE);
        if (form && CurrentActor.account() == null) {
            askInsteadOf(request, response, "?expired" + orWhatForNow(request));
            return;
        }
        Optional<SentForm> kept = form ? kept(request) : Optional.empty();
        if (kept.isPresent()) {
            // Signed in anew in another window: one press more, which is what a form of another site cannot make.
            answer(kept.get(), request, response, HttpServletResponse.SC_FORBIDDEN);
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, failure);
        }
    }

    static void askToSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        askInsteadOf(request, response, comingBack(request));
    }

    private static void askInsteadOf(HttpServletRequest request, HttpServletResponse response, String otherwise)
            throws IOException, ServletException {
        Optional<SentForm> kept = kept(request);
        if (MediaType.TEXT_EVENT_STREAM_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            // A page that listens is not led anywhere; its browser asks no more.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (kept.isPresent()) {
            answer(kept.get(), request, response, HttpServletResponse.SC_UNAUTHORIZED);
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in" + otherwise);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setHeader(HttpHeaders.LOCATION, "/sign-in" + otherwise);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        }
    }

    /** By the error page, as whatever the filters refuse. What is fetched in place takes the whole of the page instead. */
    private static void answer(SentForm kept, HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException, ServletException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Retarget", "body");
            response.setHeader("HX-Reselect", "unset");
            response.setHeader("HX-Reswap", "innerHTML show:window:top");
            response.setHeader(AddressBar.HEADER, "false");
        }
        request.setAttribute(KEPT, kept);
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.getRequestDispatcher("/error").forward(new WantsPage(request), response);
    }

    /** What {@link #answer} keeps, drawn: the sign-in form, or for whoever is signed in the form once more. */
    static Optional<ModelAndView> page(HttpServletRequest request) {
        if (!(request.getAttribute(KEPT) instanceof SentForm form)) {
            return Optional.empty();
        }
        return Optional.of(
                CurrentActor.account() == null
                        ? new ModelAndView("identity/sign-in")
                                .addObject(
                                        "view",
                                        new SignInView("", form.to(), form.fields(), Problem.NONE, 0, Notice.EXPIRED))
                        : form.goOn());
    }

    /**
     * The form that is worth keeping: what was sent, or what a sign-in that took too long carried. Empty for one that another
     * site has filled in, for files, and for what would prove something.
     */
    private static Optional<SentForm> kept(HttpServletRequest request) {
        if (!HttpMethod.POST.matches(request.getMethod()) || !isFromOurPage(request) || isUpload(request)) {
            return Optional.empty();
        }
        if (asksWhoIsThere(request)) {
            String to = LocalAddress.or(request.getParameter("continue"), "");
            String fields = request.getParameter("form");
            return to.isEmpty() || fields == null || fields.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SentForm(to, fields));
        }
        return isOfAnybody(request)
                ? Optional.empty()
                : Optional.of(SentForm.of(request)).filter(form -> !form.isOnlyAPress());
    }

    /** As browsers say it; one that does not yet names the page's origin with every form. */
    private static boolean isFromOurPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                ? origin(request).equals(request.getHeader(HttpHeaders.ORIGIN))
                : site.equals("same-origin");
    }

    private static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private static boolean asksWhoIsThere(HttpServletRequest request) {
        return Stream.of("/sign-in", "/confirm-it-is-you").anyMatch(request.getRequestURI()::startsWith);
    }

    /** The page of this clinic on which the form stood, as far as the browser says, and whether a file is lost. */
    private static String orWhatForNow(HttpServletRequest request) {
        String file = isUpload(request) ? "=file" : "";
        String referer = request.getHeader(HttpHeaders.REFERER);
        String origin = origin(request);
        if (referer == null || !referer.startsWith(origin + "/")) {
            return file;
        }
        String path = LocalAddress.or(referer.substring(origin.length()), "");
        boolean worthIt = !path.isEmpty() && !path.startsWith("/sign-");
        return file + (worthIt ? "&continue=" + URLEncoder.encode(path, StandardCharsets.UTF_8) : "");
    }

    private static String origin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
    }

    private static String comingBack(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod()) || request.getHeader("HX-Request") != null) {
            return "";
        }
        return "?continue=" + URLEncoder.encode(SentForm.address(request), StandardCharsets.UTF_8);
    }

    /** A form is answered by a page, also where script sends it and says nothing of what it wants. */
    private static final class WantsPage extends HttpServletRequestWrapper {

        WantsPage(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT)
                    ? Collections.enumeration(List.of(MediaType.TEXT_HTML_VALUE))
                    : super.getHeaders(name);
        }
    }
}
