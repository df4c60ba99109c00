package clinic.identity.accounts;

import clinic.identity.Identity.LinkInvalid;
import clinic.identity.Identity.LinkOutcome;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.identity.Identity.Throttled;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The first admin of an empty clinic: made by whoever reads the one-time link that the start prints. */
@Component
class SetUpDesk {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final AccountDesk desk;
    private final Links links;
    private final Throttle throttle;

    SetUpDesk(
            Transactions transactions,
            JdbcClient jdbc,
            Accounts accounts,
            AccountDesk desk,
            Links links,
            Throttle throttle) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.desk = desk;
        this.links = links;
        this.throttle = throttle;
    }

    /** A fresh set-up link, and the earlier ones worthless; empty when an admin can sign in. */
    Optional<String> link() {
        return transactions.as(SystemAct.actor(), () -> {
            oneAtATime();
            if (accounts.anAdminCanSignIn()) {
                return Optional.empty();
            }
            links.voidAll(null, List.of(LinkPurpose.SET_UP));
            return Optional.of(links.make(LinkPurpose.SET_UP, null));
        });
    }

    LinkOutcome setUp(String token, String name, String email, String password, String remote) {
        Actor system = SystemAct.actor();
        Optional<Throttled> refusal = throttle.refusal(system, Throttle.link(remote));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (transactions.as(system, () -> !isOpen(token))) {
            return new LinkInvalid();
        }
        return transactions.as(system, () -> {
            oneAtATime();
            if (!isOpen(token) || accounts.anAdminCanSignIn() || !links.use(token)) {
                return new LinkInvalid();
            }
            return new LinkUsed(desk.enrol(system, email, name, Role.ADMIN, null, password));
        });
    }

    private boolean isOpen(String token) {
        return links.open(token)
                .filter(link -> link.purpose() == LinkPurpose.SET_UP)
                .isPresent();
    }

    /** There is one first admin, however many servers start and links are open. */
    private void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('clinic set-up'))")
                .query((row, n) -> true)
                .single();
    }
}
