package kz.negiz.rules;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The files of an edition, byte by byte, by the names of their tables. */
public final class EditionFiles {

    /** The table that tells of the edition itself. */
    public static final String HEAD = "edition";

    /** All tables of an edition, in alphabetical order: what its digest goes over. */
    public static final SortedSet<String> NAMES = names();

    /** Longest file of an edition. */
    public static final int MOST_BYTES = 4 << 20;

    private static final int MOST_ROWS = 50_000;
    private static final int LONGEST_VALUE = 2_000;
    private static final List<String> HEAD_COLUMNS = List.of("number", "valid_from", "source");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final SortedMap<String, byte[]> files;

    private EditionFiles(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    /**
     * The files of an edition.
     *
     * @throws InvalidEditionException if one is missing, too many or too long
     */
    public static EditionFiles of(Map<String, byte[]> byName) {
        for (String name : NAMES) {
            byte[] content = byName.get(name);
            if (content == null) {
                throw new InvalidEditionException("the edition lacks " + name + ".csv");
            }
            if (content.length > MOST_BYTES) {
                throw new InvalidEditionException(name + ".csv is larger than any edition's table");
            }
        }
        if (byName.size() > NAMES.size()) {
            throw new InvalidEditionException("an edition has these files and no others: " + NAMES);
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        byName.forEach((name, content) -> files.put(name, content.clone()));
        return new EditionFiles(files);
    }

    /** The same tables under another head: the number, the moment and the source of the edition. */
    public EditionFiles under(int number, Instant validFrom, String source) {
        SortedMap<String, byte[]> under = new TreeMap<>(files);
        String head = String.join(",", HEAD_COLUMNS) + "\n" + number + "," + validFrom + ",\""
                + source.replace("\"", "\"\"") + "\"\n";
        under.put(HEAD, head.getBytes(StandardCharsets.UTF_8));
        return new EditionFiles(under);
    }

    /** The exact bytes of one of {@link #NAMES}. */
    public byte[] content(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no table of an edition: " + name);
        }
        return content.clone();
    }

    /** SHA-256 over names and bytes in alphabetical order, each preceded by its length in four bytes. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                add(digest, name.getBytes(StandardCharsets.UTF_8));
                add(digest, bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The edition that the files make; its tables are read, and not yet held against each other.
     *
     * @throws InvalidEditionException with the file and what is wrong in it
     */
    public ShippedEdition read() {
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        EditionTables.COLUMNS.forEach((table, columns) -> tables.put(table, rows(table, columns, content(table))));
        List<Map<String, String>> about = rows(HEAD, HEAD_COLUMNS, content(HEAD));
        if (about.size() != 1) {
            throw new InvalidEditionException("edition.csv: one line tells of the edition");
        }
        Map<String, String> head = about.getFirst();
        try {
            int number = Integer.parseInt(head.getOrDefault("number", ""));
            if (number < 1) {
                throw new InvalidEditionException("edition.csv: editions are numbered from 1");
            }
            return new ShippedEdition(
                    number,
                    Instant.parse(head.getOrDefault("valid_from", "")),
                    head.getOrDefault("source", ""),
                    sha256(),
                    new EditionTables(tables),
                    this);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new InvalidEditionException("edition.csv: the number or the moment of taking effect is none");
        }
    }

    private static List<Map<String, String>> rows(String table, List<String> columns, byte[] bytes) {
        try (CSVParser parser = FORMAT.parse(new StringReader(text(table, bytes)))) {
            if (!parser.getHeaderNames().equals(columns)) {
                throw new InvalidEditionException(table + ".csv: the columns are " + columns);
            }
            List<Map<String, String>> rows = new ArrayList<>();
            for (CSVRecord line : parser) {
                if (!line.isConsistent()) {
                    throw new InvalidEditionException(table + ".csv: line " + line.getRecordNumber());
                }
                if (rows.size() == MOST_ROWS) {
                    throw new InvalidEditionException(table + ".csv has more than " + MOST_ROWS + " lines");
                }
                Map<String, String> row = new LinkedHashMap<>();
                for (String column : columns) {
                    String value = line.get(column);
                    if (value.length() > LONGEST_VALUE) {
                        throw new InvalidEditionException(table + ".csv: line " + line.getRecordNumber() + ", " + column
                                + " is longer than " + LONGEST_VALUE + " characters");
                    }
                    row.put(column, value);
                }
                rows.add(row);
            }
            return List.copyOf(rows);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidEditionException(table + ".csv is no table");
        }
    }

    /** What is no UTF-8 would be read otherwise than it was signed, and PostgreSQL has no place for a zero. */
    private static String text(String table, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Refused like a text with a zero in it.
        }
        throw new InvalidEditionException(table + ".csv is no UTF-8 text");
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(EditionTables.COLUMNS.keySet());
        names.add(HEAD);
        return Collections.unmodifiableSortedSet(names);
    }

    /** The digest says which they are. */
    @Override
    public String toString() {
        return "EditionFiles[" + sha256() + "]";
    }
}
