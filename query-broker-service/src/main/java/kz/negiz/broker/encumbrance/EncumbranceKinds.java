package kz.negiz.broker.encumbrance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.negiz.broker.document.Encumbrance;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.rules.Subject;
import org.springframework.stereotype.Component;

/**
 * What each service imposes or lifts, on whom and on what. The services are the orders' (R150-5 …); who and what they take is
 * settled by us until their owners describe them.
 */
@Component
class EncumbranceKinds {

    private static final String TABLE = "/source/encumbrances.csv";

    private final Map<String, Kind> kinds = new HashMap<>();

    private record Kind(Set<Encumbrance.Action> actions, Set<Subject.Kind> subjects, boolean ofAnObject) {}

    EncumbranceKinds() {
        try (InputStream in = EncumbranceKinds.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("no " + TABLE);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(row -> kinds.put(
                            row[0],
                            new Kind(
                                    read(Encumbrance.Action.class, row[1]),
                                    read(Subject.Kind.class, row[2]),
                                    row[3].equals(Subject.Kind.CADASTRAL_NUMBER.name()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services that act. */
    List<String> services() {
        return kinds.keySet().stream().sorted().toList();
    }

    /** The field that does not fit its service; nothing where all do, or the service does not act at all. */
    Optional<String> wrong(String service, EncumbranceDocument.Wish wish) {
        Kind kind = kinds.get(service);
        if (kind == null) {
            return Optional.empty();
        }
        if (!kind.actions().contains(wish.encumbrance().action())) {
            return Optional.of("action");
        }
        if (!kind.subjects().contains(wish.fields().subjects().getFirst().kind())) {
            return Optional.of("subjects");
        }
        return kind.ofAnObject() == wish.encumbrance().object().isPresent() ? Optional.empty() : Optional.of("object");
    }

    private static <E extends Enum<E>> Set<E> read(Class<E> type, String cell) {
        Set<E> read = EnumSet.noneOf(type);
        Arrays.stream(cell.split(" ", -1)).map(name -> Enum.valueOf(type, name)).forEach(read::add);
        return read;
    }
}
