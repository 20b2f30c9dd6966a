package kz.negiz.auditlog.log;

import java.sql.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.negiz.log.NodeId;
import kz.negiz.log.NodeReader;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The nodes of one year's tree in the database; those of level 0 are the leaves. */
final class StoredNodes implements NodeReader {

    private final JdbcOperations jdbc;
    private final int year;

    StoredNodes(JdbcOperations jdbc, int year) {
        this.jdbc = jdbc;
        this.year = year;
    }

    @Override
    public Map<NodeId, byte[]> read(Collection<NodeId> nodes) {
        Map<NodeId, byte[]> found = new HashMap<>();
        List<NodeId> leaves = nodes.stream().filter(node -> node.level() == 0).toList();
        List<NodeId> inner = nodes.stream().filter(node -> node.level() > 0).toList();
        if (!leaves.isEmpty()) {
            query(
                    "select 0, leaf_index, hash from leaf where log_year = ? and leaf_index = any(?)",
                    leaves,
                    false,
                    row -> found.put(new NodeId(row.getInt(1), row.getLong(2)), row.getBytes(3)));
        }
        if (!inner.isEmpty()) {
            query(
                    "select level, node_index, hash from node where log_year = ?"
                            + " and (level, node_index) in (select * from unnest(?::smallint[], ?::bigint[]))",
                    inner,
                    true,
                    row -> found.put(new NodeId(row.getInt(1), row.getLong(2)), row.getBytes(3)));
        }
        return found;
    }

    private void query(String sql, List<NodeId> nodes, boolean withLevel, RowCallbackHandler rows) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(sql);
                    int at = 1;
                    statement.setInt(at++, year);
                    if (withLevel) {
                        Array levels = connection.createArrayOf(
                                "smallint", nodes.stream().map(NodeId::level).toArray());
                        statement.setArray(at++, levels);
                    }
                    Array indexes = connection.createArrayOf(
                            "bigint", nodes.stream().map(NodeId::index).toArray());
                    statement.setArray(at, indexes);
                    return statement;
                },
                rows);
    }
}
