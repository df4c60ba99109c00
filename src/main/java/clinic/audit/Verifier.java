package clinic.audit;

import clinic.audit.Verdict.Broken;
import clinic.audit.Verdict.Wrong;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges an export of the trail without any database: by the public keys, and by checkpoints that were kept outside, it says
 * whether every entry is as it was sealed, and names the first that is not. It reads line by line and keeps the last few.
 */
final class Verifier {

    /** How far clocks may differ, and how long an act may run after its first entry. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final Collection<NoteKey> keys;
    private final List<OutsideCheckpoints> outside;
    private final HashTree tree = new HashTree();
    private @Nullable Checkpoint signed;
    private long checkpoints;
    private Leaf.@Nullable Fields first;
    private Leaf.@Nullable Fields last;
    private Leaf.@Nullable Fields latest;
    private long unsealed;
    private @Nullable Instant unsealedSince;
    private @Nullable Found contradicted;

    Verifier(Collection<NoteKey> keys, List<OutsideCheckpoints> outside) {
        this.keys = keys;
        this.outside = outside;
    }

    /** The first thing that is wrong. It travels as an exception inside this class only. */
    private static final class Found extends Exception {

        private static final long serialVersionUID = 1;
        private final transient Broken broken;

        Found(Wrong wrong, String words, Object... values) {
            super(words, null, false, false);
            this.broken = new Broken(wrong, words.formatted(values));
        }
    }

    Verdict verify(BufferedReader export) throws IOException {
        try {
            boolean whole = false;
            long number = 0;
            for (String text = export.readLine(); text != null && !whole; text = export.readLine()) {
                number++;
                switch (parsed(text, number)) {
                    case Exported.Sealed it -> sealed(it);
                    case Exported.Signed it -> signed(it.note());
                    case Exported.Unsealed it -> unsealed(it.entry());
                    case Exported.End it -> {
                        sealedInTime(it.at());
                        whole = true;
                    }
                }
            }
            if (!whole) {
                throw new Found(Wrong.UNREADABLE, "The export ends in the middle, after line %d.", number);
            }
            complete();
        } catch (Found found) {
            return found.broken;
        }
        return new Verdict.Holds(
                tree.size() + unsealed, checkpoints, signed == null ? null : signed.at(), unsealed, unsealedSince);
    }

    private static Exported parsed(String text, long number) throws Found {
        try {
            return Exported.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Found(Wrong.UNREADABLE, "Line %d of the export cannot be read.", number);
        }
    }

    private void sealed(Exported.Sealed seal) throws Found, IOException {
        if (seal.position() != tree.size()) {
            throw new Found(
                    Wrong.REMOVED,
                    "The record sealed at position %d was removed, with its seal; it stood %s.",
                    tree.size(),
                    place());
        }
        Leaf.Fields entry = seal.entry();
        if (entry == null) {
            throw new Found(
                    Wrong.REMOVED,
                    "Entry %d, sealed at position %d, was removed; it stood %s.",
                    seal.entryId(),
                    seal.position(),
                    place());
        }
        if (!Arrays.equals(Leaf.of(entry, seal.salt()), seal.leaf())) {
            throw new Found(
                    Wrong.CHANGED, "The %s was changed after it was sealed at position %d.", entry, seal.position());
        }
        if (last != null && !entry.isAfter(last.era(), last.xid(), last.id())) {
            throw new Found(Wrong.REORDERED, "The %s was moved behind the %s, which was written later.", entry, last);
        }
        datedAfter(entry);
        if (first == null) {
            first = entry;
        }
        last = entry;
        latest = latest == null || entry.at().isAfter(latest.at()) ? entry : latest;
        tree.add(seal.leaf());
        compareOutside();
    }

    private String place() {
        return last == null ? "before all others" : "behind the " + last;
    }

    private static String named(Leaf.@Nullable Fields entry) {
        return entry == null ? "very beginning" : entry.toString();
    }

    private void datedAfter(Leaf.Fields entry) throws Found {
        if (signed != null && entry.at().isBefore(signed.through().minus(SLACK))) {
            throw new Found(
                    Wrong.MISDATED,
                    "The %s bears an old date: it was slipped in after all of that time had been sealed at %s.",
                    entry,
                    signed.at());
        }
    }

    private void signed(String text) throws Found {
        Checkpoint checkpoint = genuine(read(text));
        if (signed != null && !checkpoint.origin().equals(signed.origin())) {
            throw new Found(
                    Wrong.OTHER_HISTORY,
                    "The checkpoint of %d entries is of another trail (%s) than the one before (%s).",
                    checkpoint.size(),
                    checkpoint.origin(),
                    signed.origin());
        }
        if (checkpoint.size() > tree.size()) {
            throw new Found(
                    Wrong.REMOVED,
                    "%d records were removed, with their seals: of the %d that were signed at %s the last is the %s.",
                    checkpoint.size() - tree.size(),
                    checkpoint.size(),
                    checkpoint.at(),
                    named(last));
        }
        if (!Arrays.equals(checkpoint.root(), tree.root())) {
            throw new Found(
                    Wrong.BATCH,
                    "One of the records at positions %d to %d was changed, slipped in, removed or moved, and their seals were written anew: the checkpoint signed at %s has another root. They begin with the %s and end with the %s.",
                    signed == null ? 0 : signed.size(),
                    tree.size() - 1,
                    checkpoint.at(),
                    named(first == null ? last : first),
                    named(last));
        }
        if (contradicted != null) {
            throw contradicted;
        }
        if (latest != null && latest.at().isAfter(checkpoint.at().plus(SLACK))) {
            throw new Found(Wrong.MISDATED, "The %s bears a date after it was sealed at %s.", latest, checkpoint.at());
        }
        signed = checkpoint;
        latest = null;
        first = null;
        checkpoints++;
    }

    private SignedNote read(String note) throws Found {
        try {
            return SignedNote.parse(note);
        } catch (IllegalArgumentException e) {
            throw new Found(Wrong.UNREADABLE, "The checkpoint after %d records cannot be read.", tree.size());
        }
    }

    private Checkpoint genuine(SignedNote note) throws Found {
        if (!note.isSignedByOneOf(keys)) {
            throw new Found(
                    Wrong.NOT_SIGNED,
                    "The checkpoint of %d records, said to be signed at %s, bears no signature by any key that was given.",
                    note.checkpoint().size(),
                    note.checkpoint().at());
        }
        return note.checkpoint();
    }

    /** Whatever was kept outside of so many records must say the same of them. */
    private void compareOutside() throws Found, IOException {
        for (OutsideCheckpoints file : outside) {
            for (SignedNote note = file.next();
                    note != null && note.checkpoint().size() <= tree.size();
                    note = file.next()) {
                Checkpoint kept = genuine(note);
                if (kept.size() < tree.size()) {
                    throw new Found(
                            Wrong.OTHER_HISTORY,
                            "The outside checkpoints go back to %d records at %s: an older backup was restored then.",
                            kept.size(),
                            kept.at());
                }
                if (contradicted == null && !Arrays.equals(kept.root(), tree.root())) {
                    contradicted = new Found(
                            Wrong.OTHER_HISTORY,
                            "An older backup was restored, or the trail was written anew: of the records at positions %d to %d the outside checkpoint signed at %s has another root. They begin with the %s and end with the %s.",
                            signed == null ? 0 : signed.size(),
                            tree.size() - 1,
                            kept.at(),
                            named(first == null ? last : first),
                            named(last));
                }
                file.advance();
            }
        }
    }

    private void unsealed(Leaf.Fields entry) throws Found {
        if (last != null && !entry.isAfter(last.era(), last.xid(), last.id())) {
            throw new Found(
                    Wrong.SLIPPED_IN,
                    "The %s was slipped in, or its seal was removed: it says it was written before the %s, and all of that time had been sealed.",
                    entry,
                    last);
        }
        datedAfter(entry);
        unsealed++;
        unsealedSince = unsealedSince == null ? entry.at() : unsealedSince;
    }

    /** Whoever keeps the clinic from sealing could write what he likes; it is looked at as what it is. */
    private void sealedInTime(Instant exported) throws Found {
        if (unsealedSince != null && unsealedSince.isBefore(exported.minus(SLACK))) {
            throw new Found(
                    Wrong.NOT_SEALED,
                    "%d entries since %s were not sealed when the export was made at %s: nothing vouches for them.",
                    unsealed,
                    unsealedSince,
                    exported);
        }
    }

    private void complete() throws Found {
        if (first != null) {
            throw new Found(
                    Wrong.SLIPPED_IN,
                    "The %s and what follows it were put behind the last checkpoint: nobody signed them.",
                    first);
        }
        if (contradicted != null) {
            throw contradicted;
        }
        for (OutsideCheckpoints file : outside) {
            SignedNote note = file.next();
            if (note != null) {
                throw new Found(
                        Wrong.TAIL_GONE,
                        "The end was cut off, or an older backup was restored: outside, %d records were signed at %s; here are %d, the last being the %s.",
                        genuine(note).size(),
                        note.checkpoint().at(),
                        tree.size(),
                        named(last));
            }
        }
    }
}
