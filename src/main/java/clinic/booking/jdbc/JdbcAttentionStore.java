package clinic.booking.jdbc;

import static clinic.platform.Sql.at;

import clinic.availability.VisitsAffected.Cause;
import clinic.booking.AppointmentId;
import clinic.booking.Attention.Kept;
import clinic.booking.domain.AttentionStore;
import clinic.platform.Sql;
import clinic.vault.Vault;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The visits that need attention in PostgreSQL. */
@Repository
class JdbcAttentionStore implements AttentionStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    JdbcAttentionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public void add(Collection<AppointmentId> visits, Cause cause) {
        // The lock waits for whoever is ending one of them: a visit that was called off meanwhile is not listed.
        List<UUID> standing = jdbc.sql("""
                        select id from appointment
                        where id = any(:visits) and status in ('PENDING', 'APPROVED', 'RESCHEDULED')
                        order by id for no key update
                        """)
                .param(
                        "visits",
                        Sql.ids(visits.stream().map(AppointmentId::value).toList()))
                .query(UUID.class)
                .list();
        call("list_attention", standing, cause);
    }

    @Override
    public void lift(Collection<AppointmentId> visits, Cause cause) {
        call("lift_attention", visits.stream().map(AppointmentId::value).toList(), cause);
    }

    private void call(String function, List<UUID> visits, Cause cause) {
        jdbc.sql("select " + function + "(cast(:visits as uuid[]), :cause)")
                .param("visits", Sql.ids(visits))
                .param("cause", cause.name())
                .query(row -> {});
    }

    @Override
    public boolean keep(AppointmentId visit, Kept kept) {
        UUID patient = jdbc.sql("select patient_id from appointment where id = :visit")
                .param("visit", visit.value())
                .query(UUID.class)
                .single();
        return jdbc.sql("""
                                update attention set kept_at = :at, kept_by = :by, kept_reason = :reason
                                where appointment_id = :visit and kept_at is null
                                """)
                        .param("visit", visit.value())
                        .param("at", at(kept.at()))
                        .param("by", kept.byId())
                        .param(
                                "reason",
                                vault.seal(patient, JdbcAppointmentStore.keptReasonOf(visit.value()), kept.reason()))
                        .update()
                == 1;
    }
}
