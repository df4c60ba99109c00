package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.platform.OwnersView;
import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever writes to a table past the triggers leaves a table that the trail does not know. */
class ReplayTest {

    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());
    private final UUID doctor = UUID.randomUUID();
    private final UUID place = UUID.randomUUID();
    private TestDatabase database;

    @BeforeEach
    void aLivedInClinic() {
        database = TestDatabase.fresh();
        UUID type = UUID.randomUUID();
        UUID patient = UUID.randomUUID();
        act("insert into location (id, name, zone, created_at) values ('" + place + "', 'Here', 'UTC', now())");
        act("insert into appointment_type (id, name, durations, instant, created_at) values ('" + type
                + "', 'Visit', '{30}', true, now())");
        act("insert into doctor (id, name, created_at) values ('" + doctor + "', 'Dr Ada Moor', now())");
        act("insert into offer (doctor_id, type_id) values ('" + doctor + "', '" + type + "')");
        act("insert into offer (doctor_id, type_id, location_id) values ('" + doctor + "', '" + type + "', '" + place
                + "')");
        act("delete from offer where location_id is null");
        act("update policy_setting set value = value + 1 where rule = 'horizonDays'");
        act("insert into policy_setting (rule, doctor_id, value) values ('horizonDays', '" + doctor + "', 9)");
        act("insert into absence (id, doctor_id, start_at, end_at, reason) values (gen_random_uuid(), '" + doctor
                + "', now(), now() + interval '1 day', " + sealed("away") + ")");
        act("update absence set reason = " + sealed("ill"));
        act("insert into patient (id, name, created_at) values ('" + patient + "', " + sealed("Pat") + ", now())");
        act("insert into account (id, email, email_key, name, role, password_hash, created_at) values ('" + patient
                + "', "
                + sealed("pat@mail.example") + ", substr(sha256('x'), 1, 16), " + sealed("Pat")
                + ", 'ADMIN', 'a hash', now())");
        act("set local time zone 'Asia/Kolkata'; update location set name = 'There'; update absence set reason = "
                + sealed("gone"));
    }

    @Test
    void aClinicWhereEverybodyWentThroughTheDoorAgreesWithItsTrail() throws SQLException {
        assertThat(firstDifference()).isEmpty();
    }

    @Test
    void aRowThatWasChangedPastTheTrailIsNamedWithItsColumn() throws SQLException {
        tampered("update location set zone = 'Europe/Paris'");

        assertThat(firstDifference().orElseThrow())
                .contains("location " + place, "in: zone.")
                .doesNotContain("Paris");
    }

    @Test
    void aRowThatWasAddedPastTheTrailIsNamed() throws SQLException {
        tampered("insert into room (id, location_id, name) values ('" + doctor + "', '" + place + "', 'Hidden')");

        assertThat(firstDifference().orElseThrow()).contains("room " + doctor, "no entry says that it was added");
    }

    @Test
    void aRowThatWasRemovedPastTheTrailIsNamed() throws SQLException {
        tampered("delete from absence");

        assertThat(firstDifference().orElseThrow()).contains("The absence ", "is not there");
    }

    @Test
    void aRowWithoutAPrimaryKeyIsFoundAmongItsLike() throws SQLException {
        tampered("update policy_setting set value = 8 where doctor_id is not null");

        assertThat(firstDifference().orElseThrow()).contains("policy_setting", doctor.toString());
    }

    @Test
    void aValueThatIsMaskedIsComparedByWhetherThereIsOne() throws SQLException {
        tampered("update account set password_hash = 'another'");
        assertThat(firstDifference()).isEmpty();

        tampered("update account set password_hash = null");
        assertThat(firstDifference().orElseThrow()).contains("account", "in: password_hash.");
    }

    @Test
    void aSealedValueThatWasPutInPlaceOfAnotherIsNamed() throws SQLException {
        tampered("update patient set name = " + sealed("Somebody else"));

        assertThat(firstDifference().orElseThrow()).contains("patient", "in: name.");
    }

    @Test
    void aChangePastTheTrailThatWasWrittenOverIsStillSeen() throws SQLException {
        tampered("update location set zone = 'Europe/Paris'");
        act("update location set zone = 'UTC'");

        assertThat(firstDifference().orElseThrow()).contains("location " + place, "was changed past the trail before");
    }

    @Test
    void aColumnThatCameLaterSaysNothing() throws SQLException {
        tampered("alter table location add column colour text not null default 'blue'");
        assertThat(firstDifference()).isEmpty();

        act("update location set name = 'Elsewhere'");
        assertThat(firstDifference()).isEmpty();
    }

    /** Something of the form of what is sealed, in SQL. */
    private static String sealed(String text) {
        return "'\\x01' || convert_to(rpad('" + text + "', 40), 'UTF8')";
    }

    private Optional<String> firstDifference() throws SQLException {
        try (Connection owner = OwnersView.open(database.url(), "")) {
            return new Replay(owner, line -> {}).firstDifference();
        }
    }

    private void act(String sql) {
        try (Connection connection = database.as("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('clinic.actor_id', '" + admin.id() + "', true)");
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tampered(String sql) {
        act("set local session_replication_role = replica; " + sql);
    }
}
