package kz.negiz.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * An edition as it comes with the program, in {@code rules/edition-N/*.csv}.
 *
 * @param sha256 over names and bytes of all its files
 */
public record ShippedEdition(int number, Instant validFrom, String source, String sha256, EditionTables tables) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /** All shipped editions, the first one first. */
    public static List<ShippedEdition> all() {
        List<ShippedEdition> editions = new ArrayList<>();
        for (int number = 1; bytes(number, "edition").isPresent(); number++) {
            editions.add(read(number));
        }
        return editions;
    }

    private static ShippedEdition read(int number) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        EditionTables.COLUMNS.forEach((table, columns) -> {
            byte[] bytes = bytes(number, table)
                    .orElseThrow(() -> new InvalidEditionException("edition " + number + " lacks " + table + ".csv"));
            files.put(table, bytes);
            tables.put(table, rows(table, columns, bytes));
        });
        byte[] head = bytes(number, "edition").orElseThrow();
        files.put("edition", head);
        Map<String, String> about =
                rows("edition", List.of("number", "valid_from", "source"), head).getFirst();
        if (!String.valueOf(number).equals(about.get("number"))) {
            throw new InvalidEditionException("edition.csv of edition " + number + " tells of another one");
        }
        return new ShippedEdition(
                number,
                Instant.parse(about.getOrDefault("valid_from", "")),
                about.getOrDefault("source", ""),
                sha256(files),
                new EditionTables(tables));
    }

    private static Optional<byte[]> bytes(int number, String table) {
        String name = "/rules/edition-" + number + "/" + table + ".csv";
        try (InputStream in = ShippedEdition.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
