package clinic.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What the clinic signs: so many entries have been sealed, and this is the root of the tree over them. Written as C2SP's
 * tlog-checkpoint, in which nobody's name and no value stands.
 *
 * @param origin which trail this is of
 * @param at when it was signed
 * @param through every entry of an earlier time was sealed by then, but for what acts under way had written
 */
record Checkpoint(String origin, long size, byte[] root, Instant at, Instant through) {

    private static final String AT = "at ";
    private static final String THROUGH = "through ";

    String text() {
        return "%s%n%d%n%s%n%s%s%n%s%s%n"
                .replace("%n", "\n")
                .formatted(origin, size, Base64.getEncoder().encodeToString(root), AT, at, THROUGH, through);
    }

    /** @throws IllegalArgumentException when it is none */
    static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 5 || !lines.get(3).startsWith(AT) || !lines.get(4).startsWith(THROUGH)) {
            throw new IllegalArgumentException("No checkpoint");
        }
        try {
            Checkpoint read = new Checkpoint(
                    lines.get(0),
                    Long.parseLong(lines.get(1)),
                    Base64.getDecoder().decode(lines.get(2)),
                    Instant.parse(lines.get(3).substring(AT.length())),
                    Instant.parse(lines.get(4).substring(THROUGH.length())));
            if (!read.text().equals(text)) {
                throw new IllegalArgumentException("No checkpoint");
            }
            return read;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
