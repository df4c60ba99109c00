package clinic.booking.jdbc;

import static clinic.platform.Sql.at;

import clinic.availability.VisitsAffected.Cause;
import clinic.booking.AppointmentId;
import clinic.booking.Attention.Kept;
import clinic.booking.domain.AttentionStore;
import clinic.platform.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The visits that need attention in PostgreSQL. */
@Repository
class JdbcAttentionStore implements AttentionStore {

    private final JdbcClient jdbc;

    JdbcAttentionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Collection<AppointmentId> visits, Cause cause, Instant now) {
        // The lock waits for whoever is ending one of them: a visit that was called off meanwhile is not listed.
        List<UUID> standing =
                jdbc.sql("""
                        select id from appointment
                        where id = any(cast(:visits as uuid[])) and status in ('PENDING', 'APPROVED', 'RESCHEDULED')
                        order by id for no key update
                        """).param("visits", ids(visits)).query(UUID.class).list();
        jdbc.sql("delete from attention where appointment_id = any(cast(:visits as uuid[])) and kept_at is not null")
                .param("visits", Sql.ids(standing))
                .update();
        jdbc.sql("""
                        insert into attention (appointment_id, causes, since)
                        select id, array[cast(:cause as text)], cast(:now as timestamptz) from unnest(cast(:visits as uuid[])) id
                        on conflict (appointment_id) do update
                        set causes = array(select distinct unnest(attention.causes || excluded.causes) order by 1)
                        """)
                .param("visits", Sql.ids(standing))
                .param("cause", cause.name())
                .param("now", at(now))
                .update();
    }

    @Override
    public void lift(Collection<AppointmentId> visits, Cause cause) {
        jdbc.sql(
                        "delete from attention where appointment_id = any(cast(:visits as uuid[])) and causes = array[cast(:cause as text)]")
                .param("visits", ids(visits))
                .param("cause", cause.name())
                .update();
        jdbc.sql("""
                        update attention set causes = array_remove(causes, :cause)
                        where appointment_id = any(cast(:visits as uuid[])) and :cause = any(causes)
                        """).param("visits", ids(visits)).param("cause", cause.name()).update();
    }

    @Override
    public boolean keep(AppointmentId visit, Kept kept) {
        return jdbc.sql("""
                                update attention set kept_at = :at, kept_by = :by, kept_reason = :reason
                                where appointment_id = :visit and kept_at is null
                                """)
                        .param("visit", visit.value())
                        .param("at", at(kept.at()))
                        .param("by", kept.byId())
                        .param("reason", kept.reason())
                        .update()
                == 1;
    }

    private static String ids(Collection<AppointmentId> visits) {
        return Sql.ids(visits.stream().map(AppointmentId::value).toList());
    }
}
