package clinic.identity;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What whoever watches over the clinic must see, one line each under {@code clinic.security}: the event, the account's id
 * and its role; the request stands in every line of the log. Where no account is known, because nobody is signed in or the
 * address tried is nobody's, it says {@code unknown}. An id means nothing to who cannot look it up in the database, so that
 * whose address it is, or which addresses are tried, is not told here.
 */
public final class SecurityLog {

    private static final Logger log = LoggerFactory.getLogger("clinic.security");

    private SecurityLog() {}

    /** What happened. */
    public enum Event {
        SIGNED_IN_BY_PASSWORD,
        SIGNED_IN_BY_CODE,
        SIGNED_IN_BY_PASSKEY,
        SIGNED_IN_BY_PROVIDER,
        SIGNED_IN_BY_LINK,
        TOKENS_ISSUED,
        PROVED_AGAIN,
        PASSWORD_WRONG,
        CODE_WRONG,
        PASSKEY_WRONG,
        PROVIDER_REFUSED,
        THROTTLED,
        REFUSED_TO_ROLE,
        FORM_WITHOUT_TOKEN,
        FRESH_FACTOR_ASKED,
        PASSWORD_CHANGED,
        SESSIONS_ENDED_BY_ADMIN,
        ACCOUNT_BLOCKED,
        EMERGENCY_BEGUN,
        EMERGENCY_FOUND_NOBODY,
        ACCOUNT_CLOSED,
        PURGE_BY_ADMIN
    }

    /** Of whoever is signed in on this thread, if anybody is. */
    public static void note(Event event) {
        note(event, CurrentActor.account());
    }

    /** @param account whom it concerns; null when that is not known */
    public static void note(Event event, @Nullable Account account) {
        if (account == null) {
            log.info("{} account=unknown", event);
        } else {
            log.info("{} account={} role={}", event, account.id().value(), account.role());
        }
    }
}
