package kz.negiz.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * An edition as its files have it: those that come with the program, in {@code rules/edition-N/*.csv}, or a folder's.
 *
 * @param sha256 over names and bytes of all its files
 */
public record ShippedEdition(int number, Instant validFrom, String source, String sha256, EditionTables tables) {

    private static final int MOST_BYTES = 16 << 20;

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /** All shipped editions, the first one first. */
    public static List<ShippedEdition> all() {
        List<ShippedEdition> editions = new ArrayList<>();
        for (int number = 1; shipped(number, "edition").isPresent(); number++) {
            int wanted = number;
            ShippedEdition edition = read(table -> shipped(wanted, table));
            if (edition.number() != wanted) {
                throw new InvalidEditionException("edition.csv of edition " + wanted + " tells of another one");
            }
            editions.add(edition);
        }
        return editions;
    }

    /**
     * An edition that is not shipped, as a folder with the same files.
     *
     * @throws InvalidEditionException with the file and what is wrong in it
     */
    public static ShippedEdition in(Path folder) {
        return read(table -> file(folder.resolve(table + ".csv")));
    }

    /** The rules of this edition, read and held against each other. */
    public Rules rules() {
        return new Rules(new Edition(number, tables));
    }

    private static ShippedEdition read(Function<String, Optional<byte[]>> bytes) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        EditionTables.COLUMNS.forEach((table, columns) -> {
            byte[] content = content(bytes, table);
            files.put(table, content);
            tables.put(table, rows(table, columns, content));
        });
        byte[] head = content(bytes, "edition");
        files.put("edition", head);
        List<Map<String, String>> about = rows("edition", List.of("number", "valid_from", "source"), head);
        if (about.size() != 1) {
            throw new InvalidEditionException("edition.csv: one line tells of the edition");
        }
        try {
            return new ShippedEdition(
                    Integer.parseInt(about.getFirst().getOrDefault("number", "")),
                    Instant.parse(about.getFirst().getOrDefault("valid_from", "")),
                    about.getFirst().getOrDefault("source", ""),
                    sha256(files),
                    new EditionTables(tables));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new InvalidEditionException("edition.csv: the number or the moment of taking effect is none");
        }
    }

    private static byte[] content(Function<String, Optional<byte[]>> bytes, String table) {
        return bytes.apply(table).orElseThrow(() -> new InvalidEditionException("the edition lacks " + table + ".csv"));
    }

    private static Optional<byte[]> shipped(int number, String table) {
        String name = "/rules/edition-" + number + "/" + table + ".csv";
        try (InputStream in = ShippedEdition.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> file(Path path) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidEditionException(path.getFileName() + " is larger than any edition's table");
            }
            return Optional.of(bytes);
        } catch (IOException e) {
            throw new InvalidEditionException(path.getFileName() + " cannot be read");
        }
    }

    private static List<Map<String, String>> rows(String table, List<String> columns, byte[] bytes) {
        try (CSVParser parser = FORMAT.parse(new StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
            if (!parser.getHeaderNames().equals(columns)) {
                throw new InvalidEditionException(table + ".csv: the columns are " + columns);
            }
            List<Map<String, String>> rows = new ArrayList<>();
            for (CSVRecord line : parser) {
                if (!line.isConsistent()) {
                    throw new InvalidEditionException(table + ".csv: line " + line.getRecordNumber());
                }
                Map<String, String> row = new LinkedHashMap<>();
                columns.forEach(column -> row.put(column, line.get(column)));
                rows.add(row);
            }
            return List.copyOf(rows);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidEditionException(table + ".csv is no table");
        }
    }

    private static String sha256(SortedMap<String, byte[]> files) {
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

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
