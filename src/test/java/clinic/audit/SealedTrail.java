package clinic.audit;

import clinic.platform.Transactions;
import clinic.shared.Actor;
import clinic.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A clinic's database with its sealer, and how a verifier and a wrongdoer come to it. */
class SealedTrail {

    final TestDatabase database;
    final Transactions transactions;
    final JdbcClient jdbc;
    final CheckpointSigner signer;
    final Sealer sealer;
    private final Actor admin = new Actor(Actor.Role.ADMIN, UUID.randomUUID(), null, UUID.randomUUID());

    SealedTrail(TestDatabase database, Path folder) {
        this.database = database;
        this.transactions = database.transactions();
        this.jdbc = database.jdbc();
        this.signer = new CheckpointSigner(folder.resolve("key"), folder.resolve("public-key"));
        this.sealer = new Sealer(transactions, jdbc, signer);
        // What the migrations say of themselves.
        tampered("delete from audit_entry");
    }

    /** As many entries as this, each of an act of its own, then sealed. */
    void livesThrough(int changes) {
        for (int n = 0; n < changes; n++) {
            change();
        }
        // What other clinics of this PostgreSQL have open keeps an entry from being ready.
        Awaitility.await("all of it to be ready")
                .until(() -> database.behindTheWalls()
                        .sql("select count(*) from audit_entry where xid >= pg_snapshot_xmin(pg_current_snapshot())"
                                + " and era = (select max(era) from audit_entry)")
                        .query(Long.class)
                        .single()
                        .equals(0L));
        sealer.sealWhatIsReady();
    }

    /** One entry. */
    void change() {
        act(this::changeInThisAct);
    }

    <T> T act(Supplier<T> work) {
        return transactions.as(admin, work);
    }

    long count(String rows) {
        return database.behindTheWalls()
                .sql("select count(*) from " + rows)
                .query(Long.class)
                .single();
    }

    int changeInThisAct() {
        return jdbc.sql("insert into location (id, name, zone, created_at) values (:id, :name, 'UTC', now())")
                .param("id", UUID.randomUUID())
                .param("name", "M\u00fcnster \u2022 " + UUID.randomUUID())
                .update();
    }

    /** Somebody who owns the whole server, at work. */
    void tampered(String... statements) {
        try (Connection connection = database.as("postgres").getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            for (String statement : statements) {
                sql.execute(statement);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String export() {
        StringWriter to = new StringWriter();
        try (Connection connection = database.as("postgres").getConnection()) {
            connection.setAutoCommit(false);
            Export.write(connection, to, entries -> {});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return to.toString();
    }

    /** All that has been signed, one note after the other. */
    String checkpoints() {
        return String.join(
                "\n",
                database.behindTheWalls()
                        .sql("select note from audit_checkpoint order by size")
                        .query(String.class)
                        .list());
    }

    Verdict verdict() {
        return verdict("");
    }

    Verdict verdict(String outside) {
        return verdict(export(), outside, signer.open());
    }

    NoteKey key() {
        return signer.open();
    }

    static Verdict verdict(String export, String outside, NoteKey key) {
        try {
            return new Verifier(
                            List.of(key),
                            List.of(new OutsideCheckpoints(new BufferedReader(new StringReader(outside)))))
                    .verify(new BufferedReader(new StringReader(export)));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the entry that was sealed at a position. */
    long entryAt(long position) {
        return database.behindTheWalls()
                .sql("select entry_id from audit_seal where position = :position")
                .param("position", position)
                .query(Long.class)
                .single();
    }
}
