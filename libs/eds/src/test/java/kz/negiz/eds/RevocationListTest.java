package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.LeafSpec;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compact form of a list says what Java's own says, and what is no strict DER is no list. */
class RevocationListTest {

    private static final String UNKNOWN = "1.2.398.999.1";
    private static final IssuedKey ISSUER = Lab.PKI
            .root()
            .issue(Lab.person(LeafSpec::asAuthority).withKeyUsage(KeyUsage.cRLSign | KeyUsage.keyCertSign));

    @TempDir
    Path folder;

    /** A list of this many entries, with all that lists of one authority may hold. */
    private static X509v2CRLBuilder random(long seed) throws Exception {
        Random random = new Random(seed);
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        ISSUER.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(Lab.NOW.minusSeconds(random.nextInt(100_000))));
        if (random.nextInt(10) > 0) {
            builder.setNextUpdate(Date.from(
                    random.nextInt(5) == 0
                            ? Instant.parse("2051-03-04T05:06:07Z")
                            : Lab.NOW.plusSeconds(random.nextInt(100_000))));
        }
        if (random.nextBoolean()) {
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(new BigInteger(80, random)));
        }
        if (random.nextInt(3) == 0) {
            builder.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(new BigInteger(20, random)));
        }
        if (random.nextInt(4) == 0) {
            builder.addExtension(new ASN1ObjectIdentifier(UNKNOWN), random.nextBoolean(), DERNull.INSTANCE);
        }
        int entries = random.nextInt(60);
        for (int i = 0; i < entries; i++) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            if (random.nextBoolean()) {
                int reason = List.of(0, 1, 2, 3, 4, 5, 6, 8, 9, 10).get(random.nextInt(10));
                extensions.addExtension(Extension.reasonCode, random.nextInt(20) == 0, CRLReason.lookup(reason));
            }
            if (random.nextInt(3) == 0) {
                extensions.addExtension(Extension.invalidityDate, false, new ASN1GeneralizedTime(Date.from(Lab.NOW)));
            }
            if (random.nextInt(6) == 0) {
                extensions.addExtension(new ASN1ObjectIdentifier(UNKNOWN), false, DERNull.INSTANCE);
            }
            Date since = Date.from(
                    random.nextInt(8) == 0
                            ? Instant.parse("2050-01-01T00:00:00Z")
                            : Instant.ofEpochSecond(random.nextInt(1_700_000_000)));
            // Small numbers come twice now and then.
            BigInteger serial =
                    random.nextInt(4) == 0 ? BigInteger.valueOf(random.nextInt(300)) : new BigInteger(159, random);
            if (extensions.isEmpty()) {
                builder.addCRLEntry(serial, since, CRLReason.unspecified);
            } else {
                builder.addCRLEntry(serial, since, extensions.generate());
            }
        }
        return builder;
    }

    private static byte[] signed(X509v2CRLBuilder builder) throws Exception {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ISSUER.privateKey()))
                .getEncoded();
    }

    private static X509CRL byJava(byte[] der) throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    @Test
    void theSameIsSaidAsByJavasOwnForm() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            byte[] der = signed(random(seed));
            X509CRL java = byJava(der);
            RevocationList list = RevocationList.of(der);
            assertThat(list.getIssuerX500Principal()).isEqualTo(java.getIssuerX500Principal());
            assertThat(list.getThisUpdate()).isEqualTo(java.getThisUpdate());
            assertThat(list.getNextUpdate()).isEqualTo(java.getNextUpdate());
            assertThat(list.getVersion()).isEqualTo(java.getVersion());
            assertThat(list.getSigAlgOID()).isEqualTo(java.getSigAlgOID());
            assertThat(list.getSignature()).isEqualTo(java.getSignature());
            assertThat(list.getTBSCertList()).isEqualTo(java.getTBSCertList());
            assertThat(list.getEncoded()).isEqualTo(java.getEncoded());
            assertThat(list).isEqualTo(java).hasSameHashCodeAs(java);
            assertThat(new TreeSet<>(list.getCriticalExtensionOIDs()))
                    .isEqualTo(new TreeSet<>(orEmpty(java.getCriticalExtensionOIDs())));
            for (String oid : List.of("2.5.29.20", "2.5.29.27", UNKNOWN, "1.2.3")) {
                assertThat(list.getExtensionValue(oid)).isEqualTo(java.getExtensionValue(oid));
            }
            list.verify(ISSUER.certificate().getPublicKey());
            for (X509CRLEntry entry : orEmptyEntries(java)) {
                BigInteger serial = entry.getSerialNumber();
                X509CRLEntry same = java.getRevokedCertificate(serial);
                X509CRLEntry ours = Objects.requireNonNull(list.getRevokedCertificate(serial));
                assertThat(ours.getEncoded()).isEqualTo(same.getEncoded());
                assertThat(ours.getRevocationDate()).isEqualTo(same.getRevocationDate());
                assertThat(ours.getRevocationReason()).isEqualTo(same.getRevocationReason());
                assertThat(ours.hasExtensions()).isEqualTo(same.hasExtensions());
                assertThat(list.find(serial))
                        .hasValueSatisfying(found -> assertThat(found.since())
                                .isEqualTo(same.getRevocationDate().toInstant()));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(list.getRevokedCertificate(BigInteger.valueOf(i)) == null)
                        .isEqualTo(java.getRevokedCertificate(BigInteger.valueOf(i)) == null);
            }
            assertThat(list.getRevokedCertificate(BigInteger.valueOf(-5))).isNull();
            assertThat(list.isUnderstood())
                    .isEqualTo(!orEmpty(java.getCriticalExtensionOIDs()).contains(UNKNOWN));
        }
    }

    @Test
    void ofASerialNamedTwiceTheLastEntryCounts() throws Exception {
        X509v2CRLBuilder builder = random(1);
        builder.addCRLEntry(BigInteger.TEN, Date.from(Lab.NOW), CRLReason.keyCompromise);
        builder.addCRLEntry(BigInteger.TEN, Date.from(Lab.NOW), CRLReason.removeFromCRL);
        byte[] der = signed(builder);
        assertThat(RevocationList.of(der).find(BigInteger.TEN))
                .contains(new RevocationList.Revoked(Lab.NOW, java.security.cert.CRLReason.REMOVE_FROM_CRL));
        assertThat(byJava(der).getRevokedCertificate(BigInteger.TEN).getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.REMOVE_FROM_CRL);
    }

    @Test
    void listsThatSayMoreThanWeUnderstandAreNotUnderstood() throws Exception {
        assertThat(withEntry(new ASN1ObjectIdentifier(UNKNOWN), true).isUnderstood())
                .isFalse();
        assertThat(withEntry(new ASN1ObjectIdentifier(UNKNOWN), false).isUnderstood())
                .isTrue();
        for (boolean critical : new boolean[] {true, false}) {
            assertThat(withEntry(Extension.certificateIssuer, critical).isUnderstood())
                    .as("an entry of another authority")
                    .isFalse();
        }
        X509v2CRLBuilder indirect = empty();
        indirect.addExtension(
                Extension.issuingDistributionPoint, true, new IssuingDistributionPoint(null, true, false));
        assertThat(RevocationList.of(signed(indirect)).isUnderstood()).isFalse();
    }

    private static RevocationList withEntry(ASN1ObjectIdentifier extension, boolean critical) throws Exception {
        X509v2CRLBuilder builder = empty();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                extension,
                critical,
                extension.equals(Extension.certificateIssuer)
                        ? new GeneralNames(new GeneralName(new X500Name("CN=other")))
                        : new DEROctetString(new byte[3]));
        builder.addCRLEntry(BigInteger.ONE, Date.from(Lab.NOW), extensions.generate());
        return RevocationList.of(signed(builder));
    }

    private static X509v2CRLBuilder empty() {
        return new X509v2CRLBuilder(
                X500Name.getInstance(
                        ISSUER.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(Lab.NOW));
    }

    @Test
    void whatIsDamagedIsNoListOrNotGenuine() throws Exception {
        byte[] der = signed(random(3));
        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                RevocationList list = RevocationList.of(flipped);
                assertThatThrownBy(() -> list.verify(ISSUER.certificate().getPublicKey()))
                        .as("bit " + bit)
                        .isInstanceOf(GeneralSecurityException.class);
            } catch (CRLException expected) {
                // no list any more
            }
        }
        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThatThrownBy(() -> RevocationList.of(cut)).isInstanceOf(CRLException.class);
        }
        byte[] longer = Arrays.copyOf(der, der.length + 1);
        assertThatThrownBy(() -> RevocationList.of(longer)).isInstanceOf(CRLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3080", "308300ffff", "30840000ffff", "3085000000ffff", "30", "", "ff", "30820003020101"})
    void otherFormsThanDerAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> RevocationList.of(bytes)).isInstanceOf(CRLException.class);
    }

    @Test
    void anEntryWhoseExtensionHasNoNameIsRefusedAtOnce() throws Exception {
        X509v2CRLBuilder builder = empty();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(new ASN1ObjectIdentifier("1.2.398.2"), false, DERNull.INSTANCE);
        builder.addCRLEntry(BigInteger.ONE, Date.from(Lab.NOW), extensions.generate());
        byte[] der = signed(builder);
        int at = indexOf(der, new byte[] {0x06, 0x04, 0x2a, (byte) 0x83, 0x0e, 0x02});
        der[at + 5] = (byte) 0x82;
        assertThatThrownBy(() -> RevocationList.of(der)).isInstanceOf(CRLException.class);
        der[at + 4] = 0x0e;
        der[at + 5] = (byte) 0x80;
        assertThatThrownBy(() -> RevocationList.of(der)).isInstanceOf(CRLException.class);
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at <= whole.length - part.length; at++) {
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("not there");
    }

    @Test
    void pemIsRead() throws Exception {
        byte[] der = signed(random(5));
        String pem = "-----BEGIN X509 CRL-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END X509 CRL-----\n";
        assertThat(RevocationList.of(pem.getBytes(StandardCharsets.US_ASCII))).isEqualTo(RevocationList.of(der));
    }

    @Test
    void aListOfTheNationalSizeIsUsedInASmallHeap() throws Exception {
        byte[] list = BigList.signed(ISSUER, Lab.NOW, BigList.ENTRIES);
        Files.createDirectory(folder.resolve("none"));
        Files.write(
                Files.createDirectory(folder.resolve("anchors")).resolve("a.cer"),
                ISSUER.certificate().getEncoded());
        Files.write(Files.createDirectory(folder.resolve("crls")).resolve("big.crl"), list);
        assertThat(list).hasSizeGreaterThan(20_000_000);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + (list.length / 1_048_576 + 96) + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigList.class.getName(),
                        folder.toString(),
                        Lab.NOW.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("same: true, wrong: []");
        assertThat(process.exitValue()).isZero();
    }

    private static Set<String> orEmpty(@Nullable Set<String> oids) {
        return oids == null ? Set.of() : oids;
    }

    private static Iterable<? extends X509CRLEntry> orEmptyEntries(X509CRL list) {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null ? List.of() : entries;
    }
}
