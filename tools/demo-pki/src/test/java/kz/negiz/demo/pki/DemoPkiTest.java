package kz.negiz.demo.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoPkiTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    static Path directory;

    private static DemoPki pki;

    @BeforeAll
    static void open() {
        pki = DemoPki.openOrCreate(directory, Clock.fixed(NOW, ZoneOffset.UTC), Branch.ECDSA);
    }

    @Test
    void theNamesThatTheDemoReliesOnAreThere() {
        assertThat(pki.keys())
                .extracting(DemoKey::name)
                .contains(
                        "administrator",
                        "administrator2",
                        "head",
                        "official",
                        "operative",
                        "prosecutor",
                        "warehouse-officer",
                        "owner",
                        "owner-other",
                        "other-head",
                        "revoked",
                        "expired",
                        "foreign",
                        "head-auth",
                        "head-file",
                        "head-gost",
                        "operative-gost",
                        "prosecutor-gost",
                        "owner-gost",
                        "system",
                        "platform",
                        "shep-gateway",
                        "source-owner");
    }

    @Test
    void everyKeyFileOpensWithTheKnownPasswordAndOnlyItsOwnerMayReadIt() throws Exception {
        for (DemoKey key : pki.keys()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(key.file())) {
                store.load(in, DemoPki.PASSWORD.toCharArray());
            }
            String alias = store.aliases().nextElement();
            assertThat(store.getCertificate(alias)).isEqualTo(key.certificate());
            assertThat(store.getKey(alias, DemoPki.PASSWORD.toCharArray())).isNotNull();
            assertThat(Files.getPosixFilePermissions(key.file())).hasSize(2);
        }
    }

    @Test
    void goodKeysHaveAPathToTheRootAndTheOthersFailForTheirOwnReason() throws Exception {
        for (DemoKey key : pki.keys()) {
            switch (key.name()) {
                case "revoked", "revoked-gost" ->
                    assertThatThrownBy(() -> validate(key.certificate()))
                            .extracting(e -> ((CertPathValidatorException) e).getReason())
                            .isEqualTo(CertPathValidatorException.BasicReason.REVOKED);
                case "expired" ->
                    assertThatThrownBy(() -> validate(key.certificate()))
                            .extracting(e -> ((CertPathValidatorException) e).getReason())
                            .isEqualTo(CertPathValidatorException.BasicReason.EXPIRED);
                case "foreign" ->
                    assertThatThrownBy(() -> validate(key.certificate()))
                            .extracting(e -> ((CertPathValidatorException) e).getReason())
                            .isEqualTo(CertPathValidatorException.BasicReason.INVALID_SIGNATURE);
                default -> validate(key.certificate());
            }
        }
    }

    @Test
    void severalKeysOfTheHeadBearTheSameIin() {
        String iin = pki.key("head").iin();
        for (String name : List.of("head", "head-auth", "head-file", "head-gost", "foreign")) {
            assertThat(pki.key(name).iin()).isEqualTo(iin);
            assertThat(pki.key(name).certificate().getSubjectX500Principal().getName("RFC1779"))
                    .contains("IIN" + iin);
        }
        assertThat(pki.key("head-file").storage()).isEqualTo(Storage.PKCS12);
        assertThat(pki.key("head-auth").certificate().getKeyUsage()[1]).isFalse();
        assertThat(pki.key("owner").bin()).isEqualTo(SyntheticNumbers.bin("owner"));
    }

    @Test
    void gostKeysAreOfTheKindThatTheNationalAuthorityGivesToday() {
        for (String name : List.of("head-gost", "operative-gost", "prosecutor-gost", "owner-gost")) {
            X509Certificate certificate = pki.key(name).certificate();
            assertThat(certificate.getSigAlgOID()).isEqualTo("1.2.398.3.10.1.1.2.3.2");
            assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("ECGOST3410-2015-512");
            assertThat(pki.key(name).iin())
                    .isEqualTo(pki.key(name.replace("-gost", "")).iin());
        }
    }

    @Test
    void whenOpenedAgainThenTheKeysAreTheSameAndTheListsAreFresh() throws Exception {
        X509CRL before = crl("demo-issuing.crl");
        Instant later = NOW.plus(Duration.ofDays(3));
        Path copy = Files.createTempDirectory(directory.getParent(), "copy");
        copy(directory, copy);
        DemoPki again = DemoPki.openOrCreate(copy, Clock.fixed(later, ZoneOffset.UTC), Branch.ECDSA);
        assertThat(again.keys())
                .extracting(DemoKey::certificate)
                .isEqualTo(pki.keys().stream().map(DemoKey::certificate).toList());
        X509CRL after = crl(again, "demo-issuing.crl");
        assertThat(after.getThisUpdate().toInstant()).isEqualTo(later);
        assertThat(after.getNextUpdate().toInstant()).isEqualTo(later.plus(Duration.ofHours(27)));
        assertThat(after.getExtensionValue("2.5.29.20")).isNotEqualTo(before.getExtensionValue("2.5.29.20"));
        assertThat(after.getRevokedCertificate(pki.key("revoked").certificate()))
                .isNotNull();

        X509Certificate leaf = again.key("other-head").certificate();
        again.revoke(leaf, CRLReason.keyCompromise);
        assertThat(crl(again, "demo-issuing-delta.crl").getRevokedCertificate(leaf))
                .isNotNull();
        assertThat(crl(again, "demo-issuing.crl").getRevokedCertificate(leaf)).isNull();
        again.refreshCrls();
        assertThat(crl(again, "demo-issuing-delta.crl").getRevokedCertificates())
                .isNull();
        assertThat(crl(again, "demo-issuing.crl").getRevokedCertificate(leaf)).isNotNull();
    }

    @Test
    void aCertificateIsTakenOffHoldByTheDeltaAndNoOtherRevocationIs() throws Exception {
        Path copy = Files.createTempDirectory(directory.getParent(), "copy");
        copy(directory, copy);
        DemoPki held = DemoPki.openOrCreate(copy, Clock.fixed(NOW, ZoneOffset.UTC), Branch.ECDSA);
        X509Certificate leaf = held.key("head-gost").certificate();
        held.revoke(leaf, CRLReason.certificateHold);
        assertThat(crl(held, "demo-issuing-gost-delta.crl")
                        .getRevokedCertificate(leaf)
                        .getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.CERTIFICATE_HOLD);
        held.refreshCrls();
        assertThat(held.release(leaf)).isTrue();
        assertThat(crl(held, "demo-issuing-gost.crl").getRevokedCertificate(leaf))
                .isNotNull();
        assertThat(crl(held, "demo-issuing-gost-delta.crl")
                        .getRevokedCertificate(leaf)
                        .getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.REMOVE_FROM_CRL);
        assertThat(held.release(leaf)).isFalse();
        assertThat(held.release(held.key("revoked").certificate())).isFalse();
        held.refreshCrls();
        assertThat(crl(held, "demo-issuing-gost.crl").getRevokedCertificate(leaf))
                .isNull();
        assertThat(crl(held, "demo-issuing-gost-delta.crl").getCriticalExtensionOIDs())
                .containsExactly("2.5.29.27");
    }

    @Test
    void whenALeafHasRunOutThenOpeningIssuesItAnew() throws Exception {
        Instant later = NOW.plus(Duration.ofDays(400));
        Path copy = Files.createTempDirectory(directory.getParent(), "copy");
        copy(directory, copy);
        DemoPki again = DemoPki.openOrCreate(copy, Clock.fixed(later, ZoneOffset.UTC), Branch.ECDSA);
        assertThat(again.key("head").certificate().getNotAfter().toInstant()).isAfter(later);
        assertThat(again.key("head").iin()).isEqualTo(pki.key("head").iin());
        assertThat(crl(again, "demo-issuing.crl")
                        .getRevokedCertificate(again.key("revoked").certificate()))
                .isNotNull();
    }

    @Test
    void rsaKeysAreMadeInSecondsAlsoWhereTheJvmCompilesLightly() {
        List<KeyKind> kinds = List.of(KeyKind.RSA_3072, KeyKind.EC_P256, KeyKind.RSA_2048);
        List<KeyPair> pairs = KeyMaker.make(kinds);
        assertThat(pairs).hasSize(3);
        assertThat(((RSAKey) pairs.get(0).getPublic()).getModulus().bitLength()).isEqualTo(3072);
        assertThat(pairs.get(1).getPublic()).isInstanceOf(ECKey.class);
        assertThat(((RSAKey) pairs.get(2).getPublic()).getModulus())
                .isEqualTo(((RSAKey) pairs.get(2).getPrivate()).getModulus());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void theManifestNamesEveryKeyInThreeLanguages() throws Exception {
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(pki.manifest()));
        assertThat(manifest.get("keys").size()).isEqualTo(pki.keys().size());
        for (JsonNode key : manifest.get("keys")) {
            assertThat(directory.resolve(key.get("file").asString())).exists();
            for (String language : List.of("kk", "ru", "en")) {
                assertThat(key.get("title").get(language).asString()).isNotBlank();
                assertThat(key.get("use").get(language).asString()).isNotBlank();
            }
        }
    }

    private static void validate(X509Certificate leaf) throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        String branch = leaf.getIssuerX500Principal().getName().contains("GOST") ? "-gost" : "";
        X509Certificate anchor = certificate(factory, pki.anchorsDir().resolve("demo-root" + branch + ".cer"));
        X509Certificate issuing =
                certificate(factory, pki.intermediatesDir().resolve("demo-issuing" + branch + ".cer"));
        CertPath path = factory.generateCertPath(List.of(leaf, issuing));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setDate(Date.from(NOW));
        parameters.addCertStore(CertStore.getInstance(
                "Collection",
                new CollectionCertStoreParameters(
                        List.of(crl("demo-root" + branch + ".crl"), crl("demo-issuing" + branch + ".crl")))));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static X509CRL crl(String name) throws GeneralSecurityException, IOException {
        return crl(pki, name);
    }

    private static X509CRL crl(DemoPki of, String name) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(of.crlsDir().resolve(name))) {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) factory.generateCertificate(in);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
