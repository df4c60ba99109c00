package clinic.audit;

import clinic.platform.Retained;
import clinic.platform.Sql;
import clinic.shared.Actor;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log of who opened whose record; that it was written stays in the trail. */
@Component
class OldReads implements Retained {

    private final JdbcClient jdbc;

    OldReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "READS";
    }

    @Override
    public Due due(Instant now, Instant before) {
        return jdbc.sql("select count(*) as due, min(at) as oldest from record_access where at < :before")
                .param("before", Sql.at(before))
                .query((row, n) -> new Due(row.getInt("due"), Sql.instantOrNull(row, "oldest")))
                .single();
    }

    @Override
    public int takeAway(Actor system, Instant now, Instant before, int atMost) {
        return jdbc.sql("""
                        delete from record_access
                        where id in (select id from record_access where at < :before order by at limit :most)
                        """)
                .param("before", Sql.at(before))
                .param("most", atMost)
                .update();
    }
}
