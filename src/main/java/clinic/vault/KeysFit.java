package clinic.vault;

import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Nobody is let in before it is known that the keys are those of this database. The clinic's own key is made at the first
 * start, so that a second server that comes with keys of its own is told apart from the first.
 */
@Component
class KeysFit implements InitializingBean {

    private final Transactions transactions;
    private final Vault vault;
    private final Keyring keyring;

    KeysFit(Transactions transactions, Vault vault, Keyring keyring) {
        this.transactions = transactions;
        this.vault = vault;
        this.keyring = keyring;
    }

    @Override
    public void afterPropertiesSet() {
        try {
            transactions.as(SystemAct.actor(), () -> vault.key(Vault.CLINIC));
        } catch (IllegalStateException e) {
            throw keyring.file().unsuitable();
        }
    }
}
