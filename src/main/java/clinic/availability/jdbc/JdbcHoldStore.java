package clinic.availability.jdbc;

import static clinic.platform.Sql.at;
import static clinic.platform.Sql.id;
import static clinic.platform.Sql.instant;

import clinic.availability.Hold;
import clinic.availability.HoldId;
import clinic.availability.domain.HoldStore;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.patients.PatientId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Holds in PostgreSQL. What happens to a hold, foreign keys pass on to its claim in the ledger. */
@Repository
class JdbcHoldStore implements HoldStore {

    private final JdbcClient jdbc;

    JdbcHoldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Hold hold) {
        jdbc.sql("""
                        insert into hold (id, patient_id, doctor_id, location_id, taken_at, expires_at)
                        values (:id, :patient, :doctor, :location, :taken, :expires)
                        """)
                .param("id", hold.id().value())
                .param("patient", hold.patient().value())
                .param("doctor", hold.doctor().value())
                .param("location", hold.location().value())
                .param("taken", at(hold.takenAt()))
                .param("expires", at(hold.expiresAt()))
                .update();
    }

    @Override
    public Optional<Hold> find(HoldId id) {
        return jdbc.sql("""
                        select h.id, h.patient_id, h.doctor_id, h.location_id, h.taken_at, h.expires_at,
                               exists (select from patient_time t where t.hold_id = h.id) as stands
                        from hold h where h.id = :id
                        """)
                .param("id", id.value())
                .query((row, n) -> new Hold(
                        id,
                        new PatientId(id(row, "patient_id")),
                        new DoctorId(id(row, "doctor_id")),
                        new LocationId(id(row, "location_id")),
                        instant(row, "taken_at"),
                        instant(row, "expires_at"),
                        row.getBoolean("stands")))
                .optional();
    }

    @Override
    public Optional<Hold> held(PatientId patient, DoctorId doctor, Instant start) {
        return jdbc.sql("""
                        select h.id from hold h join patient_time t on t.hold_id = h.id
                        where t.patient_id = :patient and t.start_at = :start and h.doctor_id = :doctor
                        """)
                .param("patient", patient.value())
                .param("start", at(start))
                .param("doctor", doctor.value())
                .query((row, n) -> new HoldId(id(row, "id")))
                .optional()
                .flatMap(this::find);
    }

    @Override
    public Optional<Hold> lock(HoldId id) {
        return jdbc.sql("select id from hold where id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .flatMap(locked -> find(id));
    }

    @Override
    public void extend(HoldId id, Instant until) {
        jdbc.sql("update hold set expires_at = :until where id = :id")
                .param("until", at(until))
                .param("id", id.value())
                .update();
    }

    @Override
    public boolean remove(HoldId id) {
        return jdbc.sql("delete from hold where id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    @Override
    public void removeExpiredBefore(Instant instant) {
        jdbc.sql("delete from hold where expires_at < :instant")
                .param("instant", at(instant))
                .update();
    }
}
