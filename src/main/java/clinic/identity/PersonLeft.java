package clinic.identity;

import java.util.UUID;

/**
 * An account acts no longer as the doctor it was made for; published inside the transaction, so that the doctor's record
 * lets go of the account with it or not at all.
 *
 * @param person the doctor's record
 */
public record PersonLeft(AccountId account, UUID person) {}
