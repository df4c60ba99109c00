package clinic.identity.accounts;

import clinic.platform.Sql;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The apps that show codes, as they are stored. Every call belongs inside an act. */
@Component
class Authenticators {

    /** @param sealed the secret as it is stored */
    record Stored(UUID id, byte[] sealed, Instant madeAt, Optional<Instant> confirmedAt) {}

    private final JdbcClient jdbc;

    Authenticators(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one that counts. */
    Optional<Stored> of(UUID account) {
        return jdbc.sql("""
                        select id, secret, made_at, confirmed_at from authenticator
                         where account_id = :account and confirmed_at is not null
                        """)
                .param("account", account)
                .query(Authenticators::stored)
                .optional();
    }

    /** The one whose first code is waited for. */
    Optional<Stored> waiting(UUID account) {
        return jdbc.sql("""
                        select id, secret, made_at, confirmed_at from authenticator
                         where account_id = :account and confirmed_at is null
                        """)
                .param("account", account)
                .query(Authenticators::stored)
                .optional();
    }

    static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** In place of any other that waits. Of two at once one stays. */
    void offer(UUID id, UUID account, byte[] sealed, Instant now) {
        jdbc.sql("delete from authenticator where account_id = :account and confirmed_at is null")
                .param("account", account)
                .update();
        jdbc.sql("""
                        insert into authenticator (id, account_id, secret, made_at)
                        values (:id, :account, :secret, :now) on conflict do nothing
                        """)
                .param("id", id)
                .param("account", account)
                .param("secret", sealed)
                .param("now", Sql.at(now))
                .update();
    }

    /** The one that waits counts from now on, and no other. */
    void confirm(UUID id, UUID account, long step, Instant now) {
        jdbc.sql("delete from authenticator where account_id = :account and id <> :id")
                .param("account", account)
                .param("id", id)
                .update();
        jdbc.sql("update authenticator set confirmed_at = :now where id = :id")
                .param("now", Sql.at(now))
                .param("id", id)
                .update();
        jdbc.sql("insert into authenticator_use (authenticator_id, step) values (:id, :step)")
                .param("id", id)
                .param("step", step)
                .update();
    }

    /** As the system. False when a code of this half minute or a later one was taken before. */
    boolean use(UUID id, long step) {
        return jdbc.sql("""
                        insert into authenticator_use as u (authenticator_id, step) values (:id, :step)
                        on conflict (authenticator_id) do update set step = excluded.step where u.step < excluded.step
                        """).param("id", id).param("step", step).update() == 1;
    }

    void removeAll(UUID account) {
        jdbc.sql("delete from authenticator where account_id = :account")
                .param("account", account)
                .update();
    }

    /** As an admin: everything but the password, and every session and token with it. */
    void forget(UUID account) {
        jdbc.sql("select forget_factors(:account)")
                .param("account", account)
                .query((row, n) -> n)
                .list();
    }

    private static Stored stored(ResultSet row, int n) throws SQLException {
        return new Stored(
                Sql.id(row, "id"),
                row.getBytes("secret"),
                Sql.instant(row, "made_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "confirmed_at")));
    }
}
