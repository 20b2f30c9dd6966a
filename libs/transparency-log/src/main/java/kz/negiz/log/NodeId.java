package kz.negiz.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A complete subtree: the {@code index}-th one of 2^{@code level} leaves. Its hash never changes once all its leaves are
 * there, so it is what a log stores.
 */
public record NodeId(int level, long index) {

    public NodeId {
        if (level < 0 || level > 62 || index < 0) {
            throw new IllegalArgumentException("no such node");
        }
    }

    /** The complete subtrees that together cover the leaves from {@code begin} to before {@code end}, from left to right. */
    static List<NodeId> covering(long begin, long end) {
        List<NodeId> nodes = new ArrayList<>();
        long at = begin;
        while (at < end) {
            int level =
                    Math.min(at == 0 ? 62 : Long.numberOfTrailingZeros(at), 63 - Long.numberOfLeadingZeros(end - at));
            nodes.add(new NodeId(level, at >>> level));
            at += 1L << level;
        }
        return nodes;
    }
}
