package clinic.identity.accounts;

import clinic.identity.Identity.Throttled;
import clinic.identity.SecurityLog;
import clinic.identity.SecurityLog.Event;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.vault.Vault;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever tries too often. Each address tried, each network it is tried from, and the two together have a
 * bucket that an attempt fills and time empties; a full one refuses until there is room again, and refusing fills nothing,
 * so that a guesser cannot shut the owner out for good. The buckets are in the database: they hold across servers and
 * restarts. An attempt is counted in a transaction of its own before anything is looked at.
 */
@Component
class Throttle {

    /**
     * @param name who tries what; the database knows only its blind index
     * @param burst how many attempts at once; then one per {@code step}
     */
    record Bucket(String name, int burst, Duration step) {}

    private final boolean limited;
    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Vault vault;

    Throttle(
            @Value("${clinic.limits:on}") String limits,
            Transactions transactions,
            JdbcClient jdbc,
            Clock clock,
            Vault vault) {
        this.limited = !limits.equalsIgnoreCase("off") && !limits.equalsIgnoreCase("false");
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.vault = vault;
    }

    /** A guesser in one place is held up by the first two and so never fills the third, which is the owner's too. */
    static List<Bucket> signIn(String emailKey, String remote) {
        return List.of(
                signInFrom(emailKey, remote),
                new Bucket(name("sign-in from", "", network(remote)), 100, Duration.ofSeconds(3)),
                signInFromAnywhere(emailKey));
    }

    /** What the owner of an address has used up of the tries at it. */
    static List<Bucket> signInOfOwner(String emailKey, String remote) {
        return List.of(signInFrom(emailKey, remote), signInFromAnywhere(emailKey));
    }

    private static Bucket signInFrom(String emailKey, String remote) {
        return new Bucket(name("sign-in of", emailKey, network(remote)), 10, Duration.ofSeconds(30));
    }

    private static Bucket signInFromAnywhere(String emailKey) {
        return new Bucket(name("sign-in of", emailKey, ""), 60, Duration.ofSeconds(36));
    }

    /**
     * Codes of a second factor. From anywhere it is a guess in five minutes, so that of a million codes, three of which
     * are right, not one in a thousand accounts falls in a day of guessing by somebody who has the password too.
     */
    static List<Bucket> code(UUID account, String remote) {
        return List.of(
                new Bucket(name("code of", account.toString(), network(remote)), 10, Duration.ofMinutes(1)),
                new Bucket(name("code of", account.toString(), ""), 30, Duration.ofMinutes(5)));
    }

    /** Sign-up and reset: each may send a mail to somebody. */
    static List<Bucket> mail(String emailKey, String remote) {
        return List.of(
                new Bucket(name("mail from", "", network(remote)), 40, Duration.ofSeconds(30)),
                new Bucket(name("mail to", emailKey, ""), 5, Duration.ofMinutes(10)));
    }

    static List<Bucket> link(String remote) {
        return List.of(new Bucket(name("link from", "", network(remote)), 100, Duration.ofSeconds(5)));
    }

    /** Looking for a patient by name and date of birth: enough for a bad night, too few to try people out. */
    static List<Bucket> emergency(UUID doctor) {
        return List.of(new Bucket(name("emergency of", doctor.toString(), ""), 5, Duration.ofMinutes(12)));
    }

    static List<Bucket> provider(String remote) {
        return List.of(new Bucket(name("provider from", "", network(remote)), 100, Duration.ofSeconds(5)));
    }

    /** Counts an attempt, bucket by bucket up to the first that is full. Present when it must not be looked at. */
    Optional<Throttled> refusal(Actor system, List<Bucket> buckets) {
        if (!limited) {
            return Optional.empty();
        }
        for (Bucket bucket : buckets) {
            Optional<Throttled> full = fill(system, bucket, 1);
            if (full.isPresent()) {
                return full;
            }
        }
        return Optional.empty();
    }

    /** Counts that many attempts at once, or none of them. */
    Optional<Throttled> refusal(Actor system, Bucket bucket, int attempts) {
        return limited ? fill(system, bucket, attempts) : Optional.empty();
    }

    private Optional<Throttled> fill(Actor system, Bucket bucket, int attempts) {
        Instant now = clock.instant();
        Duration filled = bucket.step().multipliedBy(attempts);
        Instant full = now.plus(bucket.step().multipliedBy(bucket.burst()));
        Optional<Throttled> refusal = transactions.as(
                system,
                () -> jdbc.sql("""
                        insert into throttle as t (key, full_until) values (:key, :after)
                        on conflict (key) do update set
                          full_until = case when greatest(t.full_until, :now) + :step * interval '1 millisecond' <= :full
                                            then greatest(t.full_until, :now) + :step * interval '1 millisecond' else t.full_until end,
                          refused = greatest(t.full_until, :now) + :step * interval '1 millisecond' > :full
                        returning full_until, refused
                        """)
                        .param("key", vault.blindIndex("throttle", bucket.name()))
                        .param("now", Sql.at(now))
                        .param("after", Sql.at(now.plus(filled)))
                        .param("full", Sql.at(full))
                        .param("step", filled.toMillis())
                        .query((row, n) -> refusal(row, filled, full))
                        .single());
        refusal.ifPresent(throttled -> SecurityLog.note(Event.THROTTLED));
        return refusal;
    }

    private static Optional<Throttled> refusal(ResultSet row, Duration filled, Instant full) throws SQLException {
        if (!row.getBoolean("refused")) {
            return Optional.empty();
        }
        Instant until = Sql.instant(row, "full_until");
        Duration wait = Duration.between(full, until.plus(filled));
        return Optional.of(new Throttled(
                Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()))));
    }

    /** Takes an attempt back that turned out to be the owner's. */
    void forgive(Actor system, List<Bucket> buckets) {
        if (!limited) {
            return;
        }
        buckets.forEach(bucket -> transactions.as(
                system,
                () -> jdbc.sql(
                                "update throttle set full_until = full_until - :step * interval '1 millisecond' where key = :key")
                        .param("key", vault.blindIndex("throttle", bucket.name()))
                        .param("step", bucket.step().toMillis())
                        .update()));
    }

    /** Forgets every attempt counted in these buckets. */
    void empty(List<Bucket> buckets) {
        for (Bucket bucket : buckets) {
            jdbc.sql("delete from throttle where key = :key")
                    .param("key", vault.blindIndex("throttle", bucket.name()))
                    .update();
        }
    }

    static String name(String what, String emailKey, String network) {
        return what + "\n" + emailKey + "\n" + network;
    }

    /** An IPv6 customer has at least a /64 to come from; anything that is no address is its own network. */
    static String network(String remote) {
        try {
            InetAddress address = InetAddress.ofLiteral(remote);
            return address instanceof Inet6Address six
                    ? Arrays.toString(Arrays.copyOf(six.getAddress(), 8))
                    : address.getHostAddress();
        } catch (IllegalArgumentException e) {
            return remote;
        }
    }
}
