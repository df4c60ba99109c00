package clinic.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.identity.Account;
import clinic.identity.Identity;
import clinic.identity.Identity.LinkPurpose;
import clinic.identity.Identity.LinkUsed;
import clinic.shared.Actor;
import clinic.shared.Actor.Role;
import clinic.testing.ClinicTest;
import clinic.testing.TestDatabase;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the database itself shows and refuses, whatever the code above it forgets. */
@ClinicTest
class AccountWallsTest {

    private static final String PASSWORD = "seven small brown otters";
    private static final List<String> TABLES =
            List.of("account", "account_link", "refresh_family", "refresh_token", "token_key", "throttle");

    @Autowired
    Identity identity;

    @Autowired
    TestDatabase database;

    private final String email = "reed." + UUID.randomUUID() + "@mail.example";
    private Account patient;
    private Account admin;

    @BeforeEach
    void aPatientAndAnAdmin() {
        patient = identity.enrol(system(), email, "Robin Reed", Role.PATIENT, null, PASSWORD);
        admin = identity.enrol(
                system(), "a" + UUID.randomUUID() + "@clinic.example", "Ada Min", Role.ADMIN, null, PASSWORD);
        identity.issueTokens(email, PASSWORD, null, "test-" + UUID.randomUUID(), null);
        identity.issueLink(system(), patient.id(), LinkPurpose.RESET);
    }

    @Test
    void theLoginOfTheApplicationSeesNoAccountByItself() {
        JdbcClient raw = JdbcClient.create(database.as("clinic_app"));

        for (String table : TABLES) {
            assertThatThrownBy(() -> raw.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aRoleWithoutAnActorIsAnErrorNotRows() {
        for (String role : List.of("clinic_patient", "clinic_doctor", "clinic_admin", "clinic_system")) {
            JdbcClient raw = JdbcClient.create(
                    new DriverManagerDataSource(database.url() + "?options=-c%20role=" + role, "clinic_app", ""));
            assertThatThrownBy(() -> raw.sql("select count(id) from account")
                            .query(Long.class)
                            .single())
                    .as(role)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("clinic.actor_id");
        }
    }

    @Test
    void patientsSeeTheirOwnAccountOnlyAndNobodysPassword() {
        Actor self = patient.actor(UuidCreator.getTimeOrderedEpoch());

        assertThat(asActor(self, "select id from account"))
                .containsExactly(patient.id().value().toString());
        assertThatThrownBy(() -> asActor(self, "select password_hash from account"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asActor(self, "update account set name = 'X' returning name"))
                .rootCause()
                .hasMessageContaining("permission denied");
        for (String table : TABLES.subList(1, TABLES.size())) {
            assertThatThrownBy(() -> asActor(self, "select '' from " + table))
                    .as(table)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void adminsSeeAllAccountsButNoPasswordAndSetNone() {
        Actor actor = admin.actor(UuidCreator.getTimeOrderedEpoch());

        assertThat(asActor(actor, "select id from account"))
                .contains(patient.id().value().toString(), admin.id().value().toString());
        assertThatThrownBy(() -> asActor(actor, "select password_hash from account"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asActor(actor, "update account set password_hash = '' returning name"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> asActor(
                        actor,
                        "update account set role = 'ADMIN', person_id = null where role = 'PATIENT' returning name"))
                .rootCause()
                .hasMessageContaining("the role of an account stays");
        assertThatThrownBy(() -> asActor(actor, "delete from account returning ''"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void visitorsSeeNoAccount() {
        assertThatThrownBy(() -> asActor(Actor.visitor(UUID.randomUUID()), "select email from account"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void theTrailTellsOfEveryChangeWithoutAddressNameOrHash() {
        Actor actor = admin.actor(UuidCreator.getTimeOrderedEpoch());
        identity.rename(actor, patient.id(), "Quincy Quillfeather");
        identity.block(actor, patient.id(), true);
        identity.block(actor, patient.id(), false);
        String link =
                identity.issueLink(system(), patient.id(), LinkPurpose.RESET).orElseThrow();
        assertThat(identity.setPassword(link, "eight large grey herons", "test-" + UUID.randomUUID()))
                .isInstanceOf(LinkUsed.class);

        List<String> entries = database.behindTheWalls()
                .sql("""
                        select action || ' by ' || actor_role || ' ' || coalesce(before::text, '') || coalesce(after::text, '')
                          from audit_entry where kind = 'account' and record_id = :id order by id
                        """)
                .param("id", patient.id().value().toString())
                .query(String.class)
                .list();
        String hash = database.behindTheWalls()
                .sql("select password_hash from account where id = :id")
                .param("id", patient.id().value())
                .query(String.class)
                .single();

        assertThat(entries).hasSize(5);
        assertThat(entries.getFirst()).startsWith("INSERT by SYSTEM");
        assertThat(entries.subList(1, 4)).allMatch(entry -> entry.startsWith("UPDATE by ADMIN"));
        assertThat(entries.getLast()).startsWith("UPDATE by SYSTEM").contains("changed");
        assertThat(entries)
                .noneMatch(entry -> entry.contains(email)
                        || entry.toLowerCase(java.util.Locale.ROOT).contains("reed")
                        || entry.toLowerCase(java.util.Locale.ROOT).contains("quillfeather")
                        || entry.contains("argon2")
                        || entry.contains(hash));
    }

    @Test
    void noTokenIsKeptInTheClear() {
        String link =
                identity.issueLink(system(), patient.id(), LinkPurpose.RESET).orElseThrow();
        Identity.Tokens tokens =
                (Identity.Tokens) identity.issueTokens(email, PASSWORD, null, "test-" + UUID.randomUUID(), null);

        for (String table : TABLES) {
            assertThat(database.behindTheWalls()
                            .sql("select row_to_json(t)::text from " + table + " t")
                            .query(String.class)
                            .list())
                    .as(table)
                    .noneMatch(row -> row.contains(link)
                            || row.contains(tokens.refreshToken())
                            || row.contains(tokens.accessToken())
                            || row.contains("\"d\":"));
        }
    }

    private List<String> asActor(Actor actor, String sql) {
        return database.transactions()
                .as(actor, () -> database.jdbc().sql(sql).query(String.class).list());
    }

    private static Actor system() {
        return Actor.system(UuidCreator.getTimeOrderedEpoch());
    }
}
