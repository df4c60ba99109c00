package clinic.identity.http;

import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.identity.SignedInAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * What a session remembers of its owner: the account's id and generation, nothing else. Who that is now, and in which role,
 * is asked at every request; an account that is blocked, or has had its password changed since, is signed out by the very
 * next one.
 */
@Component
class AccountSessions implements SecurityContextRepository {

    private static final String ACCOUNT = "account";

    private final Identity identity;

    AccountSessions(Identity identity) {
        this.identity = identity;
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
        return session != null && session.getAttribute(ACCOUNT) != null;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedInAccount signedIn) {
            Account account = signedIn.account();
            request.getSession().setAttribute(ACCOUNT, account.id().value() + " " + account.generation());
        } else {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.removeAttribute(ACCOUNT);
            }
        }
    }

    private Optional<SecurityContext> load(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ACCOUNT) instanceof String remembered)) {
            return Optional.empty();
        }
        int blank = remembered.indexOf(' ');
        AccountId id = new AccountId(UUID.fromString(remembered.substring(0, blank)));
        int generation = Integer.parseInt(remembered, blank + 1, remembered.length(), 10);
        Optional<Account> account = identity.active(id).filter(found -> found.generation() == generation);
        if (account.isEmpty()) {
            session.invalidate();
            return Optional.empty();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInAccount(account.get()));
        return Optional.of(context);
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
