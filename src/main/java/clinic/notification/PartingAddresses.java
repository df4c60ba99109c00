package clinic.notification;

import clinic.identity.AccountId;
import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.vault.Place;
import clinic.vault.Vault;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where the last mail goes to somebody whose address is erased in the same act: sealed under a key of its own, which the
 * database destroys as soon as the mail is gone or given up.
 */
@Component
class PartingAddresses {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Vault vault;

    PartingAddresses(Transactions transactions, JdbcClient jdbc, Vault vault) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Inside the act that plans the message, by an admin or the system, while the account still has its address. */
    void keep(UUID message, AccountId account) {
        byte[] address = jdbc.sql("""
                        select a.id, a.email, %s from account a left join data_key k on k.owner_id = a.person_id
                        where a.id = :account
                        """.formatted(Vault.KEY))
                .param("account", account.value())
                .query((row, n) -> vault.seal(
                        message,
                        place(message),
                        vault.key(row).open(Place.of("account", "email", Sql.id(row, "id")), row.getBytes("email"))))
                .single();
        jdbc.sql("insert into parting_address (message_id, address) values (:message, :address)")
                .param("message", message)
                .param("address", address)
                .update();
    }

    /** Empty when the mail is gone. */
    Optional<String> of(UUID message) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("select address from parting_address where message_id = :message")
                        .param("message", message)
                        .query((row, n) -> vault.open(message, place(message), row.getBytes("address")))
                        .optional());
    }

    private static Place place(UUID message) {
        return Place.of("parting_address", "address", message);
    }
}
