package kz.negiz.demo.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLReason;
import org.jspecify.annotations.Nullable;

/**
 * What an authority has issued and revoked, and the lists that say so: a full one from time to time, and a delta to it for
 * what has changed since. Everything is kept in files, so that several processes tell the same.
 */
final class IssuerRecords {

    /** How long a delta of the national authority is fresh. */
    static final Duration DELTA_LIFETIME = Duration.ofMinutes(7 * 60 + 30);

    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String REASON_CODE = "2.5.29.21";

    private final CertificationAuthority issuer;
    private final Path full;
    private final Path delta;
    private final Path revocations;
    private final Path issued;

    /**
     * The records of one authority.
     *
     * @param name of its files
     */
    IssuerRecords(CertificationAuthority issuer, Path crlsDir, Path recordsDir, String name) {
        this.issuer = issuer;
        this.full = crlsDir.resolve("demo-" + name + ".crl");
        this.delta = crlsDir.resolve("demo-" + name + "-delta.crl");
        this.revocations = recordsDir.resolve("revocations-" + name + ".txt");
        this.issued = recordsDir.resolve("issued-" + name + ".txt");
    }

    CertificationAuthority issuer() {
        return issuer;
    }

    /** A full list with all there is, and a delta that adds nothing to it yet. */
    void issueFull(Instant now) {
        CrlSpec spec = CrlSpec.empty(now, nextNumber());
        for (CrlSpec.Entry entry : all().values()) {
            spec = spec.withEntry(entry);
        }
        write(full, spec);
        issueDelta(now);
    }

    /** A delta with what has changed since the full list. */
    void issueDelta(Instant now) {
        X509CRL base = list(full).orElseThrow();
        Map<BigInteger, CrlSpec.Entry> revoked = all();
        CrlSpec spec = CrlSpec.empty(now, nextNumber())
                .withNextUpdate(now.plus(DELTA_LIFETIME))
                .asDeltaTo(number(base));
        for (CrlSpec.Entry entry : revoked.values()) {
            X509CRLEntry before = base.getRevokedCertificate(entry.serial());
            if (before == null || reason(before) != entry.reason()) {
                spec = spec.withEntry(entry);
            }
        }
        @Nullable Set<? extends X509CRLEntry> before = base.getRevokedCertificates();
        for (X509CRLEntry entry : before == null ? Set.<X509CRLEntry>of() : before) {
            if (!revoked.containsKey(entry.getSerialNumber())) {
                spec = spec.withEntry(new CrlSpec.Entry(entry.getSerialNumber(), now, CRLReason.removeFromCRL));
            }
        }
        write(delta, spec);
    }

    /** Only lists; an authority that revokes nothing at run time needs no delta. */
    void issueFullAlone(Instant now) {
        write(full, CrlSpec.empty(now, nextNumber()));
    }

    void revoke(CrlSpec.Entry entry) {
        Map<BigInteger, CrlSpec.Entry> all = all();
        all.put(entry.serial(), entry);
        keep(all);
    }

    /**
     * Takes a certificate off hold.
     *
     * @return false where it is not on hold: any other revocation is for good
     */
    boolean release(BigInteger serial) {
        Map<BigInteger, CrlSpec.Entry> all = all();
        CrlSpec.Entry entry = all.get(serial);
        if (entry == null || entry.reason() != CRLReason.certificateHold) {
            return false;
        }
        all.remove(serial);
        keep(all);
        return true;
    }

    Optional<CrlSpec.Entry> revocationOf(BigInteger serial) {
        return Optional.ofNullable(all().get(serial));
    }

    /** Remembers that this certificate is the authority's own: what was never issued is unknown to its responder. */
    void issued(BigInteger serial) {
        try {
            Files.writeString(issued, serial.toString(16) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasIssued(BigInteger serial) {
        return lines(issued).contains(serial.toString(16));
    }

    private Map<BigInteger, CrlSpec.Entry> all() {
        Map<BigInteger, CrlSpec.Entry> entries = new LinkedHashMap<>();
        for (String line : lines(revocations)) {
            String[] parts = line.split(" ", -1);
            BigInteger serial = new BigInteger(parts[0], 16);
            entries.put(serial, new CrlSpec.Entry(serial, Instant.parse(parts[1]), Integer.parseInt(parts[2])));
        }
        return entries;
    }

    private void keep(Map<BigInteger, CrlSpec.Entry> all) {
        StringBuilder text = new StringBuilder();
        for (CrlSpec.Entry each : all.values()) {
            text.append(each.serial().toString(16))
                    .append(' ')
                    .append(each.revokedAt())
                    .append(' ')
                    .append(each.reason())
                    .append('\n');
        }
        DemoFiles.write(revocations, text.toString().getBytes(StandardCharsets.UTF_8), DemoFiles.OWNER_READS);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, CrlSpec spec) {
        try {
            DemoFiles.write(file, issuer.crl(spec).getEncoded(), DemoFiles.EVERYBODY_READS);
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Full and delta lists share their numbers (RFC 5280 section 5.2.3). */
    private long nextNumber() {
        long last = 0;
        for (Path file : List.of(full, delta)) {
            last = Math.max(last, list(file).map(IssuerRecords::number).orElse(0L));
        }
        return last + 1;
    }

    private static Optional<X509CRL> list(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of((X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The revocation list " + file.getFileName() + " cannot be read", e);
        }
    }

    private static long number(X509CRL list) {
        byte[] value =
                ASN1OctetString.getInstance(list.getExtensionValue(CRL_NUMBER)).getOctets();
        return ASN1Integer.getInstance(value).getValue().longValueExact();
    }

    private static int reason(X509CRLEntry entry) {
        byte @Nullable [] value = entry.getExtensionValue(REASON_CODE);
        return value == null
                ? CRLReason.unspecified
                : ASN1Enumerated.getInstance(ASN1OctetString.getInstance(value).getOctets())
                        .intValueExact();
    }

    /** The files with its lists. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path file : List.of(full, delta)) {
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        return files;
    }
}
