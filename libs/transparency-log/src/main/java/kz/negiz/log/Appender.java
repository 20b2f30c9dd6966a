package kz.negiz.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Adds leaves to a tree: keeps its right edge and tells which subtrees each leaf completes. Has no store of its own; whoever
 * uses it stores what it returns, and throws it away when the storing failed.
 */
public final class Appender {

    /** A subtree that has just become complete. */
    @SuppressWarnings("ArrayRecordComponent") // handed over to be stored, never compared
    public record Completed(NodeId id, byte[] hash) {}

    private final Deque<byte[]> edge = new ArrayDeque<>();
    private long size;

    private Appender(long size) {
        this.size = size;
    }

    /** Goes on with a tree of a size, whose right edge is read from the store. */
    public static Appender at(long size, NodeReader nodes) {
        Appender appender = new Appender(size);
        List<NodeId> ids = NodeId.covering(0, size);
        Map<NodeId, byte[]> known = nodes.read(ids);
        for (NodeId id : ids) {
            byte[] hash = known.get(id);
            if (hash == null) {
                throw new IllegalStateException("the log lacks node " + id);
            }
            appender.edge.addLast(hash);
        }
        return appender;
    }

    public long size() {
        return size;
    }

    /** Adds a leaf; the first of the completed subtrees is the leaf itself. */
    public List<Completed> append(byte[] leafHash) {
        List<Completed> completed = new ArrayList<>();
        long index = size;
        int level = 0;
        byte[] hash = leafHash;
        completed.add(new Completed(new NodeId(0, index), hash));
        while ((index & 1) == 1) {
            hash = MerkleHash.node(edge.removeLast(), hash);
            index >>>= 1;
            level++;
            completed.add(new Completed(new NodeId(level, index), hash));
        }
        edge.addLast(hash);
        size++;
        return completed;
    }

    /** The root over all leaves so far. */
    public byte[] root() {
        if (size == 0) {
            return MerkleHash.empty();
        }
        var subtrees = edge.descendingIterator();
        byte[] hash = subtrees.next();
        while (subtrees.hasNext()) {
            hash = MerkleHash.node(subtrees.next(), hash);
        }
        return hash;
    }
}
