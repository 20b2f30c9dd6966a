package kz.negiz.broker.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shipped table of services (CSV): a head, then a row for each, with its code and cells of names between blanks. */
public final class ServiceTable {

    private ServiceTable() {}

    /** The cells behind the code of each service. */
    public static Map<String, List<String>> read(String resource) {
        try (InputStream in = ServiceTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            Map<String, List<String>> rows = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .forEach(row -> rows.put(row.getFirst(), row.subList(1, row.size())));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a cell. */
    public static <E extends Enum<E>> Set<E> names(Class<E> type, String cell) {
        Set<E> names = EnumSet.noneOf(type);
        Arrays.stream(cell.split(" ", -1)).map(name -> Enum.valueOf(type, name)).forEach(names::add);
        return names;
    }
}
