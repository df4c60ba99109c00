package clinic.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree of RFC 6962 over all leaves so far, of which only the frontier is kept: the roots of the whole trees that
 * its size is made of, the largest first.
 */
final class HashTree {

    private static final int HASH = 32;
    private static final byte INNER = 1;

    private final List<byte[]> frontier = new ArrayList<>();
    private long size;

    HashTree() {}

    HashTree(long size, byte[] frontier) {
        if (frontier.length != HASH * Long.bitCount(size)) {
            throw new IllegalArgumentException("No frontier of a tree of " + size);
        }
        this.size = size;
        ByteBuffer hashes = ByteBuffer.wrap(frontier);
        while (hashes.hasRemaining()) {
            byte[] hash = new byte[HASH];
            hashes.get(hash);
            this.frontier.add(hash);
        }
    }

    void add(byte[] leaf) {
        byte[] right = leaf;
        for (long trees = size; (trees & 1) == 1; trees >>= 1) {
            right = inner(frontier.removeLast(), right);
        }
        frontier.add(right);
        size++;
    }

    long size() {
        return size;
    }

    byte[] root() {
        if (frontier.isEmpty()) {
            return Leaf.sha256().digest();
        }
        byte[] root = frontier.getLast();
        for (int left = frontier.size() - 2; left >= 0; left--) {
            root = inner(frontier.get(left), root);
        }
        return root;
    }

    byte[] frontier() {
        ByteBuffer all = ByteBuffer.allocate(HASH * frontier.size());
        frontier.forEach(all::put);
        return all.array();
    }

    private static byte[] inner(byte[] left, byte[] right) {
        MessageDigest digest = Leaf.sha256();
        digest.update(INNER);
        digest.update(left);
        return digest.digest(right);
    }
}
