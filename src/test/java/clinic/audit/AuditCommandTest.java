package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor types, and what it answers. */
class AuditCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private SealedTrail trail;
    private String file;

    @BeforeEach
    void aSealedTrail() {
        trail = new SealedTrail(TestDatabase.fresh(), folder);
        trail.livesThrough(3);
        file = folder.resolve("trail.jsonl").toString();
    }

    @Test
    void anExportIsVerifiedWithoutADatabase() throws IOException {
        Path checkpoints = folder.resolve("checkpoints");
        Files.writeString(checkpoints, trail.checkpoints());

        assertThat(run("export", file)).isZero();
        assertThat(said()).contains("3 entries in " + file);
        assertThat(offline(
                        "verify",
                        file,
                        "--key",
                        folder.resolve("public-key").toString(),
                        "--checkpoints",
                        checkpoints.toString()))
                .isZero();
        assertThat(said()).contains("3 entries, 1 checkpoints, sealed until", "all sealed.");
        assertThat(offline("verify", file, "--key", trail.signer.open().words()))
                .isZero();
    }

    @Test
    void whatSpeaksAgainstTheTrailEndsWithOneAndIsNamed() {
        trail.tampered("update audit_entry set actor_role = 'SYSTEM' where id = " + trail.entryAt(1));

        assertThat(run("export", file)).isZero();
        assertThat(offline("verify", file, "--key", trail.signer.open().words()))
                .isEqualTo(1);
        assertThat(said()).contains("(entry " + trail.entryAt(1) + ") was changed");
    }

    @Test
    void whatCannotBeAskedEndsWithTwo() throws IOException {
        Files.writeString(folder.resolve("torn"), "no note");

        assertThat(offline()).isEqualTo(2);
        assertThat(offline("forget", file)).isEqualTo(2);
        assertThat(offline("verify", file)).isEqualTo(2);
        assertThat(said()).contains("--key");
        assertThat(offline("verify", file, "--key", "a+b+c")).isEqualTo(2);
        assertThat(offline("verify", file, "--key")).isEqualTo(2);
        assertThat(offline("verify", file, "--kez", "x")).isEqualTo(2);
        assertThat(said()).contains("does not know --kez");
        assertThat(offline("export", file, "--data", folder.toString())).isEqualTo(2);
        assertThat(said()).contains("No database runs in " + folder);
        assertThat(run("export", file)).isZero();
        assertThat(offline(
                        "verify",
                        file,
                        "--key",
                        trail.signer.open().words(),
                        "--checkpoints",
                        folder.resolve("torn").toString()))
                .isEqualTo(2);
        assertThat(said()).contains("signed note");
    }

    @Test
    void theTablesAreComparedWithTheTrail() {
        trail.tampered("delete from location", "delete from policy_setting");

        assertThat(run("replay")).isEqualTo(1);
        assertThat(said()).contains("The location").contains("is not there");
    }

    private int run(String... arguments) {
        return command(Map.of("CLINIC_DATABASE_URL", trail.database.url()), arguments);
    }

    private int offline(String... arguments) {
        return command(Map.of(), arguments);
    }

    private int command(Map<String, String> environment, String... arguments) {
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new AuditCommand(environment, to, to).run(arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
