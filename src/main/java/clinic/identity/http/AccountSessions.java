package clinic.identity.http;

import clinic.identity.Identity;
import clinic.identity.SignIns;
import clinic.identity.SignedInAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * What a session remembers of its owner ({@link Remembered}) is nothing personal. Who that is now, and in which role,
 * is asked at every request; an account that is blocked, or has had its password changed since, is signed out by the very
 * next one, and so is whoever has been signed in for too long.
 */
@Component
class AccountSessions implements SecurityContextRepository {

    private final Identity identity;
    private final SignIns signIns;

    AccountSessions(Identity identity, SignIns signIns) {
        this.identity = identity;
        this.signIns = signIns;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Loading(request);
    }

    /** The older way to ask, which the interface still requires. */
    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest()).orElseGet(SecurityContextHolder::createEmptyContext);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(Remembered.ATTRIBUTE) != null;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedInAccount signedIn) {
            Remembered.of(signedIn).write(request.getSession(), request.getHeader(HttpHeaders.USER_AGENT));
        } else {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.removeAttribute(Remembered.ATTRIBUTE);
            }
        }
    }

    private Optional<SecurityContext> load(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(Remembered.ATTRIBUTE) == null) {
            return Optional.empty();
        }
        Optional<SignedInAccount> signedIn = Remembered.in(session).flatMap(this::asItIsNow);
        if (signedIn.isEmpty()) {
            session.invalidate();
            return Optional.empty();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn.get());
        return Optional.of(context);
    }

    private Optional<SignedInAccount> asItIsNow(Remembered remembered) {
        return identity.active(remembered.account())
                .filter(found -> found.generation() == remembered.generation()
                        && signIns.isWithinItsLength(
                                found.role(), remembered.signIn().began()))
                .map(found -> new SignedInAccount(found, remembered.signIn()));
    }

    /** Asks the database once, and only in requests that want to know who is there. */
    private final class Loading implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext context;
        private boolean generated;

        Loading(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            SecurityContext loaded = context;
            if (loaded == null) {
                Optional<SecurityContext> found = load(request);
                generated = found.isEmpty();
                loaded = found.orElseGet(SecurityContextHolder::createEmptyContext);
                context = loaded;
            }
            return loaded;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
