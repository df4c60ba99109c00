package clinic.identity.accounts;

import clinic.identity.Account;
import clinic.identity.SignIn;
import clinic.identity.SignIns.Kind;
import clinic.identity.SignIns.Open;
import clinic.platform.Secret;
import clinic.platform.Sql;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens: random, stored hashed, good for one use each. Whoever uses one a second time has it from somebody else,
 * or somebody else has it: the whole family ends. Every call belongs inside an act of the system.
 */
@Component
class RefreshTokens {

    static final Duration LIFETIME = Duration.ofDays(30);

    /** The family a token belongs to, when the token could be used. */
    record Family(UUID id, UUID account, int generation, Instant started) {

        /** A program shows who it acts for once: when it begins. */
        SignIn signIn() {
            return new SignIn(id, started, started);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    RefreshTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new family, without a token yet. */
    Family start(Account account, @Nullable String device) {
        UUID family = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into refresh_family (id, account_id, generation, started_at, expires_at, device)
                        values (:id, :account, :generation, :now, :expires, :device)
                        """)
                .param("id", family)
                .param("account", account.id().value())
                .param("generation", account.generation())
                .param("now", Sql.at(now))
                .param("expires", Sql.at(now.plus(LIFETIME)))
                .param("device", device)
                .update();
        return new Family(family, account.id().value(), account.generation(), now);
    }

    String next(UUID family) {
        Secret secret = Secret.make();
        jdbc.sql("insert into refresh_token (hash, family_id, made_at) values (:hash, :family, :now)")
                .param("hash", secret.hash())
                .param("family", family)
                .param("now", Sql.at(clock.instant()))
                .update();
        return secret.token();
    }

    /** Uses the token up; empty when it was not good, and then its family, if any, has ended. */
    Optional<Family> use(String token) {
        Optional<UUID> found = familyOf(token);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        UUID family = found.get();
        // The lock first, the look after it: two uses of one token come one after the other.
        record Locked(UUID account, int generation, Instant started, Instant expires, boolean ended) {}
        Locked locked = jdbc.sql("""
                        select account_id, generation, started_at, expires_at, ended_at from refresh_family
                         where id = :id for no key update
                        """)
                .param("id", family)
                .query((row, n) -> new Locked(
                        Sql.id(row, "account_id"),
                        row.getInt("generation"),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "expires_at"),
                        row.getObject("ended_at") != null))
                .single();
        Instant now = clock.instant();
        if (locked.ended() || !locked.expires().isAfter(now)) {
            return Optional.empty();
        }
        int used = jdbc.sql("update refresh_token set used_at = :now where hash = :hash and used_at is null")
                .param("now", Sql.at(now))
                .param("hash", Secret.hashOf(token))
                .update();
        if (used == 0) {
            end(family);
            return Optional.empty();
        }
        return Optional.of(new Family(family, locked.account(), locked.generation(), locked.started()));
    }

    Optional<UUID> familyOf(String token) {
        return jdbc.sql("select family_id from refresh_token where hash = :hash")
                .param("hash", Secret.hashOf(token))
                .query(UUID.class)
                .optional();
    }

    boolean isOpen(UUID family) {
        return jdbc.sql("select exists (select from refresh_family where id = :id and ended_at is null)")
                .param("id", family)
                .query(Boolean.class)
                .single();
    }

    /** Those of the account as it is now that could be refreshed. */
    List<Open> openOf(UUID account) {
        return jdbc.sql("""
                        select f.id, f.device, f.started_at,
                               (select max(t.made_at) from refresh_token t where t.family_id = f.id) as last_used
                          from refresh_family f join account a on a.id = f.account_id
                         where f.account_id = :account and f.ended_at is null and f.expires_at > :now
                           and f.generation = a.generation
                        """)
                .param("account", account)
                .param("now", Sql.at(clock.instant()))
                .query((row, n) -> new Open(
                        Sql.id(row, "id"),
                        Kind.PROGRAM,
                        row.getString("device"),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "last_used")))
                .list();
    }

    void end(UUID family) {
        jdbc.sql("update refresh_family set ended_at = :now where id = :id and ended_at is null")
                .param("id", family)
                .param("now", Sql.at(clock.instant()))
                .update();
    }
}
