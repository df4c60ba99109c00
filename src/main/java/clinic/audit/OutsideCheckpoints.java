package clinic.audit;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file of checkpoints that was kept outside of the database: signed notes, one after the other, an empty line between. */
final class OutsideCheckpoints {

    private final BufferedReader file;
    private @Nullable SignedNote next;

    OutsideCheckpoints(BufferedReader file) throws IOException {
        this.file = file;
        this.next = read();
    }

    /** The one that is due, which stays due until {@link #advance}; null after the last. */
    @Nullable SignedNote next() {
        return next;
    }

    void advance() throws IOException {
        next = read();
    }

    private @Nullable SignedNote read() throws IOException {
        StringBuilder note = new StringBuilder();
        boolean signatures = false;
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            if (line.isEmpty() && note.isEmpty()) {
                continue;
            }
            if (line.isEmpty() && signatures) {
                break;
            }
            signatures |= line.isEmpty();
            note.append(line).append('\n');
        }
        return note.isEmpty() ? null : SignedNote.parse(note.toString());
    }
}
