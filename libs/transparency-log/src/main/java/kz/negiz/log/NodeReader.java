package kz.negiz.log;

import java.util.Collection;
import java.util.Map;

/** Where the hashes of complete subtrees are kept. */
@FunctionalInterface
public interface NodeReader {

    /**
     * Reads many at once, for a proof needs some dozens.
     *
     * @throws IllegalStateException when one is missing: a tree with holes proves nothing
     */
    Map<NodeId, byte[]> read(Collection<NodeId> nodes);
}
