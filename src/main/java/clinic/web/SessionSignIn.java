package clinic.web;

import clinic.identity.Account;
import clinic.identity.SignedInAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Begins a signed-in session. The session from before, its id and its form token with it, is gone: nobody who knew them is
 * signed in too.
 */
@Component
class SessionSignIn {

    private final SecurityContextRepository sessions;

    SessionSignIn(SecurityContextRepository sessions) {
        this.sessions = sessions;
    }

    void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInAccount(account));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}
