package clinic.directory.jdbc;

import clinic.directory.Doctor;
import clinic.directory.DoctorId;
import clinic.directory.LocationId;
import clinic.directory.TypeId;
import clinic.identity.Account;
import clinic.identity.AccountId;
import clinic.identity.Identity;
import clinic.platform.Sql;
import clinic.shared.Actor;
import clinic.shared.Invalid;
import clinic.shared.NotFound;
import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who treats. Runs inside an act. */
final class Doctors {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Identity identity;

    Doctors(JdbcClient jdbc, Clock clock, Identity identity) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.identity = identity;
    }

    List<Doctor> matching(@Nullable TypeId type, @Nullable LocationId location, @Nullable String specialty) {
        return jdbc.sql("""
                        select id, name, specialties, account_id from doctor
                        where (cast(:specialty as text) is null
                               or lower(:specialty) in (select lower(one) from unnest(specialties) one))
                          and (cast(:type as uuid) is null and cast(:location as uuid) is null
                               or exists (select from offer
                                          where offer.doctor_id = doctor.id
                                            and (cast(:type as uuid) is null or offer.type_id = :type)
                                            and (cast(:location as uuid) is null or offer.location_id is null
                                                 or offer.location_id = :location)))
                        order by name, id
                        """)
                .param("specialty", specialty)
                .param("type", type == null ? null : type.value())
                .param("location", location == null ? null : location.value())
                .query(Doctors::doctor)
                .list();
    }

    List<Doctor> all(Collection<DoctorId> ids) {
        return jdbc.sql("""
                        select id, name, specialties, account_id from doctor
                        where id = any(:ids)
                        order by name, id
                        """)
                .param("ids", Sql.ids(values(ids)))
                .query(Doctors::doctor)
                .list();
    }

    Doctor one(DoctorId id) {
        return all(List.of(id)).stream().findAny().orElseThrow(() -> new NotFound("doctor"));
    }

    Doctor add(Actor admin, String saidName, List<String> saidSpecialties, @Nullable String email) {
        DirectoryRules.Profile profile = DirectoryRules.doctor(saidName, saidSpecialties);
        var id = new DoctorId(UuidCreator.getTimeOrderedEpoch());
        jdbc.sql("""
                        insert into doctor (id, name, specialties, created_at)
                        values (:id, :name, :specialties, :now)
                        """)
                .param("id", id.value())
                .param("name", profile.name())
                .param("specialties", profile.specialties().toArray(String[]::new))
                .param("now", Sql.at(clock.instant()))
                .update();
        return email == null ? one(id) : invite(admin, id, email);
    }

    Doctor invite(Actor admin, DoctorId id, String email) {
        Doctor doctor = one(id);
        if (doctor.account() != null) {
            throw new Invalid("doctorId", "TAKEN", "This doctor has an account already.");
        }
        Account account = identity.invite(admin, email, doctor.name(), Actor.Role.DOCTOR, id.value());
        jdbc.sql("update doctor set account_id = :account where id = :id")
                .param("id", id.value())
                .param("account", account.id().value())
                .update();
        return one(id);
    }

    void release(AccountId account) {
        jdbc.sql("update doctor set account_id = null where account_id = :account")
                .param("account", account.value())
                .update();
    }

    Doctor change(DoctorId id, String saidName, List<String> saidSpecialties) {
        DirectoryRules.Profile profile = DirectoryRules.doctor(saidName, saidSpecialties);
        Refusals.changing(
                "doctor",
                () -> jdbc.sql("update doctor set name = :name, specialties = :specialties where id = :id")
                        .param("id", id.value())
                        .param("name", profile.name())
                        .param("specialties", profile.specialties().toArray(String[]::new))
                        .update());
        return one(id);
    }

    void remove(DoctorId id) {
        if (one(id).account() != null) {
            throw Refusals.inUse();
        }
        Refusals.removing(
                "doctor",
                () -> jdbc.sql("delete from doctor where id = :id")
                        .param("id", id.value())
                        .update());
    }

    static List<UUID> values(Collection<DoctorId> ids) {
        return ids.stream().map(DoctorId::value).toList();
    }

    private static Doctor doctor(ResultSet row, int number) throws SQLException {
        UUID account = Sql.idOrNull(row, "account_id");
        return new Doctor(
                new DoctorId(Sql.id(row, "id")),
                row.getString("name"),
                Columns.texts(row, "specialties"),
                account == null ? null : new AccountId(account));
    }
}
