package clinic.api;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.api.Callers.Caller;
import clinic.testing.Answer;
import clinic.testing.TestClock;
import clinic.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What patients are handed who ask for all that the clinic knows of them. */
@ApiTest
class ExportTest {

    /** Which part of the export tells what a table has of somebody; or why none does. */
    private static final Map<String, String> TOLD_IN = Map.ofEntries(
            Map.entry("account", "account"),
            Map.entry("patient", "record"),
            Map.entry("appointment", "appointments"),
            Map.entry("transition", "appointments"),
            Map.entry("appointment_note", "appointments"),
            Map.entry("message", "notifications"),
            Map.entry("notification_preference", "notificationPreferences"),
            Map.entry("refresh_family", "signIns"),
            Map.entry("record_access", "accessLog"),
            Map.entry("emergency_access", "emergencyAccess"),
            Map.entry("audit_entry", "corrections"),
            Map.entry("erasure", "erasureRequests"));

    private static final Map<String, String> NOT_TOLD = Map.ofEntries(
            Map.entry("calendar", "a row to lock, which says nothing"),
            Map.entry("patient_time", "when his time is taken, which the appointments tell"),
            Map.entry("hold", "a time he holds for minutes"),
            Map.entry("idempotency", "that a request was sent twice"),
            Map.entry("account_link", "hashes of links"),
            Map.entry("data_key", "the key of his data, of no use to anybody"),
            Map.entry("search_token", "tokens that only the clinic can read, made of his record"),
            Map.entry("authenticator", "the secret of his app"),
            Map.entry("recovery_code", "hashes of codes"),
            Map.entry("reply_link", "hashes of links"),
            Map.entry("passkey", "the public halves of his passkeys, which their names on the page tell"),
            Map.entry("provider_link", "that staff sign in by the provider of the house, which no patient does"),
            Map.entry("passkey_owner", "a number that stands for his account in a browser"));

    @Autowired
    Callers callers;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Test
    void allOfItIsThereWithItsHistoryAndWhoHasLooked() {
        Caller patient = callers.people().patient();
        UUID visit = callers.approved(patient, callers.people().doctor()).id().value();
        callers.get(callers.people().doctor(), "/api/v1/appointments/" + visit);
        clock.advance(Duration.ofMinutes(1));

        Answer export = callers.get(patient, "/api/v1/me/export");

        assertThat(export.status()).as(export.text()).isEqualTo(200);
        JsonNode all = export.json();
        assertThat(all.path("account").path("email").asString()).isEqualTo(patient.email());
        assertThat(all.path("record").path("id").asString()).isNotEmpty();
        assertThat(all.path("appointments").findValuesAsString("id")).contains(visit.toString());
        assertThat(all.path("appointments").findParents("id").stream()
                        .filter(one -> one.path("id").asString().equals(visit.toString()))
                        .findFirst()
                        .orElseThrow()
                        .path("history"))
                .isNotEmpty();
        assertThat(all.path("notifications")).isNotEmpty();
        assertThat(all.path("signIns")).isNotEmpty();
        assertThat(all.path("accessLog").findValuesAsString("appointmentId")).contains(visit.toString());
    }

    @Test
    void nothingOfAnotherIsInIt() {
        Caller other = callers.people().otherPatient();
        String export =
                callers.get(callers.people().patient(), "/api/v1/me/export").text();

        assertThat(export).doesNotContain(other.email());
    }

    /** Whoever adds a table in which a patient stands says here where the export tells it. */
    @Test
    void everyTableInWhichThePatientStandsIsToldOrHasAReasonNotToBe() {
        Caller patient = callers.people().patient();
        callers.approved(patient, callers.people().doctor());
        JsonNode export = callers.get(patient, "/api/v1/me/export").json();
        String account = export.path("account").path("id").asString();
        String record = export.path("record").path("id").asString();

        List<String> tables = database.behindTheWalls().sql("""
                        select relname from pg_class
                         where relnamespace = 'public'::regnamespace and relkind = 'r'
                           and relname not in ('flyway_schema_history', 'spring_session', 'spring_session_attributes')
                        """).query(String.class).list().stream()
                .filter(table -> database.behindTheWalls()
                        .sql("select exists (select from " + table
                                + " t where t::text like :account or t::text like :record)")
                        .param("account", "%" + account + "%")
                        .param("record", "%" + record + "%")
                        .query(Boolean.class)
                        .single())
                .toList();

        assertThat(account).isNotEmpty();
        assertThat(record).isNotEmpty();
        assertThat(tables).contains("account", "patient", "appointment", "message", "audit_entry");
        assertThat(tables).allSatisfy(table -> {
            if (TOLD_IN.containsKey(table)) {
                assertThat(export.has(TOLD_IN.get(table))).as(table).isTrue();
            } else {
                assertThat(NOT_TOLD).containsKey(table);
            }
        });
    }
}
