package clinic.identity.accounts;

import clinic.platform.Secret;
import clinic.platform.Sql;
import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Codes on paper. Each has 120 random bits, so that its hash needs neither salt nor a slow function (NIST SP 800-63B-4
 * asks for 112). Every call belongs inside an act.
 */
@Component
class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    RecoveryCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As the owner: ten new ones in place of all there are. */
    List<String> renew(UUID account, Instant now) {
        removeAll(account);
        List<String> codes = Stream.generate(RecoveryCodes::make).limit(COUNT).toList();
        for (String code : codes) {
            jdbc.sql("insert into recovery_code (id, account_id, hash, made_at) values (:id, :account, :hash, :now)")
                    .param("id", UuidCreator.getTimeOrderedEpoch())
                    .param("account", account)
                    .param("hash", hash(code))
                    .param("now", Sql.at(now))
                    .update();
        }
        return codes;
    }

    void removeAll(UUID account) {
        jdbc.sql("delete from recovery_code where account_id = :account")
                .param("account", account)
                .update();
    }

    int unused(UUID account) {
        return jdbc.sql("select count(*) from recovery_code where account_id = :account and used_at is null")
                .param("account", account)
                .query(Integer.class)
                .single();
    }

    /** As the system. Of many uses of one code at once exactly one is told yes. */
    boolean use(UUID account, String typed, Instant now) {
        return jdbc.sql("""
                        update recovery_code set used_at = :now
                         where hash = :hash and account_id = :account and used_at is null
                        """)
                        .param("now", Sql.at(now))
                        .param("hash", hash(typed))
                        .param("account", account)
                        .update()
                == 1;
    }

    private static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.of(bytes).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static byte[] hash(String code) {
        return Secret.hashOf("recovery " + Base32.read(code));
    }
}
