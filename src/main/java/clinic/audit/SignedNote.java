package clinic.audit;

import java.util.Collection;
import java.util.List;

/**
 * A checkpoint with the signatures below it.
 *
 * @param text what was signed, to the letter
 */
record SignedNote(String text, List<String> signatures, Checkpoint checkpoint) {

    /** @throws IllegalArgumentException when it is no signed checkpoint */
    static SignedNote parse(String note) {
        int end = note.indexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("No signed note");
        }
        String text = note.substring(0, end + 1);
        return new SignedNote(text, note.substring(end + 2).lines().toList(), Checkpoint.parse(text));
    }

    boolean isSignedByOneOf(Collection<NoteKey> keys) {
        return signatures.stream().anyMatch(line -> keys.stream().anyMatch(key -> key.signed(text, line)));
    }
}
