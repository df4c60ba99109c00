package clinic.identity.accounts;

import clinic.identity.SignIns.Open;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The browsers in which an account is signed in to, wherever their sessions are kept. */
public interface OpenBrowsers {

    List<Open> of(UUID account);

    /** Those that are the account's. */
    void end(UUID account, Set<UUID> signIns);
}
