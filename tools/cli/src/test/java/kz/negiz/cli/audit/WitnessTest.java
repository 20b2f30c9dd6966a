package kz.negiz.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.cli.CommandFailed;
import kz.negiz.log.Appender;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.MerkleTree;
import kz.negiz.log.NodeId;
import kz.negiz.log.NodeReader;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.SignerKey;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A witness")
class WitnessTest {

    private static final SignerKey KEY = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);

    @TempDir
    private Path folder = Path.of(".");

    @Test
    @DisplayName("keeps each checkpoint that goes on from the one before")
    void keeps() {
        FakeLog log = new FakeLog("event");
        WitnessStore store = new WitnessStore(folder);
        for (int round = 0; round < 5; round++) {
            log.grow(round);
            new Witness(store, KEY.verifier(), log::get).witness();
        }
        assertThat(store.all()).extracting(kept -> kept.checkpoint().size()).containsExactly(1L, 2L, 4L, 7L, 11L);
    }

    @Test
    @DisplayName("finds a log that was rewritten and signed again with the right key, and keeps its evidence")
    void rewritten() {
        FakeLog log = new FakeLog("event");
        log.grow(6);
        WitnessStore store = new WitnessStore(folder);
        new Witness(store, KEY.verifier(), log::get).witness();
        for (int size : List.of(2, 6, 20)) {
            FakeLog forged = new FakeLog("another event");
            forged.grow(size);
            assertThatThrownBy(() -> new Witness(store, KEY.verifier(), forged::get).witness())
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("REWRITTEN");
        }
        assertThat(store.all()).hasSize(1);
    }

    @Test
    @DisplayName("takes no checkpoint of another key")
    void otherKey() {
        FakeLog log = new FakeLog("event");
        SignerKey other = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);
        assertThatThrownBy(() -> new Witness(new WitnessStore(folder), other.verifier(), log::get).witness())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("not signed");
    }

    @Test
    @DisplayName("follows the log over the turn of a year, and finds a new year that does not go on from the old")
    void newYear() {
        FakeLog log = new FakeLog("event");
        log.grow(5);
        WitnessStore store = new WitnessStore(folder);
        new Witness(store, KEY.verifier(), log::get).witness();
        log.grow(3);
        log.turn(log.note(2026).encode());
        log.grow(4);
        assertThat(new Witness(store, KEY.verifier(), log::get).witness().year())
                .isEqualTo(2027);

        FakeLog forged = new FakeLog("event");
        forged.grow(5);
        WitnessStore other = new WitnessStore(folder.resolve("other"));
        new Witness(other, KEY.verifier(), forged::get).witness();
        forged.grow(3);
        forged.turn("no checkpoint".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new Witness(other, KEY.verifier(), forged::get).witness())
                .hasMessageContaining("REWRITTEN");
    }

    /** A log in memory that answers as the API does. */
    private static final class FakeLog {

        private static final Pattern PAIR = Pattern.compile("[?&]([a-z]+)=([0-9]+)");

        private final String entry;
        private final TreeMap<Integer, Tree> years = new TreeMap<>();

        FakeLog(String entry) {
            this.entry = entry;
            years.put(2026, new Tree("genesis".getBytes(StandardCharsets.UTF_8)));
        }

        void grow(int by) {
            Tree tree = tree(years.lastKey());
            for (int i = 0; i < by; i++) {
                tree.add((entry + tree.appender.size()).getBytes(StandardCharsets.UTF_8));
            }
        }

        void turn(byte[] firstLeaf) {
            years.put(years.lastKey() + 1, new Tree(firstLeaf));
        }

        Note note(int year) {
            Appender appender = tree(year).appender;
            return KEY.sign(new Checkpoint("negiz.kz/audit/" + year, appender.size(), appender.root()).text());
        }

        JsonNode get(String path) {
            Map<String, Integer> query = new HashMap<>();
            Matcher pairs = PAIR.matcher(path);
            while (pairs.find()) {
                query.put(pairs.group(1), Integer.parseInt(pairs.group(2)));
            }
            int year = query.getOrDefault("year", years.lastKey());
            Tree tree = tree(year);
            ObjectNode answer =
                    JsonNodeFactory.instance.objectNode().put("note", note(year).toString());
            MerkleTree merkle = new MerkleTree(tree);
            if (path.startsWith("/api/audit/consistency")) {
                answer.set(
                        "proof",
                        hashes(merkle.consistencyProof(query.getOrDefault("from", 0), query.getOrDefault("to", 0))));
            }
            if (path.startsWith("/api/audit/opening")) {
                answer.put("firstLeaf", Base64.getEncoder().encodeToString(tree.first));
                answer.set("proof", hashes(merkle.inclusionProof(0, tree.appender.size())));
            }
            return answer;
        }

        private Tree tree(int year) {
            return Objects.requireNonNull(years.get(year));
        }

        private static ArrayNode hashes(List<byte[]> proof) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            proof.forEach(hash -> list.add(Base64.getEncoder().encodeToString(hash)));
            return list;
        }
    }

    private static final class Tree implements NodeReader {

        private final Map<NodeId, byte[]> nodes = new HashMap<>();
        private final byte[] first;
        private final Appender appender;

        Tree(byte[] first) {
            this.first = first;
            this.appender = Appender.at(0, ids -> Map.of());
            add(first);
        }

        void add(byte[] leaf) {
            appender.append(MerkleHash.leaf(leaf)).forEach(node -> nodes.put(node.id(), node.hash()));
        }

        @Override
        public Map<NodeId, byte[]> read(java.util.Collection<NodeId> ids) {
            Map<NodeId, byte[]> found = new HashMap<>();
            new ArrayList<>(ids).forEach(id -> found.put(id, Objects.requireNonNull(nodes.get(id))));
            return found;
        }
    }
}
