package kz.negiz.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Merkle tree")
class MerkleTreeTest {

    private static final int LARGEST = 130;
    private static final List<byte[]> ENTRIES = new ArrayList<>();
    private static final MemoryNodes NODES = new MemoryNodes();
    private static final MerkleTree TREE = new MerkleTree(NODES);

    @BeforeAll
    static void grow() {
        Appender appender = Appender.at(0, NODES);
        for (int i = 0; i < LARGEST; i++) {
            byte[] entry = ("entry " + i).getBytes(StandardCharsets.UTF_8);
            ENTRIES.add(entry);
            appender.append(MerkleHash.leaf(entry)).forEach(NODES::put);
            assertThat(appender.root()).isEqualTo(NaiveTree.root(ENTRIES));
        }
    }

    @Test
    @DisplayName("has the roots of the published test vectors of RFC 6962")
    void knownRoots() {
        List<String> entries = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        List<String> roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        MemoryNodes nodes = new MemoryNodes();
        Appender appender = Appender.at(0, nodes);
        for (int i = 0; i < entries.size(); i++) {
            appender.append(MerkleHash.leaf(HexFormat.of().parseHex(entries.get(i))))
                    .forEach(nodes::put);
            assertThat(appender.root()).asHexString().isEqualToIgnoringCase(roots.get(i));
            assertThat(new MerkleTree(nodes).root(i + 1)).asHexString().isEqualToIgnoringCase(roots.get(i));
        }
        assertThat(MerkleHash.empty())
                .asHexString()
                .isEqualToIgnoringCase("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    @DisplayName("proves each leaf of each size exactly as RFC 9162 says")
    void inclusion() {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> entries = ENTRIES.subList(0, size);
            byte[] root = NaiveTree.root(entries);
            assertThat(TREE.root(size)).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = TREE.inclusionProof(index, size);
                assertThat(hex(proof)).isEqualTo(hex(NaiveTree.path(index, entries)));
                assertThat(Proofs.isIncluded(MerkleHash.leaf(entries.get(index)), index, size, proof, root))
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("proves the growth from each size to each greater one exactly as RFC 9162 says")
    void consistency() {
        for (int to = 0; to <= LARGEST; to++) {
            List<byte[]> entries = ENTRIES.subList(0, to);
            for (int from = 0; from <= to; from++) {
                List<byte[]> proof = TREE.consistencyProof(from, to);
                assertThat(hex(proof)).isEqualTo(hex(NaiveTree.consistency(from, entries)));
                assertThat(Proofs.areConsistent(from, TREE.root(from), to, TREE.root(to), proof))
                        .as("%s to %s", from, to)
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "gives no inclusion proof that holds for another leaf, index, size or root, or when any part is changed")
    void wrongInclusion() {
        for (int size = 1; size <= 40; size++) {
            byte[] root = TREE.root(size);
            for (int index = 0; index < size; index++) {
                byte[] leaf = MerkleHash.leaf(ENTRIES.get(index));
                List<byte[]> proof = TREE.inclusionProof(index, size);
                for (int other = -1; other <= size + 1; other++) {
                    if (other != index) {
                        assertThat(Proofs.isIncluded(leaf, other, size, proof, root))
                                .isFalse();
                        assertThat(Proofs.isIncluded(MerkleHash.leaf(ENTRIES.get(other + 1)), index, size, proof, root))
                                .isEqualTo(other + 1 == index);
                    }
                }
                assertThat(Proofs.isIncluded(leaf, index, size, proof, TREE.root(size + 1)))
                        .isFalse();
                for (List<byte[]> damaged : damaged(proof)) {
                    assertThat(Proofs.isIncluded(leaf, index, size, damaged, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    @DisplayName("gives no consistency proof that holds for another size or root, or when any part is changed")
    void wrongConsistency() {
        for (int to = 2; to <= 40; to++) {
            for (int from = 1; from < to; from++) {
                List<byte[]> proof = TREE.consistencyProof(from, to);
                byte[] fromRoot = TREE.root(from);
                byte[] toRoot = TREE.root(to);
                assertThat(Proofs.areConsistent(from, TREE.root(from + 1), to, toRoot, proof))
                        .isFalse();
                assertThat(Proofs.areConsistent(from, fromRoot, to, TREE.root(to + 1), proof))
                        .isFalse();
                assertThat(Proofs.areConsistent(to, toRoot, from, fromRoot, proof))
                        .isFalse();
                assertThat(Proofs.areConsistent(from, fromRoot, from, toRoot, List.of()))
                        .isFalse();
                for (List<byte[]> damaged : damaged(proof)) {
                    assertThat(Proofs.areConsistent(from, fromRoot, to, toRoot, damaged))
                            .isFalse();
                }
            }
        }
    }

    @Test
    @DisplayName("goes on from its stored nodes as if it had never stopped")
    void goesOn() {
        for (int size = 0; size < LARGEST; size++) {
            Appender resumed = Appender.at(size, NODES);
            assertThat(resumed.root()).isEqualTo(TREE.root(size));
            resumed.append(MerkleHash.leaf(ENTRIES.get(size)));
            assertThat(resumed.root()).isEqualTo(TREE.root(size + 1));
        }
    }

    @Test
    @DisplayName("refuses to prove with a missing or damaged node, and what lies outside of the tree")
    void refuses() {
        MerkleTree holes = new MerkleTree(ids -> Map.of());
        assertThatThrownBy(() -> holes.root(3)).isInstanceOf(IllegalStateException.class);
        MerkleTree damaged = new MerkleTree(ids -> {
            Map<NodeId, byte[]> nodes = NODES.read(ids);
            nodes.replaceAll((id, hash) -> new byte[31]);
            return nodes;
        });
        assertThatThrownBy(() -> damaged.root(3)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TREE.inclusionProof(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TREE.inclusionProof(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TREE.consistencyProof(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<byte[]>> damaged(List<byte[]> proof) {
        Random random = new Random(9162);
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> flipped = new ArrayList<>(proof);
            byte[] hash = proof.get(i).clone();
            hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            flipped.set(i, hash);
            all.add(flipped);
            List<byte[]> dropped = new ArrayList<>(proof);
            dropped.remove(i);
            all.add(dropped);
            List<byte[]> doubled = new ArrayList<>(proof);
            doubled.add(i, proof.get(i));
            all.add(doubled);
            List<byte[]> shortened = new ArrayList<>(proof);
            shortened.set(i, new byte[31]);
            all.add(shortened);
        }
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        all.add(longer);
        return all;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }
}
