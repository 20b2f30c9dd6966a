package kz.negiz.demo.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    private final Path directory;
    private final Clock clock;
    private final IssuerRecords root;
    private final IssuerRecords issuing;
    private final CertificationAuthority foreign;
    private final IssuerRecords gostRoot;
    private final IssuerRecords gostIssuing;
    private final List<DemoKey> keys;
    private final Services services;

    private DemoPki(
            Path directory,
            Clock clock,
            IssuerRecords root,
            IssuerRecords issuing,
            CertificationAuthority foreign,
            IssuerRecords gostRoot,
            IssuerRecords gostIssuing,
            List<DemoKey> keys,
            Services services) {
        this.directory = directory;
        this.clock = clock;
        this.root = root;
        this.issuing = issuing;
        this.foreign = foreign;
        this.gostRoot = gostRoot;
        this.gostIssuing = gostIssuing;
        this.keys = keys;
        this.services = services;
    }

    /** The keys of what the demo PKI answers itself. */
    private record Services(IssuedKey timeStamps, IssuedKey gostTimeStamps, IssuedKey ocsp, IssuedKey gostOcsp) {}

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
        Path timeStampsFile = directory.resolve("authority/time-stamping.p12");
        Path gostTimeStampsFile = directory.resolve("authority/time-stamping-gost.p12");
        Path ocspFile = directory.resolve("authority/ocsp.p12");
        Path gostOcspFile = directory.resolve("authority/ocsp-gost.p12");
        FreshKeys fresh = new FreshKeys();
        fresh.expect(timeStampsFile, branch.leafKey());
        fresh.expect(gostTimeStampsFile, KeyKind.GOST_512);
        fresh.expect(ocspFile, branch.leafKey());
        fresh.expect(gostOcspFile, KeyKind.GOST_512);
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
        DemoFiles.write(
                directory.resolve("anchors/demo-root-gost.cer"),
                encoded(gostRoot.certificate()),
                DemoFiles.EVERYBODY_READS);
        DemoFiles.write(
                directory.resolve("intermediates/demo-issuing-gost.cer"),
                encoded(gostIssuing.certificate()),
                DemoFiles.EVERYBODY_READS);
        DemoFiles.write(
                directory.resolve("anchors/demo-root.cer"), encoded(root.certificate()), DemoFiles.EVERYBODY_READS);
        DemoFiles.write(
                directory.resolve("intermediates/demo-issuing.cer"),
                encoded(issuing.certificate()),
                DemoFiles.EVERYBODY_READS);

        Path crlsDir = directory.resolve("crls");
        Path recordsDir = directory.resolve("authority");
        IssuerRecords records = new IssuerRecords(issuing, crlsDir, recordsDir, "issuing");
        IssuerRecords gostRecords = new IssuerRecords(gostIssuing, crlsDir, recordsDir, "issuing-gost");

        List<DemoKey> keys = new ArrayList<>();
        for (KeyPlan plan : KeyPlan.ALL) {
            IssuerRecords issuer = plan.isGost() ? gostRecords : records;
            Path file = file(directory, plan);
            IssuedKey key = plan.condition() == KeyPlan.Condition.FOREIGN
                    ? stored(file)
                            .filter(each ->
                                    foreign.hasIssued(each.certificate()) && plan.isStillGood(each.certificate(), now))
                            .orElseGet(() -> kept(
                                    file,
                                    foreign.issue(plan.leaf(now).withKeyPair(fresh.take(file, plan.keyKind(branch))))))
                    : key(
                            file,
                            issuer,
                            certificate -> plan.isStillGood(certificate, now),
                            () -> plan.leaf(now).withKeyPair(fresh.take(file, plan.keyKind(branch))));
            keys.add(plan.key(file, key.certificate()));
        }
        Instant before = now.minusSeconds(3600);
        Predicate<X509Certificate> good = each -> each.getNotAfter().toInstant().isAfter(now.plus(Duration.ofDays(1)));
        Services services = new Services(
                key(
                        timeStampsFile,
                        records,
                        good,
                        () -> LeafSpec.timeStamping("DEMO NEGIZ TIME STAMPS", before)
                                .withKeyPair(fresh.take(timeStampsFile, branch.leafKey()))),
                key(
                        gostTimeStampsFile,
                        gostRecords,
                        good,
                        () -> LeafSpec.timeStamping("DEMO NEGIZ TIME STAMPS (GOST)", before)
                                .withKeyPair(fresh.take(gostTimeStampsFile, KeyKind.GOST_512))),
                key(
                        ocspFile,
                        records,
                        good,
                        () -> LeafSpec.ocspResponder("DEMO NEGIZ OCSP", before)
                                .withKeyPair(fresh.take(ocspFile, branch.leafKey()))),
                key(
                        gostOcspFile,
                        gostRecords,
                        good,
                        () -> LeafSpec.ocspResponder("DEMO NEGIZ OCSP (GOST)", before)
                                .withKeyPair(fresh.take(gostOcspFile, KeyKind.GOST_512))));
        DemoPki pki = new DemoPki(
                directory,
                clock,
                new IssuerRecords(root, crlsDir, recordsDir, "root"),
                records,
                foreign,
                new IssuerRecords(gostRoot, crlsDir, recordsDir, "root-gost"),
                gostRecords,
                List.copyOf(keys),
                services);
        for (KeyPlan plan : KeyPlan.ALL) {
            X509Certificate certificate = pki.key(plan.name()).certificate();
            IssuerRecords of = plan.isGost() ? gostRecords : records;
            if (plan.condition() == KeyPlan.Condition.REVOKED
                    && of.revocationOf(certificate.getSerialNumber()).isEmpty()) {
                of.revoke(CrlSpec.Entry.of(certificate.getSerialNumber(), now.minusSeconds(1800)));
            }
        }
        pki.issueCrls();
        DemoFiles.write(
                pki.manifest(),
                Manifest.json(keys, directory).getBytes(StandardCharsets.UTF_8),
                DemoFiles.EVERYBODY_READS);
        return pki;
    }

    /** Issues the revocation lists of roots and issuing authorities anew; they are fresh for 27 hours. */
    public void refreshCrls() {
        locked(directory, () -> {
            issueCrls();
            return this;
        });
    }

    /**
     * Revokes a certificate of an issuing authority; the reason is a code of RFC 5280. The delta list and the OCSP responder say
     * so at once, the full list when it is issued next.
     */
    public void revoke(X509Certificate certificate, int reason) {
        locked(directory, () -> {
            IssuerRecords of = recordsOf(certificate);
            of.revoke(new CrlSpec.Entry(certificate.getSerialNumber(), now(), reason));
            of.issueDelta(now());
            return this;
        });
    }

    /**
     * Takes a certificate off hold: the delta list says so with removeFromCRL.
     *
     * @return false where it is not on hold
     */
    public boolean release(X509Certificate certificate) {
        AtomicBoolean released = new AtomicBoolean();
        locked(directory, () -> {
            IssuerRecords of = recordsOf(certificate);
            released.set(of.release(certificate.getSerialNumber()));
            of.issueDelta(now());
            return this;
        });
        return released.get();
    }

    private void issueCrls() {
        root.issueFullAlone(now());
        issuing.issueFull(now());
        gostRoot.issueFullAlone(now());
        gostIssuing.issueFull(now());
    }

    /** Issues any end-entity certificate under the issuing authority, for tests. */
    public IssuedKey issue(LeafSpec spec) {
        IssuedKey key = issuing.issuer().issue(spec);
        issuing.issued(key.certificate().getSerialNumber());
        return key;
    }

    /** A good person's certificate to begin with; the same name always bears the same synthetic IIN. */
    public LeafSpec person(String name) {
        return ofThisBranch(LeafSpec.person("ДЕМОҰЛЫ", name, SyntheticNumbers.iin(name), now().minusSeconds(3600)));
    }

    /** A good organisation's certificate to begin with. */
    public LeafSpec organisation(String name) {
        return ofThisBranch(LeafSpec.organisation(
                "ДЕМОҰЛЫ",
                name,
                SyntheticNumbers.iin(name),
                "ЖШС \"" + name + "\"",
                SyntheticNumbers.bin(name),
                now().minusSeconds(3600)));
    }

    /** With a key of the kind that its issuing authority has. */
    private LeafSpec ofThisBranch(LeafSpec spec) {
        boolean rsa = issuing().certificate().getPublicKey().getAlgorithm().equals("RSA");
        return spec.withKeyKind((rsa ? Branch.RSA : Branch.ECDSA).leafKey());
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
        return new TimeStampAuthority(services.timeStamps(), clock, TimeStampAuthority.POLICY);
    }

    /** The same with the GOST branch. */
    public TimeStampAuthority gostTimeStampAuthority() {
        return new TimeStampAuthority(services.gostTimeStamps(), clock, TimeStampAuthority.GOST_POLICY);
    }

    /** A time stamp of the branch whose policy is asked for; an {@link IllegalArgumentException} tells that nothing is. */
    byte[] timeStamp(byte[] request) {
        return TimeStampAuthority.policyOf(request).equals(Optional.of(TimeStampAuthority.GOST_POLICY))
                ? gostTimeStampAuthority().answer(request)
                : timeStampAuthority().answer(request);
    }

    /** Answers for both issuing authorities, by the clock of this PKI. */
    public OcspAuthority ocspAuthority() {
        return new OcspAuthority(
                List.of(
                        new OcspAuthority.Delegate(issuing, services.ocsp()),
                        new OcspAuthority.Delegate(gostIssuing, services.gostOcsp())),
                clock);
    }

    public CertificationAuthority root() {
        return root.issuer();
    }

    public CertificationAuthority issuing() {
        return issuing.issuer();
    }

    /** The issuing authority of the GOST branch, which stands beside the other with a root of its own. */
    public CertificationAuthority gostIssuing() {
        return gostIssuing.issuer();
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

    /** The files with all revocation lists. */
    List<Path> lists() {
        return Stream.of(root, issuing, gostRoot, gostIssuing)
                .flatMap(each -> each.files().stream())
                .toList();
    }

    private IssuerRecords recordsOf(X509Certificate certificate) {
        return certificate
                        .getIssuerX500Principal()
                        .equals(gostIssuing().certificate().getSubjectX500Principal())
                ? gostIssuing
                : issuing;
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

    /** The key in this file, where it is good, and on record; otherwise one issued anew. */
    private static IssuedKey key(
            Path file, IssuerRecords records, Predicate<X509Certificate> good, Supplier<LeafSpec> spec) {
        IssuedKey key = stored(file)
                .filter(each -> records.issuer().hasIssued(each.certificate()) && good.test(each.certificate()))
                .orElseGet(() -> kept(file, records.issuer().issue(spec.get())));
        BigInteger serial = key.certificate().getSerialNumber();
        if (!records.hasIssued(serial)) {
            records.issued(serial);
        }
        return key;
    }

    private static IssuedKey kept(Path file, IssuedKey issued) {
        DemoFiles.write(file, issued.toPkcs12(PASSWORD.toCharArray()), DemoFiles.OWNER_READS);
        return issued;
    }

    private static CertificationAuthority authority(Path file, Supplier<CertificationAuthority> maker) {
        if (Files.exists(file)) {
            return CertificationAuthority.of(read(file));
        }
        CertificationAuthority made = maker.get();
        DemoFiles.write(file, made.asKey().toPkcs12(PASSWORD.toCharArray()), DemoFiles.OWNER_READS);
        return made;
    }

    static IssuedKey read(Path file) {
        try {
            return IssuedKey.fromPkcs12(Files.readAllBytes(file), PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The demo key " + file.getFileName() + " cannot be read", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T locked(Path directory, Supplier<T> action) {
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
}
