package clinic.notification;

import clinic.booking.AppointmentId;
import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The patients who do not know how a coming visit of theirs stands: the last that was said of it went out by no mail and no
 * text message, and they have not read it in the clinic's pages either. What they did themselves they know.
 */
@Component
class Unreached {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Unreached(Transactions transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Notifications.Undelivered> list(Actor admin, @Nullable AppointmentId after, int limit) {
        MessageAccess.onlyAdminsKeepMessages(admin);
        // In the clinic's own pages every message is delivered, so the last of those is the last that was said.
        return transactions.as(
                admin,
                () -> jdbc.sql("""
                        with last as (
                          select distinct on (m.appointment_id)
                            m.id, m.appointment_id, m.transition, m.purpose, m.remind_at, m.recipient_id, m.sent_at, m.read_at, a.start_at
                          from appointment a join message m on m.appointment_id = a.id
                          where a.start_at > :now and a.status <> 'DELETED'
                            and m.recipient_kind = 'PATIENT' and m.channel = 'IN_APP' and m.state = 'SENT'
                            and m.sent_at <= :now
                          order by m.appointment_id, m.sent_at desc, m.transition desc, m.id desc)
                        select last.id, last.appointment_id, last.purpose, last.sent_at, coalesce(sent.why, '{NO_ADDRESS}') as why
                        from last join patient p on p.id = last.recipient_id
                          join transition t on t.appointment_id = last.appointment_id and t.number = last.transition
                          cross join lateral (
                            select count(*) as planned,
                              count(*) filter (where o.state in ('PLANNED', 'FAILED', 'SENT')) as reaching,
                              array_agg(distinct o.reason) filter (where o.state = 'DEAD'
                                or o.state = 'SKIPPED' and o.reason in ('NO_ADDRESS', 'NO_NUMBER')) as why
                            from message o
                            where o.appointment_id = last.appointment_id and o.transition = last.transition
                              and o.recipient_kind = 'PATIENT' and o.recipient_id = last.recipient_id
                              and o.purpose = last.purpose and o.remind_at is not distinct from last.remind_at
                              and o.channel <> 'IN_APP') sent
                        where last.read_at is null and sent.reaching = 0
                          and (sent.why is not null or sent.planned = 0 and p.email is null and p.account_id is null)
                          and (t.by_role <> 'PATIENT' or last.purpose in ('REMINDER', 'KEPT'))
                          and not exists (select from told_by_hand h where h.message_id = last.id)
                          and (cast(:after as uuid) is null or (last.start_at, last.appointment_id) >
                               (select b.start_at, b.id from appointment b where b.id = cast(:after as uuid)))
                        order by last.start_at, last.appointment_id limit :limit
                        """)
                        .param("now", Sql.at(clock.instant()))
                        .param("after", after == null ? null : after.value())
                        .param("limit", limit)
                        .query((row, n) -> undelivered(row))
                        .list());
    }

    private static Notifications.Undelivered undelivered(ResultSet row) throws SQLException {
        return new Notifications.Undelivered(
                Sql.id(row, "id"),
                new AppointmentId(Sql.id(row, "appointment_id")),
                row.getString("purpose"),
                Sql.instant(row, "sent_at"),
                List.of((String[]) row.getArray("why").getArray()));
    }

    void tell(Actor admin, UUID message) {
        MessageAccess.onlyAdminsKeepMessages(admin);
        boolean known = transactions.as(admin, () -> {
            jdbc.sql("""
                            insert into told_by_hand (message_id, at, by_id)
                            select id, :now, :by from message
                            where id = :message and recipient_kind = 'PATIENT' and channel = 'IN_APP'
                            on conflict do nothing
                            """)
                    .param("message", message)
                    .param("now", Sql.at(clock.instant()))
                    .param("by", admin.id())
                    .update();
            return jdbc.sql("select exists (select from told_by_hand where message_id = :message)")
                    .param("message", message)
                    .query(Boolean.class)
                    .single();
        });
        if (!known) {
            throw new NotFound("message");
        }
    }
}
