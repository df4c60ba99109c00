package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.shared.Actor.Role;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Seals the secrets of apps and the names of passkeys under the key of their owner, each for its row only. Every call belongs inside an act. */
@Component
class FactorSecrets {

    private final Vault vault;

    FactorSecrets(Vault vault) {
        this.vault = vault;
    }

    /** As the system: a patient opens his key and does not make it. */
    void makeKey(Account owner) {
        vault.key(key(owner));
    }

    byte[] seal(Account owner, UUID row, String secret) {
        return vault.seal(key(owner), place(row), secret);
    }

    String open(Account owner, UUID row, byte[] sealed) {
        return vault.open(key(owner), place(row), sealed);
    }

    byte[] sealName(Account owner, UUID passkey, String name) {
        return vault.seal(key(owner), Place.of("passkey", "name", passkey), name);
    }

    String openName(Account owner, UUID passkey, byte[] sealed) {
        return vault.open(key(owner), Place.of("passkey", "name", passkey), sealed);
    }

    private static UUID key(Account owner) {
        UUID person = owner.person();
        return owner.role() == Role.PATIENT && person != null
                ? person
                : owner.id().value();
    }

    private static Place place(UUID row) {
        return Place.of("authenticator", "secret", row);
    }
}
