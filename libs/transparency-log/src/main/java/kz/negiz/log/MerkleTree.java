package kz.negiz.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Roots and proofs of an append-only tree of RFC 9162, section 2.1, at any of its sizes up to now. */
public final class MerkleTree {

    private final NodeReader nodes;

    public MerkleTree(NodeReader nodes) {
        this.nodes = nodes;
    }

    /** The root over the first {@code size} leaves. */
    public byte[] root(long size) {
        requireSize(size);
        if (size == 0) {
            return MerkleHash.empty();
        }
        return hashes(List.of(new Range(0, size))).getFirst();
    }

    /** PATH(index, D[size]) of RFC 9162, section 2.1.3.1: from the leaf's sibling up. */
    public List<byte[]> inclusionProof(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
        }
        List<Range> ranges = new ArrayList<>();
        path(index, 0, size, ranges);
        return hashes(ranges);
    }

    /** PROOF(from, D[to]) of RFC 9162, section 2.1.4.1; empty when one of the trees says nothing or both are the same. */
    public List<byte[]> consistencyProof(long from, long to) {
        requireSize(from);
        requireSize(to);
        if (from > to) {
            throw new IllegalArgumentException("a tree of " + from + " does not come before one of " + to);
        }
        if (from == 0 || from == to) {
            return List.of();
        }
        List<Range> ranges = new ArrayList<>();
        subproof(from, 0, to, true, ranges);
        return hashes(ranges);
    }

    private static void path(long index, long begin, long end, List<Range> proof) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + largestPowerOfTwoBelow(end - begin);
        if (index < middle) {
            path(index, begin, middle, proof);
            proof.add(new Range(middle, end));
        } else {
            path(index, middle, end, proof);
            proof.add(new Range(begin, middle));
        }
    }

    private static void subproof(long from, long begin, long end, boolean known, List<Range> proof) {
        if (from == end) {
            if (!known) {
                proof.add(new Range(begin, end));
            }
            return;
        }
        long middle = begin + largestPowerOfTwoBelow(end - begin);
        if (from <= middle) {
            subproof(from, begin, middle, known, proof);
            proof.add(new Range(middle, end));
        } else {
            subproof(from, middle, end, false, proof);
            proof.add(new Range(begin, middle));
        }
    }

    private static long largestPowerOfTwoBelow(long count) {
        return Long.highestOneBit(count - 1);
    }

    private List<byte[]> hashes(List<Range> ranges) {
        Set<NodeId> needed = new LinkedHashSet<>();
        ranges.forEach(range -> needed.addAll(range.nodes()));
        Map<NodeId, byte[]> known = nodes.read(needed);
        return ranges.stream().map(range -> fold(range.nodes(), known)).toList();
    }

    /** Complete subtrees shrink from left to right, so they join from the right. */
    private static byte[] fold(List<NodeId> nodes, Map<NodeId, byte[]> known) {
        byte[] hash = node(nodes.getLast(), known);
        for (int i = nodes.size() - 2; i >= 0; i--) {
            hash = MerkleHash.node(node(nodes.get(i), known), hash);
        }
        return hash;
    }

    private static byte[] node(NodeId id, Map<NodeId, byte[]> known) {
        byte[] hash = known.get(id);
        if (hash == null || hash.length != MerkleHash.LENGTH) {
            throw new IllegalStateException("the log lacks node " + id);
        }
        return hash;
    }

    private static void requireSize(long size) {
        if (size < 0 || size > 1L << 62) {
            throw new IllegalArgumentException("no tree has " + size + " leaves");
        }
    }

    private record Range(long begin, long end) {
        List<NodeId> nodes() {
            return NodeId.covering(begin, end);
        }
    }
}
