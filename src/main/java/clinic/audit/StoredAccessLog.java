package clinic.audit;

import clinic.platform.Sql;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.shared.Invalid;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who looked at what, in its table. */
@Component
class StoredAccessLog implements AccessLog {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    StoredAccessLog(Transactions transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void opened(Actor reader, UUID patient, @Nullable UUID appointment, Why why) {
        if (!reader.is(Role.DOCTOR) && !reader.is(Role.ADMIN)) {
            return;
        }
        jdbc.sql("""
                        insert into record_access (id, at, actor_id, actor_role, doctor_id, request_id, patient_id,
                                                   appointment_id, why)
                        values (:id, :at, :actor, :role, :doctor, :request, :patient, :appointment, :why)
                        on conflict do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("at", Sql.at(clock.instant()))
                .param("actor", reader.id())
                .param("role", reader.role().name())
                .param("doctor", reader.person())
                .param("request", reader.request())
                .param("patient", patient)
                .param("appointment", appointment)
                .param("why", why.name())
                .update();
    }

    @Override
    public List<Access> of(Actor actor, UUID patient, int limit, @Nullable UUID before) {
        new Invalid.Check().number("limit", limit, 1, 200).done();
        return transactions.as(
                actor,
                () -> jdbc.sql("""
                        select id, at, actor_role, doctor_id, patient_id, appointment_id, why
                          from record_access
                         where patient_id = :patient and (cast(:before as uuid) is null or id < :before)
                         order by id desc
                         limit :limit
                        """)
                        .param("patient", patient)
                        .param("before", before)
                        .param("limit", limit)
                        .query(StoredAccessLog::access)
                        .list());
    }

    private static Access access(ResultSet row, int number) throws SQLException {
        return new Access(
                Sql.id(row, "id"),
                Sql.instant(row, "at"),
                Role.valueOf(row.getString("actor_role")),
                Sql.idOrNull(row, "doctor_id"),
                Sql.id(row, "patient_id"),
                Sql.idOrNull(row, "appointment_id"),
                Why.valueOf(row.getString("why")));
    }
}
