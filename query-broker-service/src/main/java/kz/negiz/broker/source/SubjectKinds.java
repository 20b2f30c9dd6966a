package kz.negiz.broker.source;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.negiz.rules.Subject;
import org.springframework.stereotype.Component;

/**
 * By what each database can be asked. Every one takes IIN and BIN, by which the orders know persons and organisations; what it takes
 * beside them is a matter of its owner and not of the law, so it stands in no edition of the rules. The shipped table is settled by
 * us until owners describe their services; a service's own settings stand in its place.
 */
@Component
public class SubjectKinds {

    private static final String TABLE = "/source/subject-kinds.csv";
    private static final Set<Subject.Kind> NATIONAL = EnumSet.of(Subject.Kind.IIN, Subject.Kind.BIN);

    private final Map<String, Set<Subject.Kind>> beside;

    SubjectKinds(SourcesProperties sources) {
        Map<String, Set<Subject.Kind>> kinds = new HashMap<>(shipped());
        for (SourcesProperties.Service service : sources.services()) {
            if (service.subjects() != null) {
                kinds.put(service.code(), service.subjects());
            }
        }
        this.beside = Map.copyOf(kinds);
    }

    /** Whether a service can be asked by this kind. */
    public boolean takes(String service, Subject.Kind kind) {
        return NATIONAL.contains(kind) || beside(service).contains(kind);
    }

    /** What a service takes beside IIN and BIN, in the order of the kinds. */
    public Set<Subject.Kind> beside(String service) {
        Set<Subject.Kind> kinds = EnumSet.noneOf(Subject.Kind.class);
        kinds.addAll(beside.getOrDefault(service, Set.of()));
        kinds.removeAll(NATIONAL);
        return kinds;
    }

    /** Those services that do not take the kind of each of the subjects, in their order. */
    public List<String> notTaking(Collection<String> services, Collection<Subject> subjects) {
        return services.stream()
                .filter(service -> !subjects.stream().allMatch(subject -> takes(service, subject.kind())))
                .toList();
    }

    private static Map<String, Set<Subject.Kind>> shipped() {
        Map<String, Set<Subject.Kind>> kinds = new HashMap<>();
        ServiceTable.read(TABLE)
                .forEach((service, cells) ->
                        kinds.put(service, ServiceTable.names(Subject.Kind.class, cells.getFirst())));
        return kinds;
    }
}
