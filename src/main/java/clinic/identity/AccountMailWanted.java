package clinic.identity;

/** Something happened to an account that its owner must be told by mail; published inside the transaction. */
public record AccountMailWanted(AccountId account, Mail mail) {

    /** What to write. The first three carry a link that the relay asks for when it sends. */
    public enum Mail {
        VERIFY_ADDRESS,
        RESET_PASSWORD,
        INVITATION,
        ALREADY_SIGNED_UP,
        PASSWORD_CHANGED,
        FACTOR_ADDED,
        FACTOR_REMOVED,
        RECOVERY_CODES_MADE,
        RECOVERY_CODE_USED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        PROVIDER_LINKED,
        PROVIDER_UNLINKED,
        ROLE_CHANGED,
        SESSIONS_ENDED,
        ERASURE_ASKED,
        ERASURE_REFUSED,
        /** The last one: published before the account is closed, it goes to the address that the account had. */
        ERASED,
        RESTRICTED,
        RESTRICTION_ENDS
    }
}
