package kz.negiz.log.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.checkpoint.VerifierKey.Purpose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Signed notes")
class NoteTest {

    /** The example of the Go package from which the format comes. */
    private static final String KNOWN_SIGNER =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String KNOWN_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String KNOWN_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final SignerKey LOG = SignerKey.generate("negiz.kz/audit", Purpose.NOTE);
    private static final SignerKey WITNESS = SignerKey.generate("witness.example", Purpose.COSIGNATURE);
    private static final Checkpoint CHECKPOINT = new Checkpoint("negiz.kz/audit/2026", 17, MerkleHash.empty());

    @Test
    @DisplayName("are those of the published example, byte for byte")
    void knownNote() {
        SignerKey signer = SignerKey.parse(KNOWN_SIGNER);
        Note known = Note.parse(KNOWN_NOTE);

        assertThat(signer.verifier()).hasToString(KNOWN_VERIFIER);
        assertThat(signer.secretText()).isEqualTo(KNOWN_SIGNER);
        assertThat(known.isSignedBy(VerifierKey.parse(KNOWN_VERIFIER))).isTrue();
        assertThat(signer.sign(known.text())).hasToString(KNOWN_NOTE);
    }

    @Test
    @DisplayName("carry a checkpoint, a log's signature and a witness' cosignature with its time")
    void checkpoint() {
        Instant time = Instant.parse("2026-11-22T08:00:00Z");

        Note note = Note.parse(WITNESS.cosign(LOG.sign(CHECKPOINT.text()), time).encode());

        assertThat(Checkpoint.parse(note.text())).isEqualTo(CHECKPOINT);
        assertThat(note.isSignedBy(LOG.verifier())).isTrue();
        assertThat(note.cosignedBy(WITNESS.verifier())).contains(time);
        assertThat(note.isSignedBy(WITNESS.verifier())).isFalse();
        assertThat(note.cosignedBy(LOG.verifier())).isEmpty();
        assertThat(note.isSignedBy(
                        SignerKey.generate("negiz.kz/audit", Purpose.NOTE).verifier()))
                .isFalse();
    }

    @Test
    @DisplayName("prove nothing, or are refused, when any byte is changed")
    void everyByteCounts() {
        byte[] bytes = WITNESS.cosign(LOG.sign(CHECKPOINT.text()), Instant.ofEpochSecond(1_795_334_400L))
                .encode();
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThat(holds(changed)).as("byte %s, bit %s", i, bit).isFalse();
            }
        }
        assertThat(holds(bytes)).isTrue();
    }

    private static boolean holds(byte[] bytes) {
        try {
            Note note = Note.parse(bytes);
            Checkpoint.parse(note.text());
            return note.isSignedBy(LOG.verifier())
                    && note.cosignedBy(WITNESS.verifier()).isPresent();
        } catch (NoteFormatException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n- name x08go/ZJkuBS9UG/\n",
                "text\n\n— name x08go/ZJkuBS9UG/SffcvI\n",
                "text\n\n— name x08go/ZJkuBS9UG/\nmore\n",
                "te\u0000xt\n\n— name x08go/ZJkuBS9UG/\n",
                "text\n\n— na me x08go/ZJkuBS9UG/\n",
                "text\n\n— name x08go/ZJkuBS9UG/"
            })
    @DisplayName("are refused in any other form")
    void malformed(String text) {
        assertThatThrownBy(() -> Note.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NoteFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin\n1\n",
                "origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFW=\n",
                "origin\n1\nAAAA\n",
                "ori gin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n"
            })
    @DisplayName("are no checkpoint in any other form")
    void malformedCheckpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NoteFormatException.class);
    }

    @Test
    @DisplayName("are signed with the key of a PEM file too")
    void pem() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        byte[] publicKey = pair.getPublic().getEncoded();

        SignerKey key = SignerKey.fromPem("negiz.kz/audit", Purpose.NOTE, pem);

        assertThat(key.verifier())
                .isEqualTo(new VerifierKey(
                        "negiz.kz/audit",
                        Purpose.NOTE,
                        Arrays.copyOfRange(publicKey, publicKey.length - 32, publicKey.length)));
        assertThat(key.sign("text\n").isSignedBy(key.verifier())).isTrue();
        assertThatThrownBy(() -> SignerKey.fromPem("name", Purpose.NOTE, pem.replace("BEGIN", "begin")))
                .isInstanceOf(NoteFormatException.class);
    }

    @Test
    @DisplayName("need keys whose hash fits, and never show a private one")
    void keys() {
        assertThatThrownBy(() -> VerifierKey.parse(KNOWN_VERIFIER.replace("c74f20a3", "c74f20a4")))
                .isInstanceOf(NoteFormatException.class);
        assertThatThrownBy(() -> VerifierKey.parse(KNOWN_VERIFIER.replace("Peter", "Paul")))
                .isInstanceOf(NoteFormatException.class);
        assertThatThrownBy(() -> SignerKey.parse(KNOWN_SIGNER.replace("Peter", "Paul")))
                .isInstanceOf(NoteFormatException.class);
        assertThat(VerifierKey.parse(WITNESS.verifier().toString())).isEqualTo(WITNESS.verifier());
        assertThat(SignerKey.parse(WITNESS.secretText()).verifier()).isEqualTo(WITNESS.verifier());
        assertThat(LOG.toString()).doesNotContain(LOG.secretText());
        assertThatThrownBy(() -> WITNESS.sign("text\n")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> LOG.cosign(LOG.sign("text\n"), Instant.EPOCH))
                .isInstanceOf(IllegalStateException.class);
    }
}
