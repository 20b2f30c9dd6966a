package kz.negiz.broker.edition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.rules.Change;
import kz.negiz.rules.Edition;
import kz.negiz.rules.EditionDiff;
import kz.negiz.rules.Profile;

/** What opens and what closes when one edition follows another, with the editions that say so. */
record EditionChanges(Edition from, Edition to, List<Change> changes) {

    private static final int MOST_RULES = 64;

    static EditionChanges between(Edition from, Edition to) {
        return new EditionChanges(from, to, EditionDiff.between(from, to));
    }

    /** How many changes open, close, and do neither or both. */
    record Counts(int opens, int closes, int alters) {}

    Counts counts() {
        return new Counts(
                of(Change.Direction.OPENS).size(),
                of(Change.Direction.CLOSES).size(),
                of(Change.Direction.ALTERS).size());
    }

    List<Change> of(Change.Direction direction) {
        return changes.stream()
                .filter(change -> change.direction() == direction)
                .toList();
    }

    /** The requirements that the changes are about, for the record; as many as an event takes. */
    List<String> rules() {
        return changes.stream()
                .flatMap(change -> rule(change).stream())
                .distinct()
                .sorted()
                .limit(MOST_RULES)
                .toList();
    }

    private Optional<String> rule(Change change) {
        return switch (change.kind()) {
            case CELL, PROFILE ->
                profile(change.kind() == Change.Kind.CELL ? change.profile() : change.item())
                        .map(Profile::matrixRule);
            case ROLE -> Optional.of("R150-A12");
            case BODY_PROFILE ->
                Stream.of(change.to(), change.from())
                        .filter(requirement -> !requirement.isEmpty())
                        .findFirst();
            case ARTICLE -> Optional.of("R150-9");
            case CHOSEN_BASIS -> Optional.of("R150-20");
            case SERVICE, REDACTION -> Optional.empty();
        };
    }

    Optional<Profile> profile(String code) {
        return to.profile(code).or(() -> from.profile(code));
    }
}
