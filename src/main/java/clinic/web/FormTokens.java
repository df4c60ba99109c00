package clinic.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;

/** The token of a session that every form shows. */
@Component
class FormTokens {

    private final CsrfTokenRepository repository = new HttpSessionCsrfTokenRepository();
    private final CsrfTokenRequestHandler handler = new XorCsrfTokenRequestAttributeHandler();

    CsrfTokenRepository repository() {
        return repository;
    }

    CsrfTokenRequestHandler handler() {
        return handler;
    }

    /** A session has just begun: the forms of the page that answers show its token, and no longer that of the one before. */
    void renew(HttpServletRequest request, HttpServletResponse response) {
        handler.handle(request, response, repository.loadDeferredToken(request, response)::get);
    }
}
