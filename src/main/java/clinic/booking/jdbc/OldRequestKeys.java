package clinic.booking.jdbc;

import clinic.platform.Retained;
import clinic.platform.Sql;
import clinic.shared.Actor;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By which a request that is repeated is known; nobody repeats one for long. */
@Component
class OldRequestKeys implements Retained {

    private final JdbcClient jdbc;

    OldRequestKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "REPEATED_REQUESTS";
    }

    @Override
    public Due due(Instant now, Instant before) {
        return jdbc.sql("select count(*) as due, min(created_at) as oldest from idempotency where created_at < :before")
                .param("before", Sql.at(before))
                .query((row, n) -> new Due(row.getInt("due"), Sql.instantOrNull(row, "oldest")))
                .single();
    }

    @Override
    public int takeAway(Actor system, Instant now, Instant before, int atMost) {
        return jdbc.sql("""
                        delete from idempotency where (actor_id, key) in (
                          select actor_id, key from idempotency where created_at < :before order by created_at limit :most)
                        """)
                .param("before", Sql.at(before))
                .param("most", atMost)
                .update();
    }
}
