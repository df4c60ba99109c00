package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.audit.CheckpointFile.Standing;
import clinic.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was signed is kept outside of the database too, whatever becomes of either. */
class CheckpointFileTest {

    @TempDir
    Path folder;

    private SealedTrail trail;
    private Path file;

    @BeforeEach
    void twoBatches() {
        trail = new SealedTrail(TestDatabase.fresh(), folder);
        file = folder.resolve("checkpoints");
        trail.livesThrough(2);
        trail.livesThrough(1);
    }

    @Test
    void everyCheckpointIsWrittenOnceByEachProcess() throws IOException {
        process().catchUp();
        CheckpointFile another = process();
        another.catchUp();
        trail.livesThrough(1);
        another.catchUp();
        another.catchUp();

        assertThat(Files.readString(file)).isEqualTo(trail.checkpoints() + "\n");
        assertThat(trail.verdict(Files.readString(file))).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void aNoteThatACrashCutOffIsWrittenAnew() throws IOException {
        process().catchUp();
        String whole = Files.readString(file);

        for (int cut : new int[] {1, 2, 30, 110, 130, 150, 200}) {
            Files.writeString(file, whole.substring(0, whole.length() - cut));
            process().catchUp();
            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    @Test
    void manyCheckpointsAreFoundByTheirEnd() throws IOException {
        for (int n = 0; n < 30; n++) {
            trail.livesThrough(1);
        }
        process().catchUp();
        trail.livesThrough(1);
        process().catchUp();

        assertThat(Files.readString(file)).isEqualTo(trail.checkpoints() + "\n");
    }

    @Test
    void aDatabaseThatWasSetBackIsNoticedAndTheFileKeepsWhatItHad() throws IOException {
        CheckpointFile outside = process();
        outside.catchUp();
        String before = Files.readString(file);
        assertThat(outside.standing()).isEqualTo(Standing.KEPT);

        trail.tampered("delete from audit_checkpoint where size > 2");
        outside.catchUp();

        assertThat(outside.standing()).isEqualTo(Standing.SET_BACK);
        assertThat(health(outside, Duration.ZERO)).contains("SET_BACK");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void aFileThatCannotBeWrittenIsNoticed() {
        CheckpointFile outside =
                new CheckpointFile(trail.transactions, trail.jdbc, folder.resolve("no such folder/checkpoints"));

        outside.catchUp();

        assertThat(outside.standing()).isEqualTo(Standing.NOT_WRITTEN);
    }

    @Test
    void theHealthTellsHowLongTheOldestEntryHasWaited() {
        CheckpointFile outside = process();

        assertThat(health(outside, Duration.ofMinutes(10))).contains("UP", "oldestUnsealedSeconds=0");
        trail.change();
        assertThat(health(outside, Duration.ofMinutes(1))).contains("UP", "oldestUnsealedSeconds=6");
        assertThat(health(outside, Duration.ofMinutes(10))).contains("DELAYED", "oldestUnsealedSeconds=60");
    }

    private String health(CheckpointFile outside, Duration later) {
        return new SealingHealth(
                        new StoredAuditTrail(trail.transactions, trail.jdbc),
                        outside,
                        Clock.offset(Clock.systemUTC(), later))
                .health()
                .toString();
    }

    private CheckpointFile process() {
        return new CheckpointFile(trail.transactions, trail.jdbc, file);
    }
}
