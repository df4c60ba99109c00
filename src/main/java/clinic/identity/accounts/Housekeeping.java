package clinic.identity.accounts;

import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Throws away, once an hour, what can never matter again: links, tokens and keys that ended, tries long forgiven. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Housekeeping {

    private static final List<String> ENDED = List.of(
            "delete from account_link where expires_at <= :now",
            "delete from refresh_family where expires_at <= :now",
            "delete from token_key where good_until <= :now",
            "delete from passkey_challenge where expires_at <= :now",
            "delete from throttle where full_until <= :now");

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Housekeeping(Transactions transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${clinic.housekeeping.after:PT1M}", fixedDelayString = "PT1H")
    void tidy() {
        Actor system = SystemAct.actor();
        OffsetDateTime now = Sql.at(clock.instant());
        for (String delete : ENDED) {
            transactions.as(system, () -> jdbc.sql(delete).param("now", now).update());
        }
    }
}
