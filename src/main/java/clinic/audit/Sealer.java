package clinic.audit;

import clinic.platform.Sql;
import clinic.platform.SystemAct;
import clinic.platform.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals what has been written, beside the acts that write: takes the entries of all transactions that have ended, in an
 * order that nothing can come between any more, adds them to the tree and signs its root. Any number of sealers may run;
 * the database lets one at a time. A batch is sealed whole and signed, or not at all.
 */
@Component
class Sealer {

    static final int BATCH = 1_000;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final CheckpointSigner signer;

    Sealer(Transactions transactions, JdbcClient jdbc, CheckpointSigner signer) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.signer = signer;
    }

    private record Sealed(long position, byte[] leaf, Instant at) {}

    private record Last(byte[] frontier, Checkpoint checkpoint) {}

    /** @return how many entries it sealed */
    long sealWhatIsReady() {
        long all = 0;
        long batch;
        do {
            batch = sealNext();
            all += batch;
        } while (batch == BATCH);
        return all;
    }

    private long sealNext() {
        return transactions.as(SystemAct.actor(), () -> {
            List<Sealed> sealed = jdbc.sql("select position, leaf, sealed_at from seal_audit_entries(:most)")
                    .param("most", BATCH)
                    .query((row, n) ->
                            new Sealed(row.getLong("position"), row.getBytes("leaf"), Sql.instant(row, "sealed_at")))
                    .list();
            if (!sealed.isEmpty()) {
                sign(sealed);
            }
            return (long) sealed.size();
        });
    }

    private void sign(List<Sealed> sealed) {
        Optional<Last> last = jdbc.sql("select size, frontier, note from audit_checkpoint order by size desc limit 1")
                .query((row, n) -> new Last(
                        row.getBytes("frontier"),
                        SignedNote.parse(row.getString("note")).checkpoint()))
                .optional();
        HashTree tree = last.map(it -> new HashTree(it.checkpoint().size(), it.frontier()))
                .orElseGet(HashTree::new);
        for (Sealed one : sealed) {
            if (one.position() != tree.size()) {
                throw new IllegalStateException("The seal at " + one.position()
                        + " does not follow on the checkpoint of " + tree.size() + "; see bin/audit verify");
            }
            tree.add(one.leaf());
        }
        Instant at = sealed.getLast().at();
        Instant through = jdbc.sql("select coalesce(audit_unsealed_since(), cast(:at as timestamptz)) as through")
                .param("at", Sql.at(at))
                .query((row, n) -> Sql.instant(row, "through"))
                .single();
        Checkpoint checkpoint = new Checkpoint(
                last.map(it -> it.checkpoint().origin()).orElse(signer.open().name()),
                tree.size(),
                tree.root(),
                at,
                last.map(it -> it.checkpoint().through())
                        .filter(through::isBefore)
                        .orElse(through));
        jdbc.sql("insert into audit_checkpoint (size, at, frontier, note) values (:size, :at, :frontier, :note)")
                .param("size", tree.size())
                .param("at", Sql.at(at))
                .param("frontier", tree.frontier())
                .param("note", signer.sign(checkpoint.text()))
                .update();
    }
}
