package clinic.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is hashed of an entry; the database says the same in its function audit_leaf, and seals by that. */
final class Leaf {

    private Leaf() {}

    /**
     * An entry with every field that is sealed, values as the database has them.
     *
     * @param before the JSON to the letter
     * @param after likewise
     */
    record Fields(
            long id,
            int era,
            long xid,
            Instant at,
            String actor,
            String role,
            @Nullable String request,
            String action,
            String kind,
            String record,
            @Nullable String before,
            @Nullable String after) {

        /** Where it stands among the others; those of one transaction by their ids. */
        boolean isAfter(int otherEra, long otherXid, long otherId) {
            int order = Integer.compare(era, otherEra);
            order = order == 0 ? Long.compareUnsigned(xid, otherXid) : order;
            return order > 0 || order == 0 && id > otherId;
        }

        /** Shows no value. */
        @Override
        public String toString() {
            return action + " of " + kind + " " + record + " at " + at + " (entry " + id + ")";
        }
    }

    static byte[] of(Fields entry, byte[] salt) {
        StringBuilder values = new StringBuilder();
        add(values, entry.before());
        add(values, entry.after());
        MessageDigest digest = sha256();
        digest.update(salt);
        byte[] payload = digest.digest(values.toString().getBytes(StandardCharsets.UTF_8));

        StringBuilder fields = new StringBuilder();
        add(fields, Long.toString(entry.id()));
        add(fields, Integer.toString(entry.era()));
        add(fields, Long.toUnsignedString(entry.xid()));
        add(fields, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        add(fields, entry.actor());
        add(fields, entry.role());
        add(fields, entry.request());
        add(fields, entry.action());
        add(fields, entry.kind());
        add(fields, entry.record());
        digest.update((byte) 0);
        digest.update(fields.toString().getBytes(StandardCharsets.UTF_8));
        return digest.digest(payload);
    }

    private static void add(StringBuilder to, @Nullable String value) {
        if (value == null) {
            to.append('-');
        } else {
            to.append(value.getBytes(StandardCharsets.UTF_8).length).append(':').append(value);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
