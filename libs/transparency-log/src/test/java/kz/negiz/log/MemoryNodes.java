package kz.negiz.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A store of nodes in memory. */
public final class MemoryNodes implements NodeReader {

    private final Map<NodeId, byte[]> nodes = new HashMap<>();

    public void put(Appender.Completed node) {
        if (nodes.put(node.id(), node.hash()) != null) {
            throw new IllegalStateException("written twice: " + node.id());
        }
    }

    @Override
    public Map<NodeId, byte[]> read(Collection<NodeId> ids) {
        Map<NodeId, byte[]> found = new HashMap<>();
        ids.forEach(id -> found.put(id, Objects.requireNonNull(nodes.get(id), id::toString)));
        return found;
    }
}
