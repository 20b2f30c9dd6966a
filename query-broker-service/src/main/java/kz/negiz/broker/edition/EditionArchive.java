package kz.negiz.broker.edition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.rules.EditionFiles;

/**
 * An edition as one file: a zip of its CSV files, lying at the top or in one folder. What is read is bounded by what comes out
 * of it, not by what it says of itself.
 */
final class EditionArchive {

    /** Longest archive that is looked at. */
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_UNPACKED = 8 << 20;
    private static final int MOST_ENTRIES = 32;
    private static final String SUFFIX = ".csv";
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

    private EditionArchive() {}

    /**
     * The tables in an archive, by their names; what is no table of an edition is refused.
     *
     * @throws ProblemException with what is wrong
     */
    static Map<String, byte[]> unpack(byte[] archive) {
        if (archive.length > MOST_BYTES) {
            throw refused("it is larger than " + MOST_BYTES + " bytes");
        }
        Map<String, byte[]> tables = new HashMap<>();
        int unpacked = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw refused("it holds more than " + MOST_ENTRIES + " files");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                String table = table(entry.getName());
                byte[] content = zip.readNBytes(EditionFiles.MOST_BYTES + 1);
                unpacked += content.length;
                if (content.length > EditionFiles.MOST_BYTES || unpacked > MOST_UNPACKED) {
                    throw refused("unpacked it is larger than an edition");
                }
                if (tables.put(table, content) != null) {
                    throw refused(table + SUFFIX + " stands in it twice");
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw refused("it is no zip archive").causedBy(e);
        } catch (IOException e) {
            throw refused("it ends too early").causedBy(e);
        }
        if (tables.isEmpty()) {
            throw refused("it is no zip archive with an edition's files");
        }
        return tables;
    }

    /** The same bytes for the same files, whenever they are packed. */
    static byte[] pack(EditionFiles files) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (String name : EditionFiles.NAMES) {
                ZipEntry entry = new ZipEntry(name + SUFFIX);
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(files.content(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String table(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        String table = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        if (!EditionFiles.NAMES.contains(table)) {
            throw refused("it holds a file that is no table of an edition");
        }
        return table;
    }

    private static ProblemException refused(String why) {
        return new ProblemException(EditionProblem.ARCHIVE_REFUSED, why);
    }
}
