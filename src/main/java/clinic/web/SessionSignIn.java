package clinic.web;

import clinic.identity.Account;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.identity.SignIn;
import clinic.identity.SignedInAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
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
    private final FormTokens tokens;
    private final Clock clock;

    SessionSignIn(SecurityContextRepository sessions, FormTokens tokens, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param how by what the owner came in */
    void begin(Account account, Event how, HttpServletRequest request, HttpServletResponse response) {
        begin(account, how, clock.instant(), request, response);
    }

    /** @param proved when the owner showed who he is, where that was not now and here */
    void begin(Account account, Event how, Instant proved, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        Instant now = clock.instant();
        SecurityLog.note(how, account);
        save(new SignedInAccount(account, new SignIn(UUID.randomUUID(), now, proved)), request, response);
        tokens.renew(request, response);
    }

    /** The owner of the session has shown again who he is: it goes on under a new id. */
    void renew(Account account, SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        SignIn renewed = new SignIn(signIn.id(), signIn.began(), clock.instant());
        save(new SignedInAccount(account, renewed), request, response);
    }

    private void save(SignedInAccount signedIn, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }
}
