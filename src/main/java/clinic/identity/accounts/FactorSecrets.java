package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals the secrets of apps and the names of passkeys under the key of their owner, each for its row only. Every call but
 * {@link #withKey} belongs inside an act.
 */
@Component
class FactorSecrets {

    private final Transactions transactions;
    private final Accounts accounts;
    private final Vault vault;

    FactorSecrets(Transactions transactions, Accounts accounts, Vault vault) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.vault = vault;
    }

    /** The owner's account, whose key is there from now on: a patient opens his own and does not make it. In no act. */
    Account withKey(Actor owner) {
        Account account =
                transactions.as(owner, () -> accounts.byId(owner.id()).orElseThrow(() -> new NotFound("account")));
        transactions.as(SystemAct.actor(), () -> vault.key(account.keyOwner()));
        return account;
    }

    byte[] seal(Account owner, UUID row, String secret) {
        return vault.seal(owner.keyOwner(), place(row), secret);
    }

    String open(Account owner, UUID row, byte[] sealed) {
        return vault.open(owner.keyOwner(), place(row), sealed);
    }

    byte[] sealName(Account owner, UUID passkey, String name) {
        return vault.seal(owner.keyOwner(), Place.of("passkey", "name", passkey), name);
    }

    String openName(Account owner, UUID passkey, byte[] sealed) {
        return vault.open(owner.keyOwner(), Place.of("passkey", "name", passkey), sealed);
    }

    /**
     * What was sent before its sender had to leave for the provider, for the time he is there. In no act.
     *
     * @param owner null for whoever is not signed in, whose form the clinic's own key keeps
     */
    String sealForm(@Nullable Actor owner, String question, String form) {
        UUID key = keyOf(owner);
        byte[] sealed =
                transactions.as(owner == null ? SystemAct.actor() : owner, () -> vault.seal(key, form(question), form));
        return Base64.getEncoder().encodeToString(sealed);
    }

    /** In no act. */
    String openForm(@Nullable Actor owner, String question, String sealed) {
        UUID key = keyOf(owner);
        return transactions.as(
                owner == null ? SystemAct.actor() : owner,
                () -> vault.open(key, form(question), Base64.getDecoder().decode(sealed)));
    }

    private UUID keyOf(@Nullable Actor owner) {
        return owner == null ? Vault.CLINIC : withKey(owner).keyOwner();
    }

    private static Place form(String question) {
        return new Place("spring_session_attributes", "form", question);
    }

    private static Place place(UUID row) {
        return Place.of("authenticator", "secret", row);
    }
}
