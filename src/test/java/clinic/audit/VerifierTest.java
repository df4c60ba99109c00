package clinic.audit;

import static org.assertj.core.api.Assertions.assertThat;

import clinic.audit.Verdict.Broken;
import clinic.audit.Verdict.Wrong;
import clinic.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever owns the database server changes the trail, and a verifier with an export and the public key names the record. */
class VerifierTest {

    @TempDir
    Path folder;

    private SealedTrail trail;

    @BeforeEach
    void threeSealedBatchesOfThree() {
        trail = new SealedTrail(TestDatabase.fresh(), folder);
        for (int batch = 0; batch < 3; batch++) {
            trail.livesThrough(3);
        }
    }

    @Test
    void aTrailThatNobodyTouchedHolds() {
        trail.change();

        assertThat(trail.verdict(trail.checkpoints())).isInstanceOfSatisfying(Verdict.Holds.class, holds -> {
            assertThat(holds.entries()).isEqualTo(10);
            assertThat(holds.checkpoints()).isEqualTo(3);
            assertThat(holds.unsealed()).isEqualTo(1);
        });
    }

    @Test
    void whatShouldHaveBeenSealedLongAgoIsNotTrusted() {
        trail.change();
        String later = trail.export()
                .replaceFirst(
                        "\\{\"end\":\"[^\"]+\"}", "{\"end\":\"" + Instant.now().plus(Duration.ofMinutes(11)) + "\"}");

        assertThat(SealedTrail.verdict(later, trail.checkpoints(), trail.key()))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.wrong()).isEqualTo(Wrong.NOT_SEALED));
    }

    @Test
    void aSealThatSaysItIsFurtherThanItIsKeepsNothingFromBeingSealed() {
        trail.tampered("update audit_seal set xid = '9000000000000000000' where position = 8");

        trail.livesThrough(2);

        assertThat(trail.verdict(trail.checkpoints()))
                .isInstanceOfSatisfying(
                        Verdict.Holds.class,
                        holds -> assertThat(holds.entries()).isEqualTo(11));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            before       | set before = '{"name": "x"}'
            after        | set after = jsonb_set(after, '{zone}', '"UTD"')
            actor        | set actor_id = '00000000-0000-0000-0000-000000000009'
            role         | set actor_role = 'SYSTEM'
            request      | set request_id = null
            action       | set action = 'UPDATE'
            kind         | set kind = 'room'
            record       | set record_id = 'x'
            time         | set at = at + interval '1 microsecond'
            transaction  | set xid = '99999999'
            era          | set era = 1
            """)
    void aFieldThatWasChangedNamesItsRecord(String field, String set) {
        long entry = trail.entryAt(4);

        trail.tampered("update audit_entry " + set + " where id = " + entry);

        named(trail.verdict(), Wrong.CHANGED, "(entry " + entry + ")");
    }

    @Test
    void aRecordThatWasRemovedIsNamed() {
        long entry = trail.entryAt(4);

        trail.tampered("delete from audit_entry where id = " + entry);

        named(trail.verdict(), Wrong.REMOVED, "Entry " + entry);
    }

    @Test
    void aRecordThatWasRemovedWithItsSealLeavesAGap() {
        long entry = trail.entryAt(4);

        trail.tampered(
                "delete from audit_entry where id = " + entry, "delete from audit_seal where entry_id = " + entry);

        named(trail.verdict(), Wrong.REMOVED, "(entry " + trail.entryAt(3) + ")");
    }

    @Test
    void aRecordThatWasRemovedSoThatTheOthersCloseUpBreaksItsBatch() {
        long entry = trail.entryAt(4);

        trail.tampered(
                "delete from audit_entry where id = " + entry,
                "delete from audit_seal where entry_id = " + entry,
                "update audit_seal set position = position + 1000 where position > 4",
                "update audit_seal set position = position - 1001 where position > 1000");

        named(trail.verdict(), Wrong.BATCH, "(entry " + trail.entryAt(3) + ")");
    }

    @Test
    void theTailThatWasRemovedIsMissedByTheLastCheckpoint() {
        long entry = trail.entryAt(8);

        trail.tampered(
                "delete from audit_entry where id = " + entry, "delete from audit_seal where entry_id = " + entry);

        named(trail.verdict(), Wrong.REMOVED, "(entry " + trail.entryAt(7) + ")");
    }

    @Test
    void theTailThatWasRemovedWithItsCheckpointIsMissedOutside() {
        String outside = trail.checkpoints();

        trail.tampered(
                "delete from audit_entry where id in (select entry_id from audit_seal where position >= 6)",
                "delete from audit_seal where position >= 6",
                "delete from audit_checkpoint where size > 6");

        assertThat(trail.verdict()).isInstanceOf(Verdict.Holds.class);
        named(trail.verdict(outside), Wrong.TAIL_GONE, "(entry " + trail.entryAt(5) + ")");
    }

    @Test
    void twoRecordsWhoseSealsWereSwappedAreOutOfOrder() {
        long second = trail.entryAt(4);

        trail.tampered(
                "update audit_seal set position = 1000 where position = 3",
                "update audit_seal set position = 3 where position = 4",
                "update audit_seal set position = 4 where position = 1000");

        named(trail.verdict(), Wrong.REORDERED, "(entry " + second + ")");
    }

    @Test
    void twoRecordsThatTookEachOthersPlaceWereChanged() {
        long first = trail.entryAt(3);
        long second = trail.entryAt(4);

        trail.tampered(
                "alter table audit_entry alter id drop identity",
                "update audit_entry set id = -1 where id = " + first,
                "update audit_entry set id = " + first + " where id = " + second,
                "update audit_entry set id = " + second + " where id = -1");

        named(trail.verdict(), Wrong.CHANGED, "(entry " + first + ")");
    }

    @Test
    void aRecordOfOldThatIsSlippedInTodayIsNamed() {
        trail.tampered(slippedIn("at", "now() - interval '1 year'"));

        named(trail.verdict(), Wrong.MISDATED, "location Slipped");
        trail.sealer.sealWhatIsReady();
        named(trail.verdict(), Wrong.MISDATED, "location Slipped");
    }

    @Test
    void aRecordOfTheFutureIsNamed() {
        trail.tampered(slippedIn("at", "now() + interval '1 year'"));

        trail.sealer.sealWhatIsReady();

        named(trail.verdict(), Wrong.MISDATED, "location Slipped");
    }

    @Test
    void aRecordOfAnOldTransactionThatIsSlippedInIsNamed() {
        trail.tampered(slippedIn("xid", "'7'"));

        trail.sealer.sealWhatIsReady();

        named(trail.verdict(), Wrong.SLIPPED_IN, "location Slipped");
    }

    @Test
    void aRecordThatIsSlippedInWithASealIsInsideNoCheckpoint() {
        trail.tampered(
                slippedIn("xid", "'9999999'"),
                "insert into audit_seal select 9, id, era, xid, salt, audit_leaf(e, salt) from audit_entry e,"
                        + " uuid_send(gen_random_uuid()) salt where record_id = 'Slipped'");

        named(trail.verdict(), Wrong.SLIPPED_IN, "location Slipped");
    }

    @Test
    void aRecordThatIsSealedAnewBreaksItsBatch() {
        long entry = trail.entryAt(4);

        trail.tampered(
                "update audit_entry set actor_role = 'SYSTEM' where id = " + entry,
                "update audit_seal s set leaf = audit_leaf(e, s.salt) from audit_entry e where e.id = s.entry_id and e.id = "
                        + entry);

        named(trail.verdict(), Wrong.BATCH, "positions 3 to 5");
    }

    @Test
    void aCheckpointThatSomebodyElseSignedIsRefused() {
        CheckpointSigner other = new CheckpointSigner(folder.resolve("other"), folder.resolve("other.pub"));
        SignedNote last = SignedNote.parse(trail.checkpoints()
                .substring(trail.checkpoints()
                                .lastIndexOf("\n\n", trail.checkpoints().lastIndexOf("\n\n") - 1)
                        + 2));
        trail.tampered("update audit_checkpoint set note = '" + other.sign(last.text()) + "' where size = 9");

        named(trail.verdict(), Wrong.NOT_SIGNED, "9 records");
        named(SealedTrail.verdict(trail.export(), "", other.open()), Wrong.NOT_SIGNED, "3 records");
    }

    @Test
    void anOlderStateThatLivedOnIsMissedOutside() {
        String outside = trail.checkpoints();
        trail.tampered(
                "delete from audit_entry where id in (select entry_id from audit_seal where position >= 6)",
                "delete from audit_seal where position >= 6",
                "delete from audit_checkpoint where size > 6");
        trail.livesThrough(2);
        named(trail.verdict(outside), Wrong.TAIL_GONE, "9 records");

        trail.livesThrough(2);

        assertThat(trail.verdict()).isInstanceOf(Verdict.Holds.class);
        named(trail.verdict(outside), Wrong.OTHER_HISTORY, "positions 8 to 8");
        named(trail.verdict(outside + "\n" + trail.checkpoints()), Wrong.OTHER_HISTORY, "");
    }

    @Test
    void whatWasKeptOutsideAloneTellsThatItWentBack() {
        String outside = trail.checkpoints();

        named(trail.verdict(outside + "\n" + outside), Wrong.OTHER_HISTORY, "go back to 3");
    }

    @Test
    void anExportThatWasCutOffIsNotTakenForAWholeOne() {
        String export = trail.export();

        named(
                SealedTrail.verdict(export.substring(0, export.lastIndexOf("{\"end\"")), "", trail.signer.open()),
                Wrong.UNREADABLE,
                "");
        named(SealedTrail.verdict(export.substring(0, 200), "", trail.signer.open()), Wrong.UNREADABLE, "Line 1");
    }

    private static String slippedIn(String column, String value) {
        return "insert into audit_entry (actor_id, actor_role, action, kind, record_id, " + column + ") values ("
                + "gen_random_uuid(), 'ADMIN', 'INSERT', 'location', 'Slipped', " + value + ")";
    }

    private static void named(Verdict verdict, Wrong wrong, String words) {
        assertThat(verdict).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.words()).contains(words);
            assertThat(broken.wrong()).isEqualTo(wrong);
        });
    }
}
