package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.CrlSpec;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.LeafSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which an answer on a certificate's status can be wrong, each refused for its own reason. */
class OcspTest {

    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final Extension NO_CHECK = extension("1.3.6.1.5.5.7.48.1.5", false);

    private static final IssuedKey ISSUER = authority("issuer");
    private static final IssuedKey OTHER_ISSUER = authority("other issuer");
    private static final CertificationAuthority AUTHORITY = CertificationAuthority.of(ISSUER);
    private static final X509Certificate LEAF =
            AUTHORITY.issue(Lab.person(spec -> spec)).certificate();

    /** An answer to be bent; the plain one is right in everything. */
    private record Bent(
            IssuedKey responder,
            List<X509Certificate> along,
            X509Certificate about,
            X509Certificate issuer,
            int times,
            @Nullable CertificateStatus status,
            Instant thisUpdate,
            Optional<Instant> nextUpdate,
            UnaryOperator<Optional<byte[]>> nonce,
            Optional<Extension> further) {

        static final Bent GOOD = new Bent(
                ISSUER,
                List.of(),
                LEAF,
                ISSUER.certificate(),
                1,
                CertificateStatus.GOOD,
                Lab.NOW.minusSeconds(60),
                Optional.of(Lab.NOW.plusSeconds(600)),
                sent -> sent,
                Optional.empty());

        Bent by(IssuedKey key) {
            return new Bent(
                    key,
                    List.of(key.certificate()),
                    about,
                    issuer,
                    times,
                    status,
                    thisUpdate,
                    nextUpdate,
                    nonce,
                    further);
        }

        Bent about(X509Certificate leaf, X509Certificate itsIssuer) {
            return new Bent(responder, along, leaf, itsIssuer, times, status, thisUpdate, nextUpdate, nonce, further);
        }

        Bent times(int many) {
            return new Bent(responder, along, about, issuer, many, status, thisUpdate, nextUpdate, nonce, further);
        }

        Bent saying(CertificateStatus other) {
            return new Bent(responder, along, about, issuer, times, other, thisUpdate, nextUpdate, nonce, further);
        }

        Bent at(Instant from, Optional<Instant> until) {
            return new Bent(responder, along, about, issuer, times, status, from, until, nonce, further);
        }

        Bent withNonce(UnaryOperator<Optional<byte[]>> other) {
            return new Bent(responder, along, about, issuer, times, status, thisUpdate, nextUpdate, other, further);
        }

        Bent with(Extension one) {
            return new Bent(
                    responder, along, about, issuer, times, status, thisUpdate, nextUpdate, nonce, Optional.of(one));
        }

        byte[] answer(byte[] request) {
            try {
                BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(X500Name.getInstance(
                        responder.certificate().getSubjectX500Principal().getEncoded())));
                CertificateID id = new CertificateID(
                        new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                        new X509CertificateHolder(issuer.getEncoded()),
                        about.getSerialNumber());
                for (int i = 0; i < times; i++) {
                    builder.addResponse(
                            id,
                            status,
                            Date.from(thisUpdate),
                            nextUpdate.map(Date::from).orElse(null));
                }
                List<Extension> extensions = Stream.concat(
                                nonce.apply(Optional.of(nonceOf(request))).map(OcspTest::nonceExtension).stream(),
                                further.stream())
                        .toList();
                if (!extensions.isEmpty()) {
                    builder.setResponseExtensions(new Extensions(extensions.toArray(Extension[]::new)));
                }
                X509CertificateHolder[] certificates = new X509CertificateHolder[along.size()];
                for (int i = 0; i < certificates.length; i++) {
                    certificates[i] = new X509CertificateHolder(along.get(i).getEncoded());
                }
                return new OCSPRespBuilder()
                        .build(
                                OCSPRespBuilder.SUCCESSFUL,
                                builder.build(
                                        new JcaContentSignerBuilder("SHA256withECDSA").build(responder.privateKey()),
                                        certificates,
                                        Date.from(thisUpdate)))
                        .getEncoded();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Case(String name, OcspResponder responder, String expected) {
        @Override
        public String toString() {
            return name + " → " + expected;
        }
    }

    private static Case answered(String name, Bent bent, String expected) {
        return new Case(name, request -> Optional.of(bent.answer(request)), expected);
    }

    static Stream<Case> cases() {
        LeafSpec signer = Lab.person(spec -> spec).withExtendedKeyUsage(OCSP_SIGNING);
        IssuedKey delegate = AUTHORITY.issue(signer.withExtension(NO_CHECK));
        LeafSpec revocable = Lab.person(spec -> spec).withExtendedKeyUsage(OCSP_SIGNING);
        X509Certificate namesake = CertificationAuthority.of(OTHER_ISSUER)
                .issue(Lab.person(spec -> spec).withSerial(LEAF.getSerialNumber()))
                .certificate();
        X509Certificate neighbour = AUTHORITY.issue(Lab.person(spec -> spec)).certificate();
        IssuedKey lookAlike = new IssuedKey(KeyKind.EC_P256.generate().getPrivate(), ISSUER.certificate());
        Instant longAgo = Lab.NOW.minus(Duration.ofDays(3));
        return Stream.of(
                answered("signed by the issuer", Bent.GOOD, "VALID"),
                answered("signed by a delegate", Bent.GOOD.by(delegate), "VALID"),
                answered(
                        "signed by a delegate whom the list spares", Bent.GOOD.by(AUTHORITY.issue(revocable)), "VALID"),
                answered(
                        "revoked",
                        Bent.GOOD.saying(new RevokedStatus(Date.from(longAgo), CRLReason.keyCompromise)),
                        "CERTIFICATE_REVOKED"),
                answered(
                        "on hold",
                        Bent.GOOD.saying(new RevokedStatus(Date.from(longAgo), CRLReason.certificateHold)),
                        "CERTIFICATE_REVOKED"),
                answered("not known to the responder", Bent.GOOD.saying(new UnknownStatus()), "OCSP_STATUS_UNKNOWN"),
                new Case("try later", request -> Optional.of(error(OCSPRespBuilder.TRY_LATER)), "OCSP_REFUSED"),
                new Case("unauthorized", request -> Optional.of(error(OCSPRespBuilder.UNAUTHORIZED)), "OCSP_REFUSED"),
                new Case("nothing in it", request -> Optional.of(new byte[0]), "OCSP_REFUSED"),
                new Case(
                        "a web page",
                        request -> Optional.of("<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        "OCSP_REFUSED"),
                new Case("endless", request -> Optional.of(new byte[300_000]), "OCSP_REFUSED"),
                new Case("damaged", request -> Optional.of(damaged(Bent.GOOD.answer(request))), "OCSP_NOT_GENUINE"),
                answered("signed by a stranger of the issuer's name", Bent.GOOD.by(lookAlike), "OCSP_NOT_GENUINE"),
                answered("signed by another authority", Bent.GOOD.by(OTHER_ISSUER), "OCSP_NOT_GENUINE"),
                answered(
                        "signed by a holder of the same authority",
                        Bent.GOOD.by(AUTHORITY.issue(Lab.person(spec -> spec))),
                        "OCSP_NOT_GENUINE"),
                answered(
                        "signed by another authority's delegate",
                        Bent.GOOD.by(CertificationAuthority.of(OTHER_ISSUER).issue(signer.withExtension(NO_CHECK))),
                        "OCSP_NOT_GENUINE"),
                answered(
                        "signed by a delegate who had run out",
                        Bent.GOOD.by(AUTHORITY.issue(signer.withExtension(NO_CHECK)
                                .withValidity(Lab.NOW.minus(Duration.ofDays(9)), Lab.NOW.minus(Duration.ofDays(1))))),
                        "OCSP_NOT_GENUINE"),
                answered(
                        "signed by a delegate whom the list names",
                        Bent.GOOD.by(AUTHORITY.issue(revocable.withSerial(REVOKED_DELEGATE))),
                        "OCSP_NOT_GENUINE"),
                answered(
                        "about another serial",
                        Bent.GOOD.about(neighbour, ISSUER.certificate()),
                        "OCSP_OTHER_CERTIFICATE"),
                answered(
                        "about the same serial of another issuer",
                        Bent.GOOD.about(namesake, OTHER_ISSUER.certificate()),
                        "OCSP_OTHER_CERTIFICATE"),
                answered("about it twice", Bent.GOOD.times(2), "OCSP_OTHER_CERTIFICATE"),
                answered("without a nonce", Bent.GOOD.withNonce(sent -> Optional.empty()), "OCSP_NONCE_DIFFERS"),
                answered(
                        "with a foreign nonce",
                        Bent.GOOD.withNonce(sent -> Optional.of(new byte[32])),
                        "OCSP_NONCE_DIFFERS"),
                answered(
                        "with the nonce not wrapped", Bent.GOOD.withNonce(sent -> sent.map(OcspTest::marked)), "VALID"),
                answered("out of date", Bent.GOOD.at(longAgo, Optional.of(longAgo.plusSeconds(600))), "OCSP_STALE"),
                answered(
                        "out of date and endless",
                        Bent.GOOD.at(Lab.NOW.minusSeconds(3600), Optional.empty()),
                        "OCSP_STALE"),
                answered("fresh and endless", Bent.GOOD.at(Lab.NOW.minusSeconds(60), Optional.empty()), "VALID"),
                answered(
                        "of the future",
                        Bent.GOOD.at(Lab.NOW.plusSeconds(3600), Optional.of(Lab.NOW.plusSeconds(7200))),
                        "OCSP_STALE"),
                answered(
                        "with an unknown critical extension",
                        Bent.GOOD.with(extension("1.2.3.4.5", true)),
                        "OCSP_REFUSED"),
                new Case("no answer at all", request -> Optional.empty(), "VALID"));
    }

    private static final BigInteger REVOKED_DELEGATE = BigInteger.valueOf(4711);

    @ParameterizedTest
    @MethodSource("cases")
    void anAnswerIsBelievedOnlyWhenEverythingAboutItIsRight(Case each) {
        assertThat(code(verifier(lists()).withOcsp(each.responder()).validate(LEAF, Purpose.LOGIN, Lab.NOW)))
                .isEqualTo(each.expected());
        // The list calls the certificate good all the while: it is no way around a bad answer.
        assertThat(code(verifier(lists()).validate(LEAF, Purpose.LOGIN, Lab.NOW)))
                .isEqualTo("VALID");
    }

    @Test
    void everyReasonOfAnswersHasACase() {
        Set<String> covered = new HashSet<>(cases().map(Case::expected).toList());
        for (Reason reason : Reason.values()) {
            if (reason.name().startsWith("OCSP_")) {
                assertThat(covered).contains(reason.code());
            }
        }
    }

    @Test
    void whenNobodyAnswersThenTheListDecides() {
        OcspResponder silent = request -> Optional.empty();
        assertThat(code(verifier(List.of()).withOcsp(silent).validate(LEAF, Purpose.LOGIN, Lab.NOW)))
                .isEqualTo("REVOCATION_LIST_MISSING");
        assertThat(code(verifier(listsNaming(LEAF)).withOcsp(silent).validate(LEAF, Purpose.LOGIN, Lab.NOW)))
                .isEqualTo("CERTIFICATE_REVOKED");
    }

    @Test
    void aListThatNamesTheCertificateOutweighsAGoodAnswer() {
        assertThat(code(verifier(listsNaming(LEAF))
                        .withOcsp(request -> Optional.of(Bent.GOOD.answer(request)))
                        .validate(LEAF, Purpose.LOGIN, Lab.NOW)))
                .isEqualTo("CERTIFICATE_REVOKED");
    }

    @Test
    void theAnswerIsEvidenceThatStandsWithoutTheResponder() {
        SignatureVerifier verifier = verifier(List.of()).withOcsp(request -> Optional.of(Bent.GOOD.answer(request)));
        CertificateVerdict.Valid valid = (CertificateVerdict.Valid) verifier.validate(LEAF, Purpose.LOGIN, Lab.NOW);
        Evidence evidence = Evidence.fromBytes(valid.evidence().toBytes());
        assertThat(evidence).isEqualTo(valid.evidence());
        assertThat(evidence.ocspAnswers()).hasSize(1);
        SignatureVerifier later = verifier(List.of()).withOcspAnswers(evidence.ocspAnswers());
        assertThat(code(later.validate(LEAF, Purpose.LOGIN, evidence.validatedAt())))
                .isEqualTo("VALID");
        assertThat(code(later.validate(LEAF, Purpose.LOGIN, Lab.NOW.plus(Duration.ofDays(1)))))
                .isEqualTo("OCSP_STALE");
        assertThat(code(verifier(List.of())
                        .withOcspAnswers(List.of(damaged(evidence.ocspAnswers().getFirst())))
                        .validate(LEAF, Purpose.LOGIN, Lab.NOW)))
                .isEqualTo("OCSP_NOT_GENUINE");
    }

    @Test
    void aRelaysAnswerIsVerifiedAgainInEverythingButTheNonce() {
        Bent stranger = Bent.GOOD.by(authority("stranger"));
        Bent minutesAgo = Bent.GOOD.at(Lab.NOW.minus(Duration.ofMinutes(6)), Optional.of(Lab.NOW.plusSeconds(600)));
        assertThat(relayed(answer(Bent.GOOD))).isEqualTo("VALID");
        assertThat(relayed(answer(stranger))).isEqualTo("OCSP_NOT_GENUINE");
        assertThat(relayed(answer(minutesAgo))).as("kept for too long").isEqualTo("OCSP_STALE");
        assertThat(relayed(new OcspRelay.Word.Answer(new byte[] {1}))).isEqualTo("OCSP_REFUSED");
        assertThat(relayed(new OcspRelay.Word.NotBelieved(Reason.OCSP_NONCE_DIFFERS)))
                .as("a bad answer does not send to the lists")
                .isEqualTo("OCSP_NONCE_DIFFERS");
        assertThat(relayed(new OcspRelay.Word.Silence())).isEqualTo("VALID");
    }

    @Test
    void aHoldersCertificateCanBeAskedForByItsNumber() {
        SignatureVerifier verifier = verifier(lists())
                .withOcsp(request -> Optional.of(Bent.GOOD
                        .saying(new RevokedStatus(Date.from(Lab.NOW.minusSeconds(60)), CRLReason.keyCompromise))
                        .answer(request)));
        assertThat(verifier.revocation(ISSUER.certificate(), LEAF.getSerialNumber(), Lab.NOW))
                .isEqualTo(new Revocation.Revoked(Lab.NOW.minusSeconds(60), "KEY_COMPROMISE"));
    }

    private static OcspRelay.Word answer(Bent bent) {
        return new OcspRelay.Word.Answer(
                bent.answer(OcspAnswer.request(LEAF.getSerialNumber(), ISSUER.certificate(), new byte[32])));
    }

    private static String relayed(OcspRelay.Word word) {
        return code(verifier(lists())
                .withOcsp((serial, issuer) -> word, Duration.ofMinutes(5))
                .validate(LEAF, Purpose.LOGIN, Lab.NOW));
    }

    @Test
    void withANewerBundleTheResponderIsStillAsked() {
        SignatureVerifier verifier = verifier(lists())
                .withOcsp(request ->
                        Optional.of(Bent.GOOD.saying(new UnknownStatus()).answer(request)))
                .withBundle(bundle(listsNaming(Lab.PKI.key("head").certificate())));
        assertThat(code(verifier.validate(LEAF, Purpose.LOGIN, Lab.NOW))).isEqualTo("OCSP_STATUS_UNKNOWN");
    }

    private static String code(CertificateVerdict verdict) {
        return switch (verdict) {
            case CertificateVerdict.Valid valid -> "VALID";
            case CertificateVerdict.Invalid invalid -> invalid.reason().code();
            case CertificateVerdict.Unknown unknown -> unknown.reason().code();
        };
    }

    private static SignatureVerifier verifier(List<X509CRL> crls) {
        return new SignatureVerifier(bundle(crls), EdsPolicy.national());
    }

    private static TrustBundle bundle(List<X509CRL> crls) {
        return Lab.bundle(List.of(ISSUER.certificate()), List.of(), crls);
    }

    private static List<X509CRL> lists() {
        return List.of(AUTHORITY.crl(
                CrlSpec.empty(Lab.NOW, 1).withEntry(CrlSpec.Entry.of(REVOKED_DELEGATE, Lab.NOW.minusSeconds(60)))));
    }

    private static List<X509CRL> listsNaming(X509Certificate certificate) {
        return List.of(AUTHORITY.crl(CrlSpec.empty(Lab.NOW, 2)
                .withEntry(CrlSpec.Entry.of(certificate.getSerialNumber(), Lab.NOW.minusSeconds(60)))));
    }

    private static IssuedKey authority(String name) {
        KeyPair pair = KeyKind.EC_P256.generate();
        return Lab.PKI
                .root()
                .issue(Lab.PKI
                        .person(name)
                        .withKeyPair(pair)
                        .asAuthority()
                        .withKeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
    }

    private static byte[] nonceOf(byte[] request) {
        try {
            Extension sent = new OCSPReq(request).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            return DEROctetString.getInstance(sent.getParsedValue()).getOctets();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Marks a nonce that is to go back bare. */
    private static byte[] marked(byte[] nonce) {
        return Arrays.copyOf(nonce, nonce.length + 1);
    }

    private static Extension nonceExtension(byte[] nonce) {
        try {
            return new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    nonce.length == 33 ? Arrays.copyOf(nonce, 32) : new DEROctetString(nonce).getEncoded());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Extension extension(String oid, boolean critical) {
        try {
            return Extension.create(new ASN1ObjectIdentifier(oid), critical, DERNull.INSTANCE);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] error(int status) {
        try {
            return new OCSPRespBuilder().build(status, null).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes one bit of the signature value, which ends the answer where no certificate goes along. */
    private static byte[] damaged(byte[] answer) {
        byte[] changed = answer.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }
}
