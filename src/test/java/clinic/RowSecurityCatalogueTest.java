package clinic;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database's own catalogue says of its walls: no table, view or function was forgotten. Each question is also
 * put to a database with one careless object of each kind, and must find it.
 */
class RowSecurityCatalogueTest {

    /** Whose changes the audit trail must tell. */
    private static final Set<String> AUDITED = Set.of(
            "account",
            "authenticator",
            "recovery_code",
            "passkey",
            "provider_link",
            "location",
            "room",
            "appointment_type",
            "doctor",
            "offer",
            "closure",
            "policy_setting",
            "patient",
            "working_pattern",
            "working_exception",
            "absence",
            "appointment",
            "transition",
            "appointment_note",
            "attendance",
            "attention",
            "confirmation",
            "notification_preference",
            "told_by_hand",
            "record_access",
            "emergency_access",
            "erasure",
            "retention",
            "purge_run",
            "token_key",
            "data_key");

    /** Whose changes it need not tell, and why. */
    private static final Map<String, String> NOT_AUDITED = Map.ofEntries(
            Map.entry("audit_entry", "the trail itself, append-only"),
            Map.entry("audit_seal", "of the trail, append-only"),
            Map.entry("audit_checkpoint", "of the trail, append-only"),
            Map.entry("calendar", "a row to lock, which says nothing"),
            Map.entry(
                    "doctor_time",
                    "the ledger: what takes time, a visit, is audited, and schedule_past keeps what was"),
            Map.entry("patient_time", "the ledger: what takes time, a visit, is audited"),
            Map.entry(
                    "room_time", "the ledger: what takes time, a visit, is audited, and schedule_past keeps what was"),
            Map.entry("hold", "changes nobody's record and ends by itself within minutes"),
            Map.entry("idempotency", "which request made an appointment, which is audited"),
            Map.entry("lifecycle_step", "the rules of the lifecycle, which only migrations write"),
            Map.entry("message", "its state is its history, and who was told by hand is audited"),
            Map.entry("parting_address", "where a last mail goes, gone with its key when the mail is"),
            Map.entry("reply_link", "a way in, good for one visit; what comes of it, a step, is audited"),
            Map.entry("account_link", "a way in, good once; what comes of it, a change of the account, is audited"),
            Map.entry("refresh_family", "a sign-in, which ends by itself"),
            Map.entry("refresh_token", "of a sign-in, which ends by itself"),
            Map.entry("authenticator_use", "that a code was used, which nobody needs once it is old"),
            Map.entry("passkey_owner", "a number that stands for an account in a browser"),
            Map.entry("passkey_use", "that a passkey was used; what comes of it is a sign-in"),
            Map.entry("passkey_challenge", "a question that is answered within minutes"),
            Map.entry("search_token", "made of the record, which is audited"),
            Map.entry("throttle", "how busy somebody was, of whom only a hash is known"),
            Map.entry("schedule_past", "a record of the past itself, which only triggers write"),
            Map.entry("demo_build", "of the demo clinic"),
            Map.entry("demo_mail", "of the demo clinic"),
            Map.entry("moved_clock", "of the tests"),
            Map.entry("spring_session", "sign-ins of browsers, which end by themselves"),
            Map.entry("spring_session_attributes", "sign-ins of browsers, which end by themselves"),
            Map.entry("scheduled_tasks", "the timetable of the clockwork"));

    private static JdbcClient clinic;
    private static JdbcClient careless;

    @BeforeAll
    static void oneGoodDatabaseAndOneCareless() {
        clinic = TestDatabase.fresh().behindTheWalls();
        careless = TestDatabase.fresh().behindTheWalls();
        careless.sql("create table unguarded (id int)").update();
        careless.sql("create table unforced (id int)").update();
        careless.sql("alter table unforced enable row level security").update();
        careless.sql("create policy everybody on unforced for select to clinic_patient using (true)")
                .update();
        careless.sql("grant select on unguarded to public, clinic_app").update();
        careless.sql("grant select (name) on doctor to clinic_app").update();
        careless.sql("create view past_the_walls as select name from patient").update();
        careless.sql("""
                        create function as_its_owner() returns int language sql security definer as 'select 1'
                        """).update();
        careless.sql("""
                        create function temp_first() returns int language sql security definer
                          set search_path = pg_temp, public as 'select 1'
                        """).update();
        careless.sql("drop policy replayed on doctor").update();
        careless.sql("drop trigger audited on location").update();
        careless.sql("alter table room disable trigger audited").update();
    }

    @Test
    void everyTableForcesRowSecurityOnEverybody() {
        assertThat(tablesWithoutForcedRowSecurity(clinic)).isEmpty();

        assertThat(tablesWithoutForcedRowSecurity(careless)).containsExactly("unforced", "unguarded");
    }

    @Test
    void everyTableHasAPolicy() {
        assertThat(tablesWithoutAPolicy(clinic)).isEmpty();

        assertThat(tablesWithoutAPolicy(careless)).containsExactly("unguarded");
    }

    @Test
    void noPolicyOfAnActorHoldsWithoutLookingAtTheActor() {
        assertThat(policiesThatAskForNoActor(clinic)).isEmpty();

        assertThat(policiesThatAskForNoActor(careless)).containsExactly("unforced.everybody");
    }

    @Test
    void nothingIsGrantedToEverybody() {
        assertThat(grantedTo("public", clinic)).isEmpty();

        assertThat(grantedTo("public", careless)).containsExactly("unguarded");
    }

    @Test
    void theLoginCanDoNothingByItself() {
        assertThat(grantedTo("clinic_app", clinic)).isEmpty();
        assertThat(clinic.sql("select rolsuper or rolbypassrls or rolinherit or rolcreaterole or rolcreatedb"
                                + " from pg_roles where rolname = 'clinic_app'")
                        .query(Boolean.class)
                        .single())
                .isFalse();

        assertThat(grantedTo("clinic_app", careless)).containsExactly("doctor", "unguarded");
    }

    @Test
    void noRoleGoesPastRowSecurity() {
        assertThat(clinic.sql(
                                "select rolname from pg_roles where rolname like 'clinic\\_%' and (rolsuper or rolbypassrls)")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void everyViewLooksWithTheEyesOfWhoAsks() {
        assertThat(viewsPastTheWalls(clinic)).isEmpty();

        assertThat(viewsPastTheWalls(careless)).containsExactly("past_the_walls");
    }

    @Test
    void aFunctionThatRunsAsItsOwnerPinsItsPathAndIsNotForEverybody() {
        assertThat(openFunctionsOfTheOwner(clinic)).isEmpty();

        assertThat(openFunctionsOfTheOwner(careless)).containsExactly("as_its_owner", "temp_first");
    }

    @Test
    void everyCoreTableIsAudited() {
        assertThat(auditedTables(clinic)).containsExactlyInAnyOrderElementsOf(AUDITED);

        assertThat(auditedTables(careless)).hasSize(AUDITED.size() - 2).doesNotContain("location", "room");
    }

    @Test
    void ofEveryOtherTableItIsSaidWhyItIsNot() {
        assertThat(notAuditedTables(clinic)).containsExactlyInAnyOrderElementsOf(NOT_AUDITED.keySet());

        assertThat(notAuditedTables(careless)).contains("unguarded", "location", "room");
    }

    @Test
    void whatIsAuditedCanBeComparedWithTheTrail() {
        assertThat(auditedTablesTheirOwnerCannotRead(clinic)).isEmpty();

        assertThat(auditedTablesTheirOwnerCannotRead(careless)).containsExactly("doctor");
    }

    private static List<String> tablesWithoutForcedRowSecurity(JdbcClient database) {
        return names(database, """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'flyway_schema_history'
                  and not (relrowsecurity and relforcerowsecurity)
                """);
    }

    private static List<String> tablesWithoutAPolicy(JdbcClient database) {
        return names(database, """
                select relname from pg_class c
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'flyway_schema_history'
                  and not exists (select from pg_policy p where p.polrelid = c.oid)
                """);
    }

    /** The sessions and the timetable hold no record of the clinic and have a role of their own; triggers act as the owner. */
    private static List<String> policiesThatAskForNoActor(JdbcClient database) {
        return names(database, """
                select tablename || '.' || policyname from pg_policies
                where schemaname = 'public' and not roles <@ '{clinic_owner,clinic_sessions}'::name[]
                  and (coalesce(qual, with_check) !~ '(actor_id|person_id|EXISTS)'
                       or coalesce(with_check, 'false') = 'true')
                """);
    }

    private static List<String> grantedTo(String role, JdbcClient database) {
        return names(database, """
                select relname from pg_class c
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                  and (has_table_privilege('%1$s', c.oid, 'select, insert, update, delete, truncate, references, trigger')
                       or has_any_column_privilege('%1$s', c.oid, 'select, insert, update, references'))
                """.formatted(role));
    }

    private static List<String> viewsPastTheWalls(JdbcClient database) {
        return names(database, """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace
                  and (relkind = 'm'
                       or (relkind = 'v' and not coalesce(reloptions, '{}') @> '{security_invoker=true}'))
                """);
    }

    private static List<String> openFunctionsOfTheOwner(JdbcClient database) {
        return names(database, """
                select proname from pg_proc p
                where pronamespace = 'public'::regnamespace and prosecdef
                  and (has_function_privilege('public', p.oid, 'execute')
                       or not exists (select from unnest(proconfig) setting where setting ~ '^search_path=.*pg_temp"?$'))
                """);
    }

    /** After every insert, update and delete, row by row, and switched on. */
    private static List<String> auditedTables(JdbcClient database) {
        return names(database, """
                select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where t.tgname = 'audited' and t.tgfoid = 'audit_change'::regproc and t.tgenabled = 'O'
                  and t.tgtype & 31 = 29 and t.tgqual is null
                """);
    }

    private static List<String> notAuditedTables(JdbcClient database) {
        List<String> audited = auditedTables(database);
        return names(database, """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'flyway_schema_history'
                """).stream()
                .filter(table -> !audited.contains(table))
                .toList();
    }

    private static List<String> auditedTablesTheirOwnerCannotRead(JdbcClient database) {
        return auditedTables(database).stream()
                .filter(table -> names(database, """
                        select policyname from pg_policies
                        where tablename = '%s' and cmd = 'SELECT' and roles = '{clinic_owner}' and qual = 'true'
                        """.formatted(table)).isEmpty())
                .toList();
    }

    private static List<String> names(JdbcClient database, String question) {
        return database.sql(question).query(String.class).list().stream()
                .sorted()
                .toList();
    }
}
