package kz.negiz.cli.eds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.CertificateExamination.Material;
import kz.negiz.gost.NationalGost;

/**
 * Certificates, lists and OCSP answers from files and folders, DER or PEM, one or several in a file. What cannot be read
 * is left out: it vouches for nobody, so the outcome can only be less than "valid".
 */
final class TrustFiles {

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?(?:CERTIFICATE|CRL|X509 CRL)-----.*?-----END [^-]+-----", Pattern.DOTALL);

    private static final int MOST_KEPT = 8;

    static {
        // Java keeps what it has parsed: the algorithms must be known before.
        NationalGost.install();
    }

    /** The lines of a batch mostly name the same folders: what was read last is kept. */
    private final Map<List<List<Path>>, Material> kept = new LinkedHashMap<>(MOST_KEPT, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<List<Path>>, Material> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Material material(List<Path> anchors, List<Path> intermediates, List<Path> crls, List<Path> ocsp) {
        List<List<Path>> named = List.of(anchors, intermediates, crls, ocsp);
        Material known = kept.get(named);
        if (known != null) {
            return known;
        }
        Material read = new Material(
                certificates(anchors),
                certificates(intermediates),
                lists(crls),
                files(ocsp).stream().map(InputFile::bytes).toList());
        kept.put(named, read);
        return read;
    }

    /** The certificates of one file, the first one first. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        for (byte[] each : pieces(InputFile.bytes(file))) {
            certificate(each).ifPresent(found::add);
        }
        return found;
    }

    private static List<X509Certificate> certificates(List<Path> named) {
        return files(named).stream()
                .flatMap(file -> certificates(file).stream())
                .distinct()
                .toList();
    }

    private static List<X509CRL> lists(List<Path> named) {
        return files(named).stream()
                .flatMap(file -> pieces(InputFile.bytes(file)).stream())
                .flatMap(piece -> list(piece).stream())
                .toList();
    }

    private static List<Path> files(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path each : named) {
            if (Files.isDirectory(each)) {
                try (Stream<Path> inside = Files.list(each)) {
                    inside.filter(Files::isRegularFile).sorted().forEach(files::add);
                } catch (IOException e) {
                    throw new CommandFailed(Negiz.USAGE, "The folder " + each + " cannot be read.");
                }
            } else {
                files.add(each);
            }
        }
        return files;
    }

    private static List<byte[]> pieces(byte[] content) {
        Matcher blocks = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        List<byte[]> pieces = new ArrayList<>();
        while (blocks.find()) {
            pieces.add(blocks.group().getBytes(StandardCharsets.ISO_8859_1));
        }
        return pieces.isEmpty() ? List.of(content) : pieces;
    }

    private static Optional<X509Certificate> certificate(byte[] encoded) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509CRL> list(byte[] encoded) {
        try {
            return Optional.of(
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded)));
        } catch (CertificateException | CRLException e) {
            return Optional.empty();
        }
    }
}
