package wrong.web;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction without an actor. */
public class OpensItsOwnTransaction {

    public void act(PlatformTransactionManager manager) {
        new TransactionTemplate(manager).executeWithoutResult(status -> {});
    }
}
