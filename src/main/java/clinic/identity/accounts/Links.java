package clinic.identity.accounts;

import clinic.identity.Identity.LinkPurpose;
import clinic.platform.Secret;
import clinic.platform.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One-time links as they are stored: hashed, with an end, used at most once however many try. Every call belongs inside an act. */
@Component
class Links {

    record Link(LinkPurpose purpose, @Nullable UUID account) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Links(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static Duration lifetime(LinkPurpose purpose) {
        return switch (purpose) {
            case VERIFY -> Duration.ofDays(2);
            case RESET -> Duration.ofHours(1);
            case INVITE -> Duration.ofDays(7);
            case SET_UP -> Duration.ofDays(1);
        };
    }

    /** @return the token; it cannot be had again */
    String make(LinkPurpose purpose, @Nullable UUID account) {
        Secret secret = Secret.make();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into account_link (hash, account_id, purpose, made_at, expires_at)
                        values (:hash, :account, :purpose, :now, :expires)
                        """)
                .param("hash", secret.hash())
                .param("account", account)
                .param("purpose", purpose.name())
                .param("now", Sql.at(now))
                .param("expires", Sql.at(now.plus(lifetime(purpose))))
                .update();
        return secret.token();
    }

    /** What an unused link in time is for. */
    Optional<Link> open(String token) {
        return jdbc.sql("""
                        select purpose, account_id from account_link
                         where hash = :hash and used_at is null and expires_at > :now
                        """)
                .param("hash", Secret.hashOf(token))
                .param("now", Sql.at(clock.instant()))
                .query((row, n) ->
                        new Link(LinkPurpose.valueOf(row.getString("purpose")), Sql.idOrNull(row, "account_id")))
                .optional();
    }

    /** Uses the link up. Of many who try at once exactly one is told yes. */
    boolean use(String token) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update account_link set used_at = :now
                         where hash = :hash and used_at is null and expires_at > :now
                        """)
                        .param("hash", Secret.hashOf(token))
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    /** Makes every other open link of these purposes worthless. */
    void voidAll(@Nullable UUID account, List<LinkPurpose> purposes) {
        jdbc.sql("""
                        update account_link set used_at = :now
                         where account_id is not distinct from :account and purpose in (:purposes) and used_at is null
                        """)
                .param("now", Sql.at(clock.instant()))
                .param("account", account, java.sql.Types.OTHER)
                .param("purposes", purposes.stream().map(LinkPurpose::name).toList())
                .update();
    }
}
