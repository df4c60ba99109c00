package clinic.identity.accounts;

import clinic.platform.Sql;
import clinic.vault.Vault;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose account it is whom a provider knows by which subject, as it is stored. Every call belongs inside an act. */
@Component
class ProviderLinks {

    private final JdbcClient jdbc;
    private final Vault vault;

    ProviderLinks(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A subject says nothing without its issuer, who alone gives it to one person only. */
    Optional<UUID> accountOf(String issuer, String subject) {
        return jdbc.sql("select account_id from provider_link where issuer = :issuer and subject_key = :key")
                .param("issuer", issuer)
                .param("key", key(issuer, subject))
                .query(UUID.class)
                .optional();
    }

    Optional<Instant> since(UUID account, String issuer) {
        return jdbc.sql("select made_at from provider_link where account_id = :account and issuer = :issuer")
                .param("account", account)
                .param("issuer", issuer)
                .query((row, n) -> Sql.instant(row, "made_at"))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the account or the subject is linked already */
    void add(UUID account, String issuer, String subject, Instant now) {
        jdbc.sql("""
                        insert into provider_link (id, account_id, issuer, subject_key, made_at)
                        values (:id, :account, :issuer, :key, :now)
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("account", account)
                .param("issuer", issuer)
                .param("key", key(issuer, subject))
                .param("now", Sql.at(now))
                .update();
    }

    /** Those with earlier providers too. */
    boolean removeAll(UUID account) {
        return jdbc.sql("delete from provider_link where account_id = :account")
                        .param("account", account)
                        .update()
                > 0;
    }

    private byte[] key(String issuer, String subject) {
        return vault.blindIndex("provider_link.subject", issuer + "\n" + subject);
    }
}
