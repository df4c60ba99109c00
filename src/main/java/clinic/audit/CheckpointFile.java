package clinic.audit;

import clinic.platform.DataFolder;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every checkpoint outside of the database, so that whoever rewrites the whole database is contradicted. Each process that
 * seals keeps such a file of all checkpoints, whoever signed them; what was not written because it died is written next time.
 * A database that has fewer than the file was set back, and the file keeps what it had.
 */
@Component
class CheckpointFile {

    private static final Logger log = LoggerFactory.getLogger(CheckpointFile.class);
    private static final int AT_ONCE = 500;
    private static final int LONGER_THAN_ANY_TWO = 4096;

    /** A note byte for byte, so that places in the text are places in the file. */
    private static final Pattern WHOLE = Pattern.compile("[^\\n]+\\n(\\d+)\\n(?:[^\\n]+\\n)+\\n"
            + new String(NoteKey.DASH.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            + "\\S+ \\S+\\n\\n");

    /** Whether all is well outside. */
    enum Standing {
        KEPT,
        /** The file cannot be written. */
        NOT_WRITTEN,
        /** The file has more than the database. */
        SET_BACK
    }

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Path file;
    private @Nullable Long written;
    private volatile Standing standing = Standing.KEPT;

    @Autowired
    CheckpointFile(
            Transactions transactions,
            JdbcClient jdbc,
            DataFolder data,
            @Value("${clinic.audit.checkpoints:}") String path) {
        this(
                transactions,
                jdbc,
                path.isBlank()
                        ? data.folder("audit").resolve("checkpoints")
                        : Path.of(path).toAbsolutePath());
    }

    CheckpointFile(Transactions transactions, JdbcClient jdbc, Path file) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.file = file;
    }

    Standing standing() {
        return standing;
    }

    /** Writes what has been signed and is not in the file yet. */
    synchronized void catchUp() {
        Standing now;
        try {
            now = append();
        } catch (IOException e) {
            now = Standing.NOT_WRITTEN;
        }
        if (now != standing && now == Standing.NOT_WRITTEN) {
            log.error("Checkpoints of the audit trail cannot be written to {}; they are tried again", file);
        } else if (now != standing && now == Standing.SET_BACK) {
            log.error(
                    "The audit trail in the database ends before what was signed in {}: an older backup, or its end was cut off",
                    file);
        }
        standing = now;
    }

    private Standing append() throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long last = written == null ? lastIn(channel) : written;
            channel.position(channel.size());
            List<AuditTrail.Signed> next = after(last);
            while (!next.isEmpty()) {
                StringBuilder notes = new StringBuilder();
                next.forEach(signed -> notes.append(signed.note()).append('\n'));
                ByteBuffer bytes = ByteBuffer.wrap(notes.toString().getBytes(StandardCharsets.UTF_8));
                written = null;
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
                last = next.getLast().size();
                next = after(last);
            }
            written = last;
            return last > sealed() ? Standing.SET_BACK : Standing.KEPT;
        }
    }

    /** The size of the last whole note in the file. What a crash left of a note behind it is cut off. */
    private static long lastIn(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - LONGER_THAN_ANY_TWO);
        ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
            // Until it is full.
        }
        Matcher whole = WHOLE.matcher(new String(tail.array(), StandardCharsets.ISO_8859_1));
        long size = 0;
        int end = 0;
        while (whole.find()) {
            size = Long.parseLong(whole.group(1));
            end = whole.end();
        }
        if (end == 0 && from > 0) {
            throw new IOException("No checkpoint at the end of the file");
        }
        channel.truncate(from + end);
        return size;
    }

    private List<AuditTrail.Signed> after(long size) {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql(
                                "select size, at, note from audit_checkpoint where size > :size order by size limit :most")
                        .param("size", size)
                        .param("most", AT_ONCE)
                        .query(StoredAuditTrail::signed)
                        .list());
    }

    private long sealed() {
        return transactions.as(
                SystemAct.actor(),
                () -> jdbc.sql("select coalesce(max(size), 0) from audit_checkpoint")
                        .query(Long.class)
                        .single());
    }
}
