package kz.negiz.eds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Files under one seal: an ASiC-E container with CAdES (ETSI EN 319 162-1). A manifest names every file with its digest, and the
 * seal is a CMS signature over the manifest.
 *
 * <p>Nothing in it is compressed and every byte has one place, so that the same files under the same seal are always the same
 * container: one that was packed otherwise, however well its seal verifies, is none of ours.
 */
public final class SealedContainer {

    public static final String MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";

    private static final String MIMETYPE = "mimetype";
    private static final String MANIFEST = "META-INF/ASiCManifest001.xml";
    private static final String SEAL = "META-INF/signature001.p7s";
    private static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";
    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    /** Of every file; for the first moment that the format knows Java would write an extra field. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");
    private static final int MOST_FILES = 5_000;
    private static final int MOST_BYTES = 128 * 1024 * 1024;

    private final List<File> files;
    private final byte[] manifest;
    private final byte[] seal;

    private SealedContainer(List<File> files, byte[] manifest, byte[] seal) {
        this.files = List.copyOf(files);
        this.manifest = manifest;
        this.seal = seal;
    }

    /**
     * A file of a container.
     *
     * @param name letters, digits, dots, dashes and at most one folder
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record File(String name, String mediaType, byte[] content) {

        public File {
            if (!NAME.matcher(name).matches() || name.equals(MIMETYPE) || name.startsWith("META-INF")) {
                throw new IllegalArgumentException("no name of a file in a container");
            }
            if (!TYPE.matcher(mediaType).matches()) {
                throw new IllegalArgumentException("no media type");
            }
        }

        @Override
        public String toString() {
            return "File[" + name + "]";
        }
    }

    /** Why some bytes are no container that can be relied on. */
    public enum Fault {
        /** No ZIP file, or one beyond what is taken. */
        UNREADABLE,
        /** Not of this kind, or a part of it is missing. */
        NO_CONTAINER,
        /** A file is not the one that was sealed. */
        FILE_ALTERED,
        /** A file that the manifest names is missing. */
        FILE_MISSING,
        /** A file is there that the manifest does not name. */
        FILE_ADDED,
        /** All that is sealed is there, and something around it was changed. */
        PACKED_OTHERWISE
    }

    /** Tells what is wrong with a container, and with which of its files. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;
        private final Fault fault;
        private final String file;

        Refused(Fault fault, String file) {
            super(fault.name());
            this.fault = fault;
            this.file = file;
        }

        public Fault fault() {
            return fault;
        }

        /** The file's name; empty where it is about no single one. */
        public String file() {
            return file;
        }
    }

    /** Puts files under a seal. */
    public static SealedContainer seal(List<File> files, CmsSigner signer) {
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new IllegalArgumentException("no number of files for a container");
        }
        Set<String> names = new HashSet<>();
        if (!files.stream().allMatch(file -> names.add(file.name()))) {
            throw new IllegalArgumentException("two files of one name");
        }
        byte[] manifest = manifest(files);
        return new SealedContainer(files, manifest, signer.namingCertificate().sign(manifest, false));
    }

    private static byte[] manifest(List<File> files) {
        StringBuilder xml = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<asic:ASiCManifest xmlns:asic=\"")
                .append(ASIC)
                .append("\" xmlns:ds=\"")
                .append(DSIG)
                .append("\"><asic:SigReference URI=\"")
                .append(SEAL)
                .append("\" MimeType=\"application/pkcs7-signature\"></asic:SigReference>");
        for (File file : files) {
            xml.append("<asic:DataObjectReference URI=\"")
                    .append(file.name())
                    .append("\" MimeType=\"")
                    .append(file.mediaType())
                    .append("\"><ds:DigestMethod Algorithm=\"")
                    .append(SHA256)
                    .append("\"></ds:DigestMethod><ds:DigestValue>")
                    .append(digest(file.content()))
                    .append("</ds:DigestValue></asic:DataObjectReference>");
        }
        return xml.append("</asic:ASiCManifest>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] content) {
        return Base64.getEncoder().encodeToString(Encodings.sha256().digest(content));
    }

    /** The container as a file. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                files.stream().mapToInt(file -> file.content().length + 300).sum()
                        + manifest.length
                        + seal.length
                        + 1000);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, MIMETYPE, MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII));
            for (File file : files) {
                put(zip, file.name(), file.content());
            }
            put(zip, MANIFEST, manifest);
            put(zip, SEAL, seal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(content.length);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a container and holds every file against the manifest; the seal is yet to be {@linkplain #verify verified}.
     *
     * @throws Refused when it is not exactly what was sealed
     */
    public static SealedContainer read(byte[] bytes) throws Refused {
        Map<String, byte[]> entries = unpack(bytes);
        byte[] manifest = Optional.ofNullable(entries.get(MANIFEST)).orElseThrow(() -> noContainer(MANIFEST));
        byte[] seal = Optional.ofNullable(entries.get(SEAL)).orElseThrow(() -> noContainer(SEAL));
        if (!Arrays.equals(entries.get(MIMETYPE), MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII))) {
            throw noContainer(MIMETYPE);
        }
        List<File> files = new ArrayList<>();
        for (Element reference : references(manifest)) {
            files.add(file(reference, entries));
        }
        Set<String> named = new HashSet<>(List.of(MIMETYPE, MANIFEST, SEAL));
        files.forEach(file -> named.add(file.name()));
        for (String name : entries.keySet()) {
            if (!named.contains(name)) {
                throw new Refused(Fault.FILE_ADDED, name);
            }
        }
        SealedContainer container = new SealedContainer(files, manifest, seal);
        if (!Arrays.equals(container.toBytes(), bytes) || !Arrays.equals(manifest(files), manifest)) {
            throw new Refused(Fault.PACKED_OTHERWISE, "");
        }
        return container;
    }

    private static Refused noContainer(String missing) {
        return new Refused(Fault.NO_CONTAINER, missing);
    }

    private static Map<String, byte[]> unpack(byte[] bytes) throws Refused {
        if (bytes.length > MOST_BYTES) {
            throw new Refused(Fault.UNREADABLE, "");
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) left);
                left -= content.length;
                if (left <= 0
                        || entries.size() > MOST_FILES + 3
                        || entries.putIfAbsent(entry.getName(), content) != null) {
                    throw new Refused(Fault.UNREADABLE, "");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused(Fault.UNREADABLE, "");
        }
        if (entries.isEmpty()) {
            throw new Refused(Fault.UNREADABLE, "");
        }
        return entries;
    }

    private static List<Element> references(byte[] manifest) throws Refused {
        try {
            Document document = StrictXml.parser().parse(new ByteArrayInputStream(manifest));
            NodeList found = document.getElementsByTagNameNS(ASIC, "DataObjectReference");
            List<Element> references = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                references.add((Element) found.item(i));
            }
            if (references.isEmpty() || references.size() > MOST_FILES) {
                throw noContainer(MANIFEST);
            }
            return references;
        } catch (SAXException | IOException e) {
            throw noContainer(MANIFEST);
        }
    }

    private static File file(Element reference, Map<String, byte[]> entries) throws Refused {
        String name = reference.getAttribute("URI");
        byte[] content = entries.get(name);
        if (content == null) {
            throw new Refused(Fault.FILE_MISSING, NAME.matcher(name).matches() ? name : "");
        }
        NodeList value = reference.getElementsByTagNameNS(DSIG, "DigestValue");
        if (value.getLength() != 1 || !digest(content).equals(value.item(0).getTextContent())) {
            throw new Refused(Fault.FILE_ALTERED, name);
        }
        try {
            return new File(name, reference.getAttribute("MimeType"), content);
        } catch (IllegalArgumentException e) {
            throw noContainer(MANIFEST);
        }
    }

    /** The files, in the order of the manifest. */
    public List<File> files() {
        return files;
    }

    /** The content of a file. */
    public Optional<byte[]> content(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .map(File::content)
                .findFirst();
    }

    /** Checks the seal by the rules of every signature, as of the time when it says that it was put on; revocation as of now. */
    public SignatureVerdict verify(SignatureVerifier verifier, Instant now) {
        return verifier.verifyPast(seal, manifest, Purpose.SIGNING, sealedAt().orElse(now), now);
    }

    /** When the seal was put on, by its own word; empty where it can't be told. */
    public Optional<Instant> sealedAt() {
        try {
            return UnverifiedSignature.read(seal).signingTime();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Shows nothing of what is in it. */
    @Override
    public String toString() {
        return "SealedContainer[" + files.size() + " files]";
    }
}
