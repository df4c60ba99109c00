package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clinic.audit.AuditTrail.Entry;
import clinic.audit.AuditTrail.Filter;
import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import clinic.vault.Place;
import clinic.vault.TestVault;
import clinic.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTrailTest {

    private static TestDatabase database;
    private static Transactions transactions;
    private static JdbcClient jdbc;
    private static AuditTrail audit;

    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());

    @BeforeAll
    static void anEmptyClinic() {
        database = TestDatabase.fresh();
        transactions = database.transactions();
        jdbc = database.jdbc();
        audit = new StoredAuditTrail(transactions, jdbc);
    }

    @Test
    void aChangeTellsWhoWhatWhenBeforeAndAfter() {
        UUID room = aRoomNamed("One");
        renamed(room, "Two");
        transactions.as(
                admin,
                () -> jdbc.sql("delete from room where id = :id")
                        .param("id", room)
                        .update());

        List<Entry> entries = audit.entries(admin, filter("room", room.toString(), null, null, null, null, 10));

        assertThat(entries).extracting(Entry::action).containsExactly("DELETE", "UPDATE", "INSERT");
        Entry change = entries.get(1);
        assertThat(change.actorId()).isEqualTo(admin.id());
        assertThat(change.actorRole()).isEqualTo("ADMIN");
        assertThat(change.request()).isEqualTo(admin.request());
        assertThat(change.before()).contains("\"One\"").doesNotContain("\"Two\"");
        assertThat(change.after()).contains("\"Two\"").doesNotContain("\"One\"");
        assertThat(entries.get(2).before()).isNull();
        assertThat(entries.get(0).after()).isNull();
    }

    @Test
    void aChangeThatChangesNothingLeavesNoEntry() {
        UUID room = aRoomNamed("One");
        renamed(room, "One");

        assertThat(audit.entries(admin, filter("room", room.toString(), null, null, null, null, 10)))
                .extracting(Entry::action)
                .containsExactly("INSERT");
    }

    @Test
    void personalValuesAreNeverInTheTrail() {
        UUID patient = UUID.randomUUID();
        Vault vault = TestVault.of(database);
        transactions.as(
                admin,
                () -> jdbc.sql("""
                        insert into patient (id, name, phone, birth_date, created_at) values (:id, :name, :phone, :birth, now())
                        """)
                        .param("id", patient)
                        .param("name", vault.seal(patient, Place.of("patient", "name", patient), "Wilma Secret"))
                        .param("phone", vault.seal(patient, Place.of("patient", "phone", patient), "0555123"))
                        .param("birth", vault.seal(patient, Place.of("patient", "birth_date", patient), "1970-01-01"))
                        .update());
        transactions.as(
                admin,
                () -> jdbc.sql("update patient set name = :name, phone = null where id = :id")
                        .param("id", patient)
                        .param("name", vault.seal(patient, Place.of("patient", "name", patient), "Wilma Hidden"))
                        .update());

        assertThat(audit.entries(admin, filter("patient", patient.toString(), null, null, null, null, 10)))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.before() + entry.after())
                        .doesNotContainIgnoringCase("wilma")
                        .doesNotContain("0555123")
                        .doesNotContain("1970")
                        .doesNotContain("\\x"))
                .first()
                .satisfies(change -> assertThat(change.after())
                        .contains("\"name\": \"••• changed\"", "\"birth_date\": \"•••\"", "\"phone\": null"));
    }

    @Test
    void theTrailIsReadPageByPageWithoutGapsOrRepeats() {
        UUID room = aRoomNamed("r0");
        for (int i = 1; i < 7; i++) {
            renamed(room, "r" + i);
        }

        List<Entry> seen = new ArrayList<>();
        List<Entry> page = audit.entries(admin, filter("room", room.toString(), null, null, null, null, 3));
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = audit.entries(
                    admin,
                    filter(
                            "room",
                            room.toString(),
                            null,
                            null,
                            null,
                            page.getLast().id(),
                            3));
        }

        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
    }

    @Test
    void theTrailIsNarrowedByActorAndTime() {
        UUID room = aRoomNamed("One");
        Entry entry = audit.entries(admin, filter("room", room.toString(), null, null, null, null, 1))
                .getFirst();
        Instant at = entry.at();

        assertThat(audit.entries(admin, filter(null, room.toString(), admin.id(), at, at.plusMillis(1), null, 5)))
                .containsExactly(entry);
        assertThat(audit.entries(admin, filter(null, room.toString(), UUID.randomUUID(), null, null, null, 5)))
                .isEmpty();
        assertThat(audit.entries(admin, filter(null, room.toString(), null, at.plusNanos(1000), null, null, 5)))
                .isEmpty();
        assertThat(audit.entries(admin, filter(null, room.toString(), null, null, at, null, 5)))
                .isEmpty();
        assertThat(audit.entries(admin, filter(null, room.toString(), null, Instant.MIN, Instant.MAX, null, 5)))
                .containsExactly(entry);
    }

    @Test
    void onlyAnAdminReadsTheTrail() {
        for (Actor other : List.of(
                Actor.visitor(UUID.randomUUID()),
                Actor.system(UUID.randomUUID()),
                new Actor(Actor.Role.PATIENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
                new Actor(Actor.Role.DOCTOR, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()))) {
            assertThatThrownBy(() -> audit.entries(other, filter(null, null, null, null, null, null, 1)))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void nobodyChangesAnEntryNotEvenItsOwner() {
        aRoomNamed("One");

        assertThatThrownBy(() -> transactions.as(
                        admin, () -> jdbc.sql("delete from audit_entry").update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.behindTheWalls()
                        .sql("update audit_entry set actor_role = 'SYSTEM'")
                        .update())
                .hasStackTraceContaining("append-only");
        assertThatThrownBy(() ->
                        database.behindTheWalls().sql("truncate audit_entry").update())
                .hasStackTraceContaining("append-only");
    }

    @Test
    void aChangeWithoutAnActorIsRefused() {
        UUID room = aRoomNamed("One");

        assertThatThrownBy(() -> database.behindTheWalls()
                        .sql("update room set name = 'Nobody did this' where id = :id")
                        .param("id", room)
                        .update())
                .hasStackTraceContaining("without an actor");
    }

    private UUID aRoomNamed(String name) {
        UUID location = UUID.randomUUID();
        UUID room = UUID.randomUUID();
        return transactions.as(admin, () -> {
            jdbc.sql("insert into location (id, name, zone, created_at) values (:id, :name, 'UTC', now())")
                    .param("id", location)
                    .param("name", location.toString())
                    .update();
            jdbc.sql("insert into room (id, location_id, name) values (:id, :location, :name)")
                    .param("id", room)
                    .param("location", location)
                    .param("name", name)
                    .update();
            return room;
        });
    }

    private void renamed(UUID room, String name) {
        transactions.as(
                admin,
                () -> jdbc.sql("update room set name = :name where id = :id")
                        .param("id", room)
                        .param("name", name)
                        .update());
    }

    private static Filter filter(
            @Nullable String kind,
            @Nullable String record,
            @Nullable UUID actor,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long before,
            int limit) {
        return new Filter(kind, record, actor, from, to, before, limit);
    }
}
