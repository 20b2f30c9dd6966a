package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import kz.negiz.demo.pki.AuthoritySpec;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.CrlSpec;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.LeafSpec;
import kz.negiz.demo.pki.Template;
import kz.negiz.demo.pki.TimeStampAuthority;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time stamps and the signatures that they keep alive, each way to be wrong refused for its own reason. */
class TimeStampTest {

    private static final byte[] STAMPED = Lab.CONTENT;
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 3_000 : 200;

    /** A hierarchy of its own, so that lists of any time can be issued. */
    private static final CertificationAuthority AUTHORITY = CertificationAuthority.root(AuthoritySpec.named(
            "DEMO ARCHIVE", KeyKind.EC_P256, Lab.NOW.minus(Duration.ofDays(30)), Lab.NOW.plus(Duration.ofDays(9000))));

    private static final IssuedKey SIGNER = AUTHORITY.issue(Lab.person(spec -> spec));
    private static final IssuedKey STAMPER = stamper(spec -> spec);

    /** Bends the certificate of a time-stamping service. */
    private interface Bent {
        LeafSpec of(LeafSpec spec);
    }

    @Test
    void aStampOfTheDemoIsValidAndSaysWhen() {
        TimeStampRequest request =
                TimeStampRequest.over(STAMPED, TimeStampRequest.SHA_256, Optional.of(TimeStampAuthority.POLICY));
        byte[] response = Lab.PKI.timeStampAuthority().answer(request.toBytes());
        TimeStampVerdict verdict = Lab.verifier()
                .verifyTimeStampResponse(
                        TimeStampRequest.fromBytes(request.toBytes()), response, STAMPED, Lab.NOW.plusSeconds(5));
        assertThat(verdict).isInstanceOfSatisfying(TimeStampVerdict.Valid.class, valid -> {
            assertThat(valid.timeStamp().time()).isEqualTo(Lab.NOW);
            assertThat(valid.timeStamp().accuracy()).hasValue(Duration.ofSeconds(1));
            assertThat(valid.timeStamp().policy()).isEqualTo(TimeStampAuthority.POLICY);
            assertThat(valid.timeStamp().crlSha256s()).hasSize(3);
        });
    }

    @Test
    void anAnswerToAnotherRequestIsRefused() throws Exception {
        SignatureVerifier verifier = Lab.verifier();
        TimeStampRequest asked = request(STAMPED);
        byte[] other = Lab.PKI.timeStampAuthority().answer(request(STAMPED).toBytes());
        assertThat(code(verifier.verifyTimeStampResponse(asked, other, STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_NONCE_DIFFERS");
        byte[] foreign =
                Lab.PKI.timeStampAuthority().answer(request(new byte[] {1}).toBytes());
        assertThat(code(verifier.verifyTimeStampResponse(asked, foreign, STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_IMPRINT_DIFFERS");
        byte[] right = Lab.PKI.timeStampAuthority().answer(asked.toBytes());
        assertThat(code(verifier.verifyTimeStampResponse(asked, right, new byte[] {1}, Lab.NOW)))
                .isEqualTo("TIME_STAMP_IMPRINT_DIFFERS");
        TimeStampRequest policy = TimeStampRequest.over(STAMPED, TimeStampRequest.SHA_256, Optional.of("1.2.3.4"));
        assertThat(code(verifier.verifyTimeStampResponse(
                        policy, new DERSequence(new DERSequence(new ASN1Integer(2))).getEncoded(), STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_REFUSED");
        for (byte[] nonsense : List.of(new byte[0], new byte[] {0x30, 0}, STAMPED, new byte[300_000])) {
            assertThat(code(verifier.verifyTimeStampResponse(asked, nonsense, STAMPED, Lab.NOW)))
                    .isEqualTo("TIME_STAMP_MALFORMED");
            assertThatThrownBy(() -> TimeStampRequest.fromBytes(nonsense)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> TimeStampRequest.over(STAMPED, "1.3.14.3.2.26", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServiceMayStampForNothingElseAndSaysSoCritically() {
        Instant before = Lab.NOW.minusSeconds(3600);
        assertThat(stampBy(STAMPER)).isEqualTo("VALID");
        assertThat(stampBy(AUTHORITY.issue(
                        LeafSpec.timeStamping("DEMO GOST", before).withKeyPair(KeyKind.GOST_512.generate()))))
                .isEqualTo("VALID");
        assertThat(stampBy(stamper(spec -> spec.withKeyUsage(0)))).isEqualTo("VALID");
        String refused = "TIME_STAMP_AUTHORITY_NOT_ENTITLED";
        assertThat(stampBy(stamper(spec -> spec.withKeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement))))
                .isEqualTo(refused);
        assertThat(stampBy(stamper(LeafSpec::asAuthority))).isEqualTo(refused);
    }

    @Test
    void aServiceOfOtherUsesIsNone() {
        // Such certificates never stamp by Bouncy Castle's generator: it refuses them itself.
        for (IssuedKey each : List.of(
                SIGNER,
                stamper(spec -> spec.withExtendedKeyUsage(TIME_STAMPING, "1.3.6.1.5.5.7.3.4")),
                // not critical
                stamper(spec -> spec.withTemplate(Template.OLD_SIGN_INDIVIDUAL).withExtendedKeyUsage(TIME_STAMPING)))) {
            byte[] token = token(each, info(Lab.NOW), true);
            assertThat(code(verifier(Lab.NOW).verifyTimeStamp(token, STAMPED, Lab.NOW)))
                    .isEqualTo("TIME_STAMP_AUTHORITY_NOT_ENTITLED");
        }
    }

    @Test
    void whatTheTokenItselfSaysIsChecked() {
        SignatureVerifier verifier = verifier(Lab.NOW);
        assertThat(code(verifier.verifyTimeStamp(token(STAMPER, info(Lab.NOW), true), STAMPED, Lab.NOW)))
                .isEqualTo("VALID");
        // without signing-certificate
        assertThat(code(verifier.verifyTimeStamp(token(STAMPER, info(Lab.NOW), false), STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_NOT_GENUINE");
        assertThat(code(verifier.verifyTimeStamp(
                        token(STAMPER, info(Lab.NOW.plusSeconds(301)), true), STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_TIME_OFF");
        Accuracy vague = new Accuracy(new ASN1Integer(301), null, null);
        assertThat(code(verifier.verifyTimeStamp(
                        token(STAMPER, info(Lab.NOW, "1.2.398.3.3.2.6.4", vague, null), true), STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_TIME_OFF");
        assertThat(code(verifier.verifyTimeStamp(
                        token(STAMPER, info(Lab.NOW, "1.2.3.4", null, null), true), STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_POLICY_NOT_ACCEPTED");
        GeneralName named = new GeneralName(X500Name.getInstance(
                STAMPER.certificate().getSubjectX500Principal().getEncoded()));
        assertThat(code(verifier.verifyTimeStamp(
                        token(STAMPER, info(Lab.NOW, "1.2.398.3.3.2.6.4", null, named), true), STAMPED, Lab.NOW)))
                .isEqualTo("VALID");
        assertThat(code(verifier.verifyTimeStamp(
                        token(
                                STAMPER,
                                info(Lab.NOW, "1.2.398.3.3.2.6.4", null, new GeneralName(new X500Name("CN=Another"))),
                                true),
                        STAMPED,
                        Lab.NOW)))
                .isEqualTo("TIME_STAMP_AUTHORITY_NOT_ENTITLED");
        assertThat(code(verifier.verifyTimeStamp(Lab.signer("head").sign(STAMPED, true), STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_MALFORMED");
    }

    @ParameterizedTest
    @CsvSource({
        "SUPERSEDED, -60, TIME_STAMP_AUTHORITY_REVOKED",
        "SUPERSEDED, 60, VALID",
        "CESSATION, 60, VALID",
        "UNSPECIFIED, 60, TIME_STAMP_AUTHORITY_REVOKED",
        "KEY_COMPROMISE, 60, TIME_STAMP_AUTHORITY_REVOKED",
    })
    void aRevocationOfTheServiceTakesItsStampsAlongUnlessItMerelyRetired(String cause, long after, String expected) {
        Instant asked = Lab.NOW.plus(Duration.ofHours(2));
        SignatureVerifier verifier = verifier(asked, entry(STAMPER, Lab.NOW.plusSeconds(after), reason(cause)));
        assertThat(code(verifier.verifyTimeStamp(stamp(STAMPER, STAMPED, Lab.NOW), STAMPED, asked)))
                .isEqualTo(expected);
    }

    @Test
    void aServiceOfAnotherAuthorityOrOutOfItsTimeIsNotTrustedAndOneWithoutListsIsOpen() {
        byte[] token = stamp(STAMPER, STAMPED, Lab.NOW);
        assertThat(code(Lab.verifier().verifyTimeStamp(token, STAMPED, Lab.NOW)))
                .isEqualTo("TIME_STAMP_AUTHORITY_NOT_TRUSTED");
        assertThat(code(verifier(Lab.NOW).verifyTimeStamp(token, STAMPED, Lab.NOW.plus(Duration.ofDays(3)))))
                .isEqualTo("REVOCATION_LIST_STALE");
        IssuedKey expired = stamper(
                spec -> spec.withValidity(Lab.NOW.minus(Duration.ofDays(3)), Lab.NOW.minus(Duration.ofDays(1))));
        assertThat(stampBy(expired)).isEqualTo("TIME_STAMP_AUTHORITY_NOT_TRUSTED");
    }

    @Test
    void aStampKeepsASignatureAliveAfterItsKeyHasExpired() {
        byte[] cms = stamped(Lab.signer(SIGNER).sign(STAMPED, true), STAMPER, Lab.NOW.plusSeconds(60));
        Instant end = SIGNER.certificate().getNotAfter().toInstant();
        Instant years = end.plus(Duration.ofDays(1200));
        SignatureVerifier archive = new SignatureVerifier(
                Lab.bundle(
                        List.of(AUTHORITY.certificate()),
                        List.of(),
                        List.of(list(end, List.of()), list(years, List.of()))),
                EdsPolicy.national());
        assertThat(code(archive.verifyStamped(cms, STAMPED, Purpose.SIGNING, years)))
                .isEqualTo("VALID");
        assertThat(archive.verify(cms, STAMPED, Purpose.SIGNING, years))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.CERTIFICATE_EXPIRED));
        assertThat(archive.verifyStamped(cms, STAMPED, Purpose.SIGNING, years))
                .isInstanceOfSatisfying(StampedVerdict.Valid.class, valid -> {
                    assertThat(valid.timeStamp().time()).isEqualTo(Lab.NOW.plusSeconds(60));
                    assertThat(valid.evidence().validatedAt()).isEqualTo(years);
                    assertThat(valid.signer().certificate()).isEqualTo(SIGNER.certificate());
                });
        // Lists of a later day may have forgotten the certificate: they say nothing of it.
        SignatureVerifier late = new SignatureVerifier(
                Lab.bundle(List.of(AUTHORITY.certificate()), List.of(), List.of(list(years, List.of()))),
                EdsPolicy.national());
        assertThat(code(late.verifyStamped(cms, STAMPED, Purpose.SIGNING, years)))
                .isEqualTo("REVOCATION_LIST_STALE");
    }

    @ParameterizedTest
    @CsvSource({
        "UNSPECIFIED, 120, VALID",
        "SUPERSEDED, 120, VALID",
        "HOLD, 120, VALID",
        "UNSPECIFIED, 30, CERTIFICATE_REVOKED",
        "KEY_COMPROMISE, 120, CERTIFICATE_REVOKED",
        "CA_COMPROMISE, 120, CERTIFICATE_REVOKED",
        "AA_COMPROMISE, 120, CERTIFICATE_REVOKED",
    })
    void aLaterRevocationBreaksAStampedSignatureOnlyWhereTheKeyMayHaveBeenInOtherHands(
            String cause, long after, String expected) {
        byte[] cms = stamped(Lab.signer(SIGNER).sign(STAMPED, true), STAMPER, Lab.NOW.plusSeconds(60));
        Instant asked = Lab.NOW.plus(Duration.ofHours(2));
        SignatureVerifier verifier = verifier(asked, entry(SIGNER, Lab.NOW.plusSeconds(after), reason(cause)));
        assertThat(code(verifier.verifyStamped(cms, STAMPED, Purpose.SIGNING, asked)))
                .isEqualTo(expected);
        assertThat(verifier.verify(cms, STAMPED, Purpose.SIGNING, Lab.NOW))
                .isNotInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    void aStampedSignatureIsHeldToItsStamp() {
        SignatureVerifier verifier = verifier(Lab.NOW);
        byte[] bare = Lab.signer(SIGNER).sign(STAMPED, true);
        assertThat(code(verifier.verifyStamped(bare, STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("TIME_STAMP_MISSING");
        byte[] good = stamped(bare, STAMPER, Lab.NOW);
        assertThat(code(verifier.verifyStamped(good, STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("VALID");
        assertThat(code(verifier.verifyStamped(good, new byte[] {1}, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("CONTENT_DIFFERS");
        // a stamp over the content, over another signature, from before the signing
        assertThat(code(verifier.verifyStamped(
                        with(bare, stamp(STAMPER, STAMPED, Lab.NOW)), STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("TIME_STAMP_IMPRINT_DIFFERS");
        byte[] other = Cms.signerInfo(Lab.signer(SIGNER).sign(STAMPED, true))
                .getEncryptedDigest()
                .getOctets();
        assertThat(code(verifier.verifyStamped(
                        with(bare, stamp(STAMPER, other, Lab.NOW)), STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("TIME_STAMP_IMPRINT_DIFFERS");
        assertThat(code(verifier.verifyStamped(
                        stamped(bare, STAMPER, Lab.NOW.minusSeconds(301)), STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("SIGNING_TIME_OFF");
        // stamped when the key had expired
        IssuedKey expired = AUTHORITY.issue(
                Lab.person(spec -> spec.withValidity(Lab.NOW.minus(Duration.ofDays(3)), Lab.NOW.minusSeconds(10))));
        CmsSigner earlier = CmsSigner.of(expired.privateKey(), expired.certificate())
                .withClock(Clock.fixed(Lab.NOW.minusSeconds(100), ZoneOffset.UTC));
        assertThat(code(verifier.verifyStamped(
                        stamped(earlier.sign(STAMPED, true), STAMPER, Lab.NOW), STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("CERTIFICATE_EXPIRED");
        assertThat(code(verifier.verifyStamped(
                        stamped(earlier.sign(STAMPED, true), STAMPER, Lab.NOW.minusSeconds(20)),
                        STAMPED,
                        Purpose.SIGNING,
                        Lab.NOW)))
                .isEqualTo("VALID");
    }

    @Test
    void aTokenThatDoesNotStandTakesNothingFromOneThatDoes() {
        SignatureVerifier verifier = verifier(Lab.NOW);
        byte[] bare = Lab.signer(SIGNER).sign(STAMPED, true);
        byte[] value = Cms.signerInfo(bare).getEncryptedDigest().getOctets();
        byte[] early = stamp(STAMPER, value, Lab.NOW.minusSeconds(30));
        byte[] late = stamp(STAMPER, value, Lab.NOW);
        byte[] foreign = stamp(STAMPER, STAMPED, Lab.NOW.minusSeconds(60));
        byte[] both = with(bare, foreign, late, early);
        assertThat(verifier.verifyStamped(both, STAMPED, Purpose.SIGNING, Lab.NOW))
                .isInstanceOfSatisfying(
                        StampedVerdict.Valid.class,
                        valid -> assertThat(valid.timeStamp().time()).isEqualTo(Lab.NOW.minusSeconds(30)));
        assertThat(code(verifier.verifyStamped(
                        with(bare, late, late, late, late, late), STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void theNationalSampleStandsUpToTheIssuerOfItsServiceWhichIsNotPublished() throws Exception {
        Path national = Path.of("src/test/resources/national");
        byte[] cms = Files.readAllBytes(national.resolve("gost2015_attached_tsp.cms"));
        CmsMessage message = CmsMessage.read(cms);
        assertThat(message.timeStamps()).hasSize(1);
        TimeStampToken token = TimeStampToken.read(message.timeStamps().getFirst());
        assertThat(token.time()).isEqualTo(Instant.parse("2025-02-24T19:23:14Z"));
        token.requireGenuine();
        token.requireOver(message.signatureValue());
        token.requirePolicy(EdsPolicy.national().timeStampPolicies());
        token.requireEntitled();
        assertThatThrownBy(() -> token.requireOver(new byte[] {1})).hasMessage("TIME_STAMP_IMPRINT_DIFFERS");

        SignatureVerifier verifier = new SignatureVerifier(
                new TrustBundle(
                        1,
                        Lab.NOW,
                        List.of(
                                Encodings.certificate(Files.readAllBytes(national.resolve("root_test_gost_2022.cer"))),
                                Encodings.certificate(Files.readAllBytes(national.resolve("root_gost_test_2018.cer")))),
                        List.of(
                                Encodings.certificate(Files.readAllBytes(national.resolve("nca_gost2022_test.cer"))),
                                Encodings.certificate(Files.readAllBytes(national.resolve("nca_gost_test_2019.cer")))),
                        List.of()),
                EdsPolicy.national());
        assertThat(code(verifier.verifyStamped(cms, HexFormat.of().parseHex("b5eb2d"), Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("TIME_STAMP_AUTHORITY_NOT_TRUSTED");
    }

    @Test
    void whatWasDamagedByChanceIsNeverValidAndNeverAnException() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        SignatureVerifier verifier = verifier(Lab.NOW);
        byte[] whole = stamp(STAMPER, STAMPED, Lab.NOW);
        byte[] kept = stamped(Lab.signer(SIGNER).sign(STAMPED, true), STAMPER, Lab.NOW);
        assertThat(code(verifier.verifyStamped(kept, STAMPED, Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("VALID");
        byte[] response = Lab.PKI.timeStampAuthority().answer(request(STAMPED).toBytes());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (damaged.length == whole.length) {
                int bit = random.nextInt(damaged.length * 8);
                damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            assertThat(verifier.verifyTimeStamp(damaged, STAMPED, Lab.NOW))
                    .describedAs("round %d, seed %d", round, SEED)
                    .isNotInstanceOf(TimeStampVerdict.Valid.class);
            byte[] inside = kept.clone();
            int at = random.nextInt(inside.length * 8);
            inside[at / 8] ^= (byte) (1 << (at % 8));
            assertThat(verifier.verifyStamped(inside, STAMPED, Purpose.SIGNING, Lab.NOW))
                    .describedAs("bit %d, seed %d", at, SEED)
                    .isNotInstanceOf(StampedVerdict.Valid.class);
            byte[] answer = response.clone();
            int bit = random.nextInt(answer.length * 8);
            answer[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(Lab.verifier().verifyTimeStampResponse(request(STAMPED), answer, STAMPED, Lab.NOW))
                    .isNotInstanceOf(TimeStampVerdict.Valid.class);
        }
    }

    private static IssuedKey stamper(Bent bent) {
        LeafSpec spec = LeafSpec.timeStamping("DEMO TIME STAMPS", Lab.NOW.minusSeconds(3600))
                .withValidity(Lab.NOW.minusSeconds(3600), Lab.NOW.plus(Duration.ofDays(3000)))
                .withSerial(BigInteger.valueOf(System.nanoTime()))
                .withKeyPair(Lab.EC);
        return AUTHORITY.issue(bent.of(spec));
    }

    private static TimeStampRequest request(byte[] stamped) {
        return TimeStampRequest.over(stamped, TimeStampRequest.SHA_256, Optional.empty());
    }

    private static byte[] stamp(IssuedKey stamper, byte[] stamped, Instant at) {
        try {
            TimeStampAuthority authority =
                    new TimeStampAuthority(stamper, Clock.fixed(at, ZoneOffset.UTC), TimeStampAuthority.POLICY);
            return TimeStampRequest.token(authority.answer(request(stamped).toBytes()));
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stampBy(IssuedKey stamper) {
        return code(verifier(Lab.NOW).verifyTimeStamp(stamp(stamper, STAMPED, Lab.NOW), STAMPED, Lab.NOW));
    }

    private static TSTInfo info(Instant time) {
        return info(time, "1.2.398.3.3.2.6.4", null, null);
    }

    private static TSTInfo info(Instant time, String policy, @Nullable Accuracy accuracy, @Nullable GeneralName named) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(new ASN1Integer(1));
        all.add(new ASN1ObjectIdentifier(policy));
        all.add(new MessageImprint(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), Encodings.digest("SHA-256", STAMPED)));
        all.add(new ASN1Integer(1));
        all.add(new ASN1GeneralizedTime(Date.from(time)));
        if (accuracy != null) {
            all.add(accuracy);
        }
        if (named != null) {
            all.add(new DERTaggedObject(true, 0, named));
        }
        return TSTInfo.getInstance(new DERSequence(all));
    }

    private static byte[] token(IssuedKey key, TSTInfo info, boolean named) {
        try {
            Attribute certificate = new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2(
                            Encodings.digest("SHA-256", key.certificate().getEncoded())))));
            return Cms.sign(
                    key,
                    "SHA256withECDSA",
                    PKCSObjectIdentifiers.id_ct_TSTInfo,
                    info.getEncoded("DER"),
                    table -> named
                            ? table.add(
                                    certificate.getAttrType(),
                                    certificate.getAttrValues().getObjectAt(0))
                            : table);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] stamped(byte[] cms, IssuedKey stamper, Instant at) {
        return with(cms, stamp(stamper, Cms.signerInfo(cms).getEncryptedDigest().getOctets(), at));
    }

    private static byte[] with(byte[] cms, byte[]... tokens) {
        try {
            ASN1EncodableVector values = new ASN1EncodableVector();
            for (byte[] each : tokens) {
                values.add(ASN1Primitive.fromByteArray(each));
            }
            SignerInfo of = Cms.signerInfo(cms);
            return Cms.withSigners(
                    cms,
                    new SignerInfo(
                            of.getSID(),
                            of.getDigestAlgorithm(),
                            of.getAuthenticatedAttributes(),
                            of.getDigestEncryptionAlgorithm(),
                            of.getEncryptedDigest(),
                            new DERSet(new Attribute(
                                    PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(values)))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignatureVerifier verifier(Instant listed, CrlSpec.Entry... entries) {
        return new SignatureVerifier(
                Lab.bundle(List.of(AUTHORITY.certificate()), List.of(), List.of(list(listed, List.of(entries)))),
                EdsPolicy.national());
    }

    private static X509CRL list(Instant issued, List<CrlSpec.Entry> entries) {
        CrlSpec spec = CrlSpec.empty(issued, 1);
        for (CrlSpec.Entry each : entries) {
            spec = spec.withEntry(each);
        }
        return AUTHORITY.crl(spec);
    }

    private static CrlSpec.Entry entry(IssuedKey key, Instant since, int reason) {
        return new CrlSpec.Entry(key.certificate().getSerialNumber(), since, reason);
    }

    private static int reason(String cause) {
        return switch (cause) {
            case "KEY_COMPROMISE" -> CRLReason.keyCompromise;
            case "CA_COMPROMISE" -> CRLReason.cACompromise;
            case "AA_COMPROMISE" -> CRLReason.aACompromise;
            case "SUPERSEDED" -> CRLReason.superseded;
            case "CESSATION" -> CRLReason.cessationOfOperation;
            case "HOLD" -> CRLReason.certificateHold;
            default -> CRLReason.unspecified;
        };
    }

    private static String code(TimeStampVerdict verdict) {
        return switch (verdict) {
            case TimeStampVerdict.Valid valid -> "VALID";
            case TimeStampVerdict.Invalid invalid -> invalid.reason().code();
            case TimeStampVerdict.Unknown unknown -> unknown.reason().code();
        };
    }

    private static String code(StampedVerdict verdict) {
        return switch (verdict) {
            case StampedVerdict.Valid valid -> "VALID";
            case StampedVerdict.Invalid invalid -> invalid.reason().code();
            case StampedVerdict.Unknown unknown -> unknown.reason().code();
        };
    }
}
