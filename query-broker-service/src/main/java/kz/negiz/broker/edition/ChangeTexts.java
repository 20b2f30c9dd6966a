package kz.negiz.broker.edition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kz.negiz.rules.Change;
import kz.negiz.rules.ChosenBasis;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Role;
import kz.negiz.rules.Service;
import org.springframework.context.MessageSource;

/** The changes of an edition in words: what opens, what closes, what changes otherwise, each with for whom. */
final class ChangeTexts {

    private static final String NOTHING = "—";

    private final RuleNames names;
    private final EditionChanges changes;

    ChangeTexts(MessageSource texts, String language, EditionChanges changes) {
        this.names = new RuleNames(texts, language, List.of(changes.to(), changes.from()));
        this.changes = changes;
    }

    /** All changes in one direction. */
    record Section(Change.Direction direction, List<Line> lines) {}

    /**
     * A change.
     *
     * @param kind what it is about
     * @param whom who is concerned; empty for everybody whom the item concerns
     */
    record Line(String kind, String what, String before, String after, List<String> whom) {}

    /** Sections without a line are left out. */
    List<Section> sections() {
        return Arrays.stream(Change.Direction.values())
                .map(direction -> new Section(
                        direction,
                        changes.of(direction).stream().map(this::line).toList()))
                .filter(section -> !section.lines().isEmpty())
                .toList();
    }

    private Line line(Change change) {
        return new Line(
                names.text("rules.kind." + change.kind()),
                what(change),
                side(change, change.from()),
                side(change, change.to()),
                whom(change));
    }

    private String what(Change change) {
        return switch (change.kind()) {
            case SERVICE, CELL -> names.title(change.item(), Edition::service, Service::title);
            case PROFILE -> names.profile(change.item());
            case ROLE -> names.title(change.item(), Edition::role, Role::title);
            case BODY_PROFILE -> {
                String code = change.item().substring(change.item().indexOf(' ') + 1);
                yield code.equals("-") ? names.text("rules.noProfile") : names.profile(code);
            }
            case ARTICLE -> names.text("rules.article", change.item());
            case CHOSEN_BASIS -> names.title(change.item(), Edition::chosenBasis, ChosenBasis::title);
            case REDACTION -> redaction(change.item());
        };
    }

    /** {@code ORDER_150/PENSION_CONTRIBUTIONS/REDUCED path}: the service by its name, the rest as the rules have it. */
    private String redaction(String item) {
        String[] key = item.split("/", 3);
        String service = key[1].equals("*")
                ? names.text("rules.anyService")
                : names.title(key[1], Edition::service, Service::title);
        return service + ": " + key[2].substring(key[2].indexOf(' ') + 1);
    }

    private String side(Change change, String value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        return switch (change.kind()) {
            case CELL -> names.text("rules.level." + value);
            case SERVICE -> names.text("rules.serviceKind." + value);
            case PROFILE, ROLE ->
                Arrays.stream(value.split(", ", -1))
                        .map(each -> names.text("rules.ground." + each))
                        .collect(Collectors.joining(", "));
            case ARTICLE, CHOSEN_BASIS -> names.text("rules.entry." + value);
            case REDACTION ->
                value.equals("kept")
                        ? names.text("rules.kept")
                        : names.text("rules.onlyWhere", value.substring("only where ".length()));
            case BODY_PROFILE -> value;
        };
    }

    private List<String> whom(Change change) {
        List<String> whom = new ArrayList<>();
        switch (change.kind()) {
            case CELL -> {
                whom.add(names.profile(change.profile()));
                change.whom().forEach(holder -> whom.add(names.holder(holder)));
            }
            case ARTICLE -> change.whom().forEach(code -> whom.add(names.profile(code)));
            case BODY_PROFILE ->
                whom.add(names.holder(change.item().substring(0, change.item().indexOf(' '))));
            case REDACTION -> {
                String order = change.item().substring(0, change.item().indexOf('/'));
                whom.add(names.text("rules.order." + (order.equals("*") ? "ANY" : order)));
            }
            default -> change.whom().forEach(holder -> whom.add(names.holder(holder)));
        }
        return whom;
    }
}
