package kz.negiz.demo.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLReason;

/**
 * A demo PKI in a folder: made at the first opening, the same at every later one.
 *
 * <p>It mimics the national certificate profile, says DEMO in every name, and gives its keys out with a password that
 * everybody knows. Its root must never be an anchor of anything but a demo or a test.
 */
public final class DemoPki {

    /** The password of every key file; the keys protect nothing. */
    public static final String PASSWORD = "demo";

    private static final ReentrantLock ONE_OPENING_IN_THIS_PROCESS = new ReentrantLock();
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYBODY_READS = PosixFilePermissions.fromString("rw-r--r--");
    private static final String CRL_NUMBER = "2.5.29.20";

    private final Path directory;
    private final Clock clock;
    private final CertificationAuthority root;
    private final CertificationAuthority issuing;
    private final CertificationAuthority foreign;
    private final CertificationAuthority gostRoot;
    private final CertificationAuthority gostIssuing;
    private final List<DemoKey> keys;
    private final IssuedKey timeStamping;

    private DemoPki(
            Path directory,
            Clock clock,
            CertificationAuthority root,
            CertificationAuthority issuing,
            CertificationAuthority foreign,
            CertificationAuthority gostRoot,
            CertificationAuthority gostIssuing,
            List<DemoKey> keys,
            IssuedKey timeStamping) {
        this.directory = directory;
        this.clock = clock;
        this.root = root;
        this.issuing = issuing;
        this.foreign = foreign;
        this.gostRoot = gostRoot;
        this.gostIssuing = gostIssuing;
        this.keys = keys;
        this.timeStamping = timeStamping;
    }

    /** Opens the demo PKI in this folder; makes what is missing there, and issues fresh revocation lists. */
    public static DemoPki openOrCreate(Path directory, Clock clock) {
        return openOrCreate(directory, clock, Branch.RSA);
    }

    /** The same with keys of the given branch, where the folder has none yet. */
    public static DemoPki openOrCreate(Path directory, Clock clock, Branch branch) {
        return locked(directory, () -> open(directory, clock, branch));
    }

    private static DemoPki open(Path directory, Clock clock, Branch branch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant from = now.minus(Duration.ofDays(3 * 366));
        Instant to = now.plus(Duration.ofDays(20 * 365));
        Path rootFile = directory.resolve("authority/root.p12");
        Path issuingFile = directory.resolve("authority/issuing.p12");
        Path foreignFile = directory.resolve("authority/foreign.p12");
        Path gostRootFile = directory.resolve("authority/root-gost.p12");
        Path gostIssuingFile = directory.resolve("authority/issuing-gost.p12");
        Path timeStampingFile = directory.resolve("authority/time-stamping.p12");
        FreshKeys fresh = new FreshKeys();
        fresh.expect(timeStampingFile, branch.leafKey());
        fresh.expect(rootFile, branch.authorityKey());
        fresh.expect(issuingFile, branch.authorityKey());
        fresh.expect(foreignFile, branch.leafKey());
        fresh.expect(gostRootFile, KeyKind.GOST_512);
        fresh.expect(gostIssuingFile, KeyKind.GOST_512);
        KeyPlan.ALL.forEach(plan -> fresh.expect(file(directory, plan), plan.keyKind(branch)));
        fresh.generate();

        AuthoritySpec rootSpec =
                AuthoritySpec.named("DEMO NEGIZ ROOT CA (" + branch + ")", branch.authorityKey(), from, to);
        AuthoritySpec issuingSpec = AuthoritySpec.named(
                        "DEMO NEGIZ ISSUING CA (" + branch + ")", branch.authorityKey(), from, to)
                .withPathLength(0);
        CertificationAuthority root = authority(
                rootFile, () -> CertificationAuthority.root(rootSpec, fresh.take(rootFile, branch.authorityKey())));
        CertificationAuthority issuing = authority(
                issuingFile, () -> root.subordinate(issuingSpec, fresh.take(issuingFile, branch.authorityKey())));
        CertificationAuthority foreign = authority(
                foreignFile, () -> CertificationAuthority.root(issuingSpec, fresh.take(foreignFile, branch.leafKey())));
        AuthoritySpec gostRootSpec = AuthoritySpec.named("DEMO NEGIZ ROOT CA (GOST)", KeyKind.GOST_512, from, to);
        AuthoritySpec gostIssuingSpec = AuthoritySpec.named("DEMO NEGIZ ISSUING CA (GOST)", KeyKind.GOST_512, from, to)
                .withPathLength(0);
        CertificationAuthority gostRoot = authority(
                gostRootFile,
                () -> CertificationAuthority.root(gostRootSpec, fresh.take(gostRootFile, KeyKind.GOST_512)));
        CertificationAuthority gostIssuing = authority(
                gostIssuingFile,
                () -> gostRoot.subordinate(gostIssuingSpec, fresh.take(gostIssuingFile, KeyKind.GOST_512)));
        write(directory.resolve("anchors/demo-root-gost.cer"), encoded(gostRoot.certificate()), EVERYBODY_READS);
        write(
                directory.resolve("intermediates/demo-issuing-gost.cer"),
                encoded(gostIssuing.certificate()),
                EVERYBODY_READS);
        write(directory.resolve("anchors/demo-root.cer"), encoded(root.certificate()), EVERYBODY_READS);
        write(directory.resolve("intermediates/demo-issuing.cer"), encoded(issuing.certificate()), EVERYBODY_READS);

        List<DemoKey> keys = new ArrayList<>();
        for (KeyPlan plan : KeyPlan.ALL) {
            CertificationAuthority issuer =
                    plan.isGost() ? gostIssuing : plan.condition() == KeyPlan.Condition.FOREIGN ? foreign : issuing;
            Path file = file(directory, plan);
            IssuedKey key = stored(file)
                    .filter(each -> issuer.hasIssued(each.certificate()) && plan.isStillGood(each.certificate(), now))
                    .orElseGet(() ->
                            issued(file, issuer, plan.leaf(now).withKeyPair(fresh.take(file, plan.keyKind(branch)))));
            keys.add(plan.key(file, key.certificate()));
        }
        IssuedKey timeStamping = stored(timeStampingFile)
                .filter(each -> issuing.hasIssued(each.certificate())
                        && each.certificate().getNotAfter().toInstant().isAfter(now.plus(Duration.ofDays(1))))
                .orElseGet(() -> issued(
                        timeStampingFile,
                        issuing,
                        LeafSpec.timeStamping("DEMO NEGIZ TIME STAMPS", now.minusSeconds(3600))
                                .withKeyPair(fresh.take(timeStampingFile, branch.leafKey()))));
        DemoPki pki = new DemoPki(
                directory, clock, root, issuing, foreign, gostRoot, gostIssuing, List.copyOf(keys), timeStamping);
        for (KeyPlan plan : KeyPlan.ALL) {
            X509Certificate certificate = pki.key(plan.name()).certificate();
            BigInteger serial = certificate.getSerialNumber();
            Revocations revocations = pki.revocations(certificate);
            if (plan.condition() == KeyPlan.Condition.REVOKED && !revocations.contains(serial)) {
                revocations.add(new CrlSpec.Entry(serial, now.minusSeconds(1800), CRLReason.unspecified));
            }
        }
        pki.issueCrls();
        write(pki.manifest(), Manifest.json(keys, directory).getBytes(StandardCharsets.UTF_8), EVERYBODY_READS);
        return pki;
    }

    /** Issues the revocation lists of root and issuing authority anew; they are fresh for 27 hours. */
    public void refreshCrls() {
        locked(directory, () -> {
            issueCrls();
            return this;
        });
    }

    /** Revokes a certificate of an issuing authority and issues a fresh list; the reason is a code of RFC 5280. */
    public void revoke(X509Certificate certificate, int reason) {
        locked(directory, () -> {
            revocations(certificate).add(new CrlSpec.Entry(certificate.getSerialNumber(), now(), reason));
            issueCrls();
            return this;
        });
    }

    private void issueCrls() {
        issueCrl(root, crlsDir().resolve("demo-root.crl"), List.of());
        issueCrl(
                issuing, crlsDir().resolve("demo-issuing.crl"), rsaRevocations().all());
        issueCrl(gostRoot, crlsDir().resolve("demo-root-gost.crl"), List.of());
        issueCrl(
                gostIssuing,
                crlsDir().resolve("demo-issuing-gost.crl"),
                gostRevocations().all());
    }

    private void issueCrl(CertificationAuthority issuer, Path file, List<CrlSpec.Entry> entries) {
        CrlSpec spec = CrlSpec.empty(now(), nextCrlNumber(file));
        for (CrlSpec.Entry entry : entries) {
            spec = spec.withEntry(entry);
        }
        try {
            write(file, issuer.crl(spec).getEncoded(), EVERYBODY_READS);
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Issues any end-entity certificate under the issuing authority, for tests. */
    public IssuedKey issue(LeafSpec spec) {
        return issuing.issue(spec);
    }

    /** A good person's certificate to begin with; the same name always bears the same synthetic IIN. */
    public LeafSpec person(String name) {
        return LeafSpec.person("ДЕМОҰЛЫ", name, SyntheticNumbers.iin(name), now().minusSeconds(3600));
    }

    /** A good organisation's certificate to begin with. */
    public LeafSpec organisation(String name) {
        return LeafSpec.organisation(
                "ДЕМОҰЛЫ",
                name,
                SyntheticNumbers.iin(name),
                "ЖШС \"" + name + "\"",
                SyntheticNumbers.bin(name),
                now().minusSeconds(3600));
    }

    public List<DemoKey> keys() {
        return keys;
    }

    /** The key with this name. */
    public DemoKey key(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No demo key is named " + name));
    }

    /** Stamps by the clock of this PKI. */
    public TimeStampAuthority timeStampAuthority() {
        return new TimeStampAuthority(timeStamping, clock, TimeStampAuthority.POLICY);
    }

    public CertificationAuthority root() {
        return root;
    }

    public CertificationAuthority issuing() {
        return issuing;
    }

    /** The issuing authority of the GOST branch, which stands beside the other with a root of its own. */
    public CertificationAuthority gostIssuing() {
        return gostIssuing;
    }

    /** Bears the same name as the issuing authority, with a key of its own that nobody trusts. */
    public CertificationAuthority foreign() {
        return foreign;
    }

    public Path directory() {
        return directory;
    }

    public Path anchorsDir() {
        return directory.resolve("anchors");
    }

    public Path intermediatesDir() {
        return directory.resolve("intermediates");
    }

    public Path crlsDir() {
        return directory.resolve("crls");
    }

    public Path keysDir() {
        return directory.resolve("keys");
    }

    public Path manifest() {
        return directory.resolve("manifest.json");
    }

    private Revocations revocations(X509Certificate certificate) {
        return certificate
                        .getIssuerX500Principal()
                        .equals(gostIssuing.certificate().getSubjectX500Principal())
                ? gostRevocations()
                : rsaRevocations();
    }

    private Revocations rsaRevocations() {
        return new Revocations(directory.resolve("authority/revocations.txt"));
    }

    private Revocations gostRevocations() {
        return new Revocations(directory.resolve("authority/revocations-gost.txt"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Path file(Path directory, KeyPlan plan) {
        return directory.resolve("keys").resolve(plan.name() + ".p12");
    }

    private static Optional<IssuedKey> stored(Path file) {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static IssuedKey issued(Path file, CertificationAuthority issuer, LeafSpec spec) {
        IssuedKey issued = issuer.issue(spec);
        write(file, issued.toPkcs12(PASSWORD.toCharArray()), OWNER_READS);
        return issued;
    }

    private static CertificationAuthority authority(Path file, Supplier<CertificationAuthority> maker) {
        if (Files.exists(file)) {
            return CertificationAuthority.of(read(file));
        }
        CertificationAuthority made = maker.get();
        write(file, made.asKey().toPkcs12(PASSWORD.toCharArray()), OWNER_READS);
        return made;
    }

    private static IssuedKey read(Path file) {
        try {
            return IssuedKey.fromPkcs12(Files.readAllBytes(file), PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The demo key " + file.getFileName() + " cannot be read", e);
        }
    }

    private static long nextCrlNumber(Path file) {
        if (!Files.exists(file)) {
            return 1;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509CRL previous = (X509CRL) factory.generateCRL(new ByteArrayInputStream(Files.readAllBytes(file)));
            byte[] value = ASN1OctetString.getInstance(previous.getExtensionValue(CRL_NUMBER))
                    .getOctets();
            return ASN1Integer.getInstance(value).getValue().longValueExact() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The revocation list " + file.getFileName() + " cannot be read", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Readers see the old file or the new one, never a half, and never with other permissions. */
    private static void write(Path file, byte[] content, Set<PosixFilePermission> permissions) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".draft", "");
            try {
                Files.write(draft, content);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(draft, permissions);
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoPki locked(Path directory, Supplier<DemoPki> action) {
        ONE_OPENING_IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return action.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ONE_OPENING_IN_THIS_PROCESS.unlock();
        }
    }

    /** The serials revoked so far, one a line. */
    private record Revocations(Path file) {

        List<CrlSpec.Entry> all() {
            if (!Files.exists(file)) {
                return List.of();
            }
            try {
                List<CrlSpec.Entry> entries = new ArrayList<>();
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split(" ", -1);
                    entries.add(new CrlSpec.Entry(
                            new BigInteger(parts[0], 16), Instant.parse(parts[1]), Integer.parseInt(parts[2])));
                }
                return entries;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean contains(BigInteger serial) {
            return all().stream().anyMatch(entry -> entry.serial().equals(serial));
        }

        void add(CrlSpec.Entry entry) {
            List<CrlSpec.Entry> entries = new ArrayList<>(all());
            entries.add(entry);
            StringBuilder text = new StringBuilder();
            for (CrlSpec.Entry each : entries) {
                text.append(each.serial().toString(16))
                        .append(' ')
                        .append(each.revokedAt())
                        .append(' ')
                        .append(each.reason())
                        .append('\n');
            }
            write(file, text.toString().getBytes(StandardCharsets.UTF_8), OWNER_READS);
        }
    }
}
