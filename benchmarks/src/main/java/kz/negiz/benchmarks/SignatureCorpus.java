package kz.negiz.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;

/** Signatures of one kind of key, good and bad ones, that several programs are to judge alike before they are compared. */
final class SignatureCorpus {

    /**
     * A detached signature and the content that it is held to.
     *
     * @param valid what everybody must say of it
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for a benchmark
    record Case(String name, byte[] cms, byte[] content, boolean valid) {}

    private final DemoPki pki;
    private final String ending;
    private final byte[] content = "a question of the usual length ".repeat(40).getBytes(StandardCharsets.UTF_8);

    private SignatureCorpus(DemoPki pki, String ending) {
        this.pki = pki;
        this.ending = ending;
    }

    static SignatureCorpus of(SignatureKind kind) {
        try {
            Path folder = Files.createTempDirectory("negiz-benchmark");
            return new SignatureCorpus(DemoPki.openOrCreate(folder, Clock.systemUTC(), kind.branch()), kind.ending());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DemoPki pki() {
        return pki;
    }

    Case good() {
        return new Case("good", signed("head"), content, true);
    }

    /** Valid, altered, forged, revoked and expired ones. */
    List<Case> all() {
        byte[] cms = signed("head");
        byte[] otherContent = content.clone();
        otherContent[7] ^= 1;
        List<Case> all = new ArrayList<>(List.of(
                good(),
                new Case("another good", signed("owner"), content, true),
                new Case("content altered", cms, otherContent, false),
                new Case("content longer", cms, "more".getBytes(StandardCharsets.UTF_8), false),
                new Case("signature value altered", flipped(cms, cms.length - 1), content, false),
                new Case("signing time altered", flipped(cms, lastUtcTime(cms) + 13), content, false),
                new Case("revoked", signed("revoked"), content, false)));
        if (ending.isEmpty()) {
            all.add(new Case("expired", signed("expired"), content, false));
            all.add(new Case("forged by a look-alike authority", signed("foreign"), content, false));
        }
        return all;
    }

    TrustBundle bundle() {
        try {
            return TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SignatureVerifier verifier() {
        return new SignatureVerifier(bundle(), EdsPolicy.national());
    }

    /** Whether a verifier says so. */
    static boolean isValid(SignatureVerifier verifier, Case each) {
        return verifier.verify(each.cms(), each.content(), Purpose.SIGNING, Instant.now())
                instanceof SignatureVerdict.Valid;
    }

    private byte[] signed(String key) {
        String name = key + ending;
        try {
            return CmsSigner.fromPkcs12(pki.keysDir().resolve(name + ".p12"), DemoPki.PASSWORD.toCharArray())
                    .sign(content, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    /** Where the signing time begins: the last time of this form in the message. */
    private static int lastUtcTime(byte[] cms) {
        for (int at = cms.length - 15; at > 0; at--) {
            if (cms[at] == 0x17 && cms[at + 1] == 13 && cms[at + 14] == 'Z') {
                return at;
            }
        }
        throw new IllegalStateException("the message tells no signing time");
    }
}
