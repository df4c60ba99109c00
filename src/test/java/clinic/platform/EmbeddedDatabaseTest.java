package clinic.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedDatabaseTest {

    /** Shared, because a first start costs seconds; nothing here depends on what another test left. */
    @TempDir
    static Path folder;

    private final DataFolder data =
            new DataFolder(folder.resolve("a clinic's data").toString());

    @Test
    void whatWasWrittenIsThereAtTheNextStartAndNoProcessStays() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data)) {
            asOwner(database)
                    .sql("create table if not exists kept as select 42 as answer")
                    .update();
        }
        assertThat(postmasterOf(data)).isEmpty();

        try (EmbeddedDatabase database = EmbeddedDatabase.open(data)) {
            assertThat(asOwner(database)
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
        assertThat(postmasterOf(data)).isEmpty();
    }

    @Test
    void nobodyGetsInWithoutThePasswordAndOthersCannotReadIt() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data)) {
            for (String user : List.of("postgres", "clinic_owner", "clinic_app")) {
                assertThatThrownBy(() -> client(database, new Database.Login(user, "guess"))
                                .sql("select 1")
                                .query()
                                .singleValue())
                        .hasStackTraceContaining("password authentication failed");
                assertThat(Files.getPosixFilePermissions(data.secretFile(user)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThat(Files.getPosixFilePermissions(data.path().resolve("secrets")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aSecondClinicOnTheSameDataSaysSo() {
        try (EmbeddedDatabase first = EmbeddedDatabase.open(data)) {
            assertThat(first.url()).isNotEmpty();
            assertThatThrownBy(() ->
                            EmbeddedDatabase.open(new DataFolder(data.path().toString())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another clinic is already running on the data in " + data.path());
        }
    }

    @Test
    void aPostmasterThatDiesIsStartedAgainOnItsPort() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data)) {
            ProcessHandle killed = postmasterOf(data).orElseThrow();
            killed.destroyForcibly();

            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> asOwner(database)
                            .sql("select true")
                            .query(Boolean.class)
                            .single());
            assertThat(postmasterOf(data)).isPresent().get().isNotEqualTo(killed);
        }
    }

    @Test
    void aStaleProcessIdThatBelongsToSomebodyElseNowIsNotTouched() throws Exception {
        EmbeddedDatabase.open(data).close();
        Path pidFile = data.path().resolve("postgres/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + data.path() + "/postgres\n1\n1\n\n\n 1 1\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.open(data)) {
            assertThat(asOwner(database).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void aFirstStartThatWasCutShortIsBegunAgain() throws Exception {
        DataFolder fresh = new DataFolder(folder.resolve("fresh").toString());
        Files.createDirectories(fresh.path().resolve("postgres.unfinished/base"));
        Files.writeString(fresh.path().resolve("postgres.unfinished/PG_VERSION"), "18");
        Files.createDirectories(fresh.path().resolve("postgres-programs/unfinished/bin"));

        try (EmbeddedDatabase database = EmbeddedDatabase.open(fresh)) {
            assertThat(asOwner(database).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    private static JdbcClient asOwner(Database database) {
        return client(database, database.owner());
    }

    private static JdbcClient client(Database database, Database.Login login) {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), login.user(), login.password()));
    }

    private static Optional<ProcessHandle> postmasterOf(DataFolder data) throws IOException {
        Path pidFile = data.path().resolve("postgres/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return ProcessHandle.of(
                Long.parseLong(Files.readAllLines(pidFile).getFirst().trim()));
    }
}
