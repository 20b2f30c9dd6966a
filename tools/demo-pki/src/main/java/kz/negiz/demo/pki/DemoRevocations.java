package kz.negiz.demo.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Revokes keys of a demo PKI that is there already, and maybe in use by other processes, without opening all of it: its key files
 * are slow to open.
 */
public final class DemoRevocations {

    private static final String ENDING = ".p12";

    private final Path directory;
    private final Clock clock;

    private DemoRevocations(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Those of the demo PKI in this folder; an {@link IllegalArgumentException} tells that there is none. */
    public static DemoRevocations of(Path directory, Clock clock) {
        if (!Files.exists(directory.resolve("manifest.json"))) {
            throw new IllegalArgumentException("There is no demo PKI in " + directory);
        }
        return new DemoRevocations(directory, clock);
    }

    /** The names of its keys. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link DemoPki#revoke} does. */
    public void revoke(String name, int reason) {
        change(name, (records, certificate) -> {
            records.revoke(new CrlSpec.Entry(certificate.getSerialNumber(), now(), reason));
            return true;
        });
    }

    /** As {@link DemoPki#release} does. */
    public boolean release(String name) {
        return change(name, (records, certificate) -> records.release(certificate.getSerialNumber()));
    }

    private boolean change(String name, BiFunction<IssuerRecords, X509Certificate, Boolean> change) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("No demo key is named " + name);
        }
        X509Certificate certificate =
                DemoPki.read(directory.resolve("keys").resolve(name + ENDING)).certificate();
        return DemoPki.locked(directory, () -> {
            IssuerRecords records = recordsOf(certificate);
            boolean changed = change.apply(records, certificate);
            records.issueDelta(now());
            return changed;
        });
    }

    private IssuerRecords recordsOf(X509Certificate certificate) {
        for (String issuer : List.of("issuing", "issuing-gost")) {
            IssuedKey key = DemoPki.read(directory.resolve("authority").resolve(issuer + ENDING));
            if (key.certificate().getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return new IssuerRecords(
                        CertificationAuthority.of(key),
                        directory.resolve("crls"),
                        directory.resolve("authority"),
                        issuer);
            }
        }
        throw new IllegalArgumentException("No authority of this demo PKI has issued the certificate");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
