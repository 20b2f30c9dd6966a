package kz.negiz.eds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The public conformance suites, as they are kept among the resources. */
final class SuiteFiles {

    private static final Pattern PEM = Pattern.compile("-----BEGIN [^-]+-----([^-]+)-----END [^-]+-----");

    private SuiteFiles() {}

    /** All files of an archive by their names. */
    static Map<String, byte[]> of(String archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in = Objects.requireNonNull(SuiteFiles.class.getResourceAsStream("/suites/" + archive));
                ZipInputStream zip = new ZipInputStream(in)) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                files.put(entry.getName(), zip.readAllBytes());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first block of a PEM file as DER; other files as they are. */
    static byte[] der(byte[] file) {
        Matcher pem = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        return pem.find() ? Base64.getMimeDecoder().decode(pem.group(1)) : file;
    }
}
