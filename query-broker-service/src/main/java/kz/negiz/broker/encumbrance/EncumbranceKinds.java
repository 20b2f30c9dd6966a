package kz.negiz.broker.encumbrance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.negiz.broker.document.Encumbrance;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.source.ServiceTable;
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
        ServiceTable.read(TABLE)
                .forEach((service, cells) -> kinds.put(
                        service,
                        new Kind(
                                ServiceTable.names(Encumbrance.Action.class, cells.get(0)),
                                ServiceTable.names(Subject.Kind.class, cells.get(1)),
                                cells.get(2).equals(Subject.Kind.CADASTRAL_NUMBER.name()))));
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
}
