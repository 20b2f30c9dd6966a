package kz.negiz.eds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.CrlSpec;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.LeafSpec;

/** A demo PKI at a fixed time, and what one needs to bend it. One for all tests: keys cost time. */
final class Lab {

    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final byte[] CONTENT = "NEGIZ test document\nid=1\n".getBytes(StandardCharsets.UTF_8);

    static final DemoPki PKI = DemoPki.openOrCreate(folder(), CLOCK, Branch.ECDSA);
    static final KeyPair EC = KeyKind.EC_P256.generate();
    static final KeyPair RSA = KeyKind.RSA_2048.generate();

    private static final AtomicLong SERIALS = new AtomicLong(1_000_000);

    private Lab() {}

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("negiz-eds-test");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrustBundle bundle() {
        try {
            return TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 7, NOW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrustBundle bundle(List<X509Certificate> anchors, List<X509Certificate> intermediates, List<X509CRL> crls) {
        return new TrustBundle(7, NOW, anchors, intermediates, crls);
    }

    static SignatureVerifier verifier() {
        return new SignatureVerifier(bundle(), EdsPolicy.national());
    }

    static SignatureVerifier verifier(TrustBundle bundle) {
        return new SignatureVerifier(bundle, EdsPolicy.national());
    }

    /** A person's certificate with an EC key and a serial number of its own, bent as wanted. */
    static LeafSpec person(UnaryOperator<LeafSpec> bent) {
        return bent.apply(
                PKI.person("tested").withKeyPair(EC).withSerial(BigInteger.valueOf(SERIALS.incrementAndGet())));
    }

    static LeafSpec organisation(UnaryOperator<LeafSpec> bent) {
        return bent.apply(
                PKI.organisation("tested").withKeyPair(EC).withSerial(BigInteger.valueOf(SERIALS.incrementAndGet())));
    }

    static LeafSpec system(UnaryOperator<LeafSpec> bent) {
        return bent.apply(
                LeafSpec.system("System", "2.999.1", "Body", PKI.key("system").bin(), NOW.minusSeconds(3600))
                        .withKeyPair(EC)
                        .withSerial(BigInteger.valueOf(SERIALS.incrementAndGet())));
    }

    static IssuedKey leaf(UnaryOperator<LeafSpec> bent) {
        return PKI.issue(person(bent));
    }

    static X509CRL emptyCrl(CertificationAuthority issuer) {
        return issuer.crl(CrlSpec.empty(NOW, 1));
    }

    static CmsSigner signer(String name) {
        try {
            return CmsSigner.fromPkcs12(PKI.key(name).file(), DemoPki.PASSWORD.toCharArray())
                    .withClock(CLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CmsSigner signer(IssuedKey key) {
        return CmsSigner.of(key.privateKey(), key.certificate()).withClock(CLOCK);
    }
}
