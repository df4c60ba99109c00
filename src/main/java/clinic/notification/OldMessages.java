package clinic.notification;

import clinic.platform.Retained;
import clinic.platform.Sql;
import clinic.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people were told, with what hangs on it, long after it was sent or given up. Of a visit that is not long over all is
 * kept, because what its patient was told last says whose it was.
 */
@Component
class OldMessages implements Retained {

    private static final String DUE = """
            from message m where greatest(m.planned_at, m.not_before, m.sent_at) < :before and m.state in ('SENT', 'SKIPPED', 'DEAD')
              and (m.appointment_id is null
                or not exists (select from appointment a where a.id = m.appointment_id and a.end_at >= :before))
              and not exists (select from told_by_hand t where t.message_id = m.id and t.at >= :before)
            """;

    private final JdbcClient jdbc;

    OldMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "MESSAGES";
    }

    @Override
    public Due due(Instant now, Instant before) {
        return jdbc.sql("select count(*) as due, min(m.planned_at) as oldest " + DUE)
                .param("before", Sql.at(before))
                .query((row, n) -> new Due(row.getInt("due"), Sql.instantOrNull(row, "oldest")))
                .single();
    }

    @Override
    public int takeAway(Actor system, Instant now, Instant before, int atMost) {
        List<UUID> due = jdbc.sql("select m.id " + DUE + " order by m.planned_at, m.id limit :most")
                .param("before", Sql.at(before))
                .param("most", atMost)
                .query((row, n) -> Sql.id(row, "id"))
                .list();
        for (String delete : List.of(
                "delete from reply_link where message_id = any(:ids)",
                "delete from told_by_hand where message_id = any(:ids)",
                "delete from demo_mail where message_id = any(:ids)")) {
            jdbc.sql(delete).param("ids", Sql.ids(due)).update();
        }
        return jdbc.sql("delete from message where id = any(:ids)")
                .param("ids", Sql.ids(due))
                .update();
    }
}
