package kz.negiz.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An edition as its files have it: those that come with the program, in {@code rules/edition-N/*.csv}, or others of the same
 * form.
 *
 * @param sha256 over names and bytes of all its files
 */
public record ShippedEdition(
        int number, Instant validFrom, String source, String sha256, EditionTables tables, EditionFiles files) {

    /** All shipped editions, the first one first. */
    public static List<ShippedEdition> all() {
        List<ShippedEdition> editions = new ArrayList<>();
        for (int number = 1; shipped(number, EditionFiles.HEAD).isPresent(); number++) {
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

    /**
     * The rules of this edition, read and held against each other.
     *
     * @throws InvalidEditionException with the table and the contradiction
     */
    public Rules rules() {
        return new Rules(new Edition(number, tables));
    }

    private static ShippedEdition read(Function<String, Optional<byte[]>> bytes) {
        Map<String, byte[]> files = new HashMap<>();
        EditionFiles.NAMES.forEach(table -> bytes.apply(table).ifPresent(content -> files.put(table, content)));
        return EditionFiles.of(files).read();
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
            return Optional.of(in.readNBytes(EditionFiles.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new InvalidEditionException(path.getFileName() + " cannot be read");
        }
    }
}
