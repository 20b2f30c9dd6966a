package kz.negiz.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole check of a signed question (form, signature, path, profile, revocation) beside the one RSA-2048 verification that
 * no check can do without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SignatureCheckBenchmark {

    private byte[] content;
    private byte[] cms;
    private SignatureVerifier verifier;
    private PublicKey key;
    private byte[] signedAttributes;
    private byte[] signatureValue;

    @Setup
    public void sign() throws IOException, CMSException {
        Path folder = Files.createTempDirectory("negiz-benchmark");
        DemoPki pki = DemoPki.openOrCreate(folder, Clock.systemUTC());
        CmsSigner signer = CmsSigner.fromPkcs12(pki.keysDir().resolve("head.p12"), DemoPki.PASSWORD.toCharArray());
        content = "a question of the usual length ".repeat(40).getBytes(StandardCharsets.UTF_8);
        cms = signer.sign(content, true);
        verifier = new SignatureVerifier(
                TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now()),
                EdsPolicy.national());
        SignerInformation information =
                new CMSSignedData(cms).getSignerInfos().getSigners().iterator().next();
        key = signer.certificate().getPublicKey();
        signedAttributes = information.getEncodedSignedAttributes();
        signatureValue = information.getSignature();
        if (information.getSignedAttributes().get(CMSAttributes.messageDigest) == null) {
            throw new IllegalStateException("the signature has no digest to check");
        }
    }

    @Benchmark
    public SignatureVerdict wholeCheck() {
        return verifier.verify(cms, content, Purpose.SIGNING, Instant.now());
    }

    @Benchmark
    public boolean limitOneRsaVerification() {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(signedAttributes);
            return signature.verify(signatureValue);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
