package clinic.identity.http;

import clinic.identity.SignIns.Kind;
import clinic.identity.SignIns.Open;
import clinic.identity.accounts.OpenBrowsers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions that hold a sign-in, as they are stored for all servers. */
@Component
class BrowserSignIns implements OpenBrowsers {

    static final String DEVICE = "device";

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    BrowserSignIns(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Open> of(UUID account) {
        List<Open> open = new java.util.ArrayList<>();
        each(
                account,
                (session, remembered) -> open.add(new Open(
                        remembered.signIn().id(),
                        Kind.BROWSER,
                        session.getAttribute(DEVICE),
                        remembered.signIn().began(),
                        session.getLastAccessedTime())));
        return open;
    }

    @Override
    public void end(UUID account, Set<UUID> signIns) {
        each(account, (session, remembered) -> {
            if (signIns.contains(remembered.signIn().id())) {
                sessions.deleteById(session.getId());
            }
        });
    }

    private void each(UUID account, BiConsumer<Session, Remembered> work) {
        Map<String, ? extends Session> found = sessions.findByPrincipalName(account.toString());
        for (Session session : found.values()) {
            String kept = session.getAttribute(Remembered.ATTRIBUTE);
            if (kept != null && !session.isExpired()) {
                Remembered.read(kept).ifPresent(remembered -> work.accept(session, remembered));
            }
        }
    }
}
