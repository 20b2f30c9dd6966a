package kz.negiz.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import kz.negiz.log.Appender;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.MerkleTree;
import kz.negiz.log.NodeId;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import kz.negiz.log.export.ExportLine;
import kz.negiz.log.export.ExportWriter;

/**
 * What an insider with every key of the platform can do: change an event in the middle of the log, build the tree anew, sign it
 * with the log's own key and hand out an export that fits in itself.
 */
final class RewrittenLog {

    private final String auditDatabase;
    private final String owner;
    private final String password;
    private final Path checkpointKey;

    /**
     * @param auditDatabase JDBC address of the log's database
     * @param owner the role that owns it
     * @param password the owner's
     * @param checkpointKey the log's own private key
     */
    RewrittenLog(String auditDatabase, String owner, String password, Path checkpointKey) {
        this.auditDatabase = auditDatabase;
        this.owner = owner;
        this.password = password;
        this.checkpointKey = checkpointKey;
    }

    /**
     * Tells in a forged export that the first refused event of a genuine one was permitted.
     *
     * @throws IllegalStateException when the genuine export shows no refused event
     */
    void write(Path genuine, Path forged) throws IOException, SQLException {
        List<ExportLine> lines = new ArrayList<>();
        for (String line : Files.readAllLines(genuine)) {
            lines.add(ExportLine.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        ExportLine.Event refused = lines.stream()
                .filter(ExportLine.Event.class::isInstance)
                .map(ExportLine.Event.class::cast)
                .filter(event -> text(event).contains("\"outcome\":\"REFUSED\""))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the export shows no refused event"));
        byte[] changed = text(refused)
                .replace("\"outcome\":\"REFUSED\"", "\"outcome\":\"PERMITTED\"")
                .getBytes(StandardCharsets.UTF_8);

        Map<Integer, Tree> years = new HashMap<>();
        SignerKey key = null;
        for (ExportLine line : lines) {
            if (line instanceof ExportLine.Log log) {
                Checkpoint checkpoint = Checkpoint.parse(log.note().text());
                Tree tree = new Tree();
                long index = 0;
                for (byte[] leaf : leaves(log.year(), checkpoint.size())) {
                    tree.add(log.year() == refused.year() && index == refused.index() ? changed : leaf);
                    index++;
                }
                years.put(log.year(), tree);
                String origin = checkpoint.origin();
                key = SignerKey.fromPem(
                        origin.substring(0, origin.lastIndexOf('/')), Purpose.NOTE, Files.readString(checkpointKey));
            }
        }
        SignerKey signer = Objects.requireNonNull(key, "an export has a log");
        try (OutputStream out = Files.newOutputStream(forged)) {
            ExportWriter writer = new ExportWriter(out);
            for (ExportLine line : lines) {
                switch (line) {
                    case ExportLine.Log log -> writer.write(again(log, tree(years, log.year()), signer));
                    case ExportLine.Event event -> {
                        boolean isChanged = event.year() == refused.year() && event.index() == refused.index();
                        writer.write(new ExportLine.Event(
                                event.year(),
                                event.index(),
                                isChanged ? changed : event.event(),
                                tree(years, event.year()).inclusion(event.index()),
                                event.disclosed()));
                    }
                    case ExportLine.End end -> writer.close(signer);
                    default -> writer.write(line);
                }
            }
        }
    }

    private static ExportLine.Log again(ExportLine.Log log, Tree tree, SignerKey key) {
        Checkpoint checkpoint = Checkpoint.parse(log.note().text());
        SortedMap<Long, List<byte[]>> consistency = new TreeMap<>();
        log.consistency().keySet().forEach(from -> consistency.put(from, tree.consistency(from)));
        return new ExportLine.Log(
                log.year(),
                key.sign(new Checkpoint(checkpoint.origin(), tree.size(), tree.root()).text()),
                log.firstLeaf(),
                tree.inclusion(0),
                consistency);
    }

    private static Tree tree(Map<Integer, Tree> years, int year) {
        return Objects.requireNonNull(years.get(year), "an event's year has a log");
    }

    private static String text(ExportLine.Event event) {
        return new String(event.event(), StandardCharsets.UTF_8);
    }

    private List<byte[]> leaves(int year, long size) throws SQLException {
        try (Connection connection = DriverManager.getConnection(auditDatabase, owner, password);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT content FROM leaf WHERE log_year = ? AND leaf_index < ? ORDER BY leaf_index")) {
            query.setInt(1, year);
            query.setLong(2, size);
            List<byte[]> leaves = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    leaves.add(rows.getBytes(1));
                }
            }
            return leaves;
        }
    }

    /** A tree in memory. */
    private static final class Tree {

        private final Map<NodeId, byte[]> nodes = new HashMap<>();
        private final Appender appender = Appender.at(0, ids -> Map.of());
        private final MerkleTree proofs = new MerkleTree(this::read);

        void add(byte[] leaf) {
            appender.append(MerkleHash.leaf(leaf)).forEach(node -> nodes.put(node.id(), node.hash()));
        }

        long size() {
            return appender.size();
        }

        byte[] root() {
            return appender.root();
        }

        List<byte[]> inclusion(long index) {
            return proofs.inclusionProof(index, size());
        }

        List<byte[]> consistency(long from) {
            return proofs.consistencyProof(from, size());
        }

        private Map<NodeId, byte[]> read(Collection<NodeId> ids) {
            Map<NodeId, byte[]> found = new HashMap<>();
            ids.forEach(id -> found.put(id, Objects.requireNonNull(nodes.get(id))));
            return found;
        }
    }
}
