package kz.negiz.broker.edition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.negiz.rules.BodyProfile;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Service;

/**
 * The annexes of an edition as one table for people: a line a service, a column an access right.
 *
 * @param profiles all access rights
 * @param columns those that are shown
 * @param rows the services in the order of their numbers; under one chosen right, those that it opens
 */
record RightsTable(List<Column> profiles, List<Column> columns, List<Row> rows) {

    /** An access right and who has it. */
    record Column(String code, String name, List<String> holders) {}

    /** A service with its level under each right, in the order of the columns. */
    record Row(int number, String code, String title, List<Cell> cells) {}

    static RightsTable of(Edition edition, Optional<Profile> chosen, RuleNames names) {
        List<Profile> shown = chosen.map(List::of).orElseGet(() -> List.copyOf(edition.profiles()));
        List<Row> rows = new ArrayList<>();
        for (Service service : edition.services()) {
            List<Cell> cells = shown.stream()
                    .map(profile -> edition.cell(profile, service))
                    .toList();
            if (chosen.isEmpty() || cells.getFirst() != Cell.NONE) {
                rows.add(new Row(
                        service.number(), service.code(), service.title().in(names.language()), cells));
            }
        }
        return new RightsTable(
                edition.profiles().stream()
                        .map(profile -> column(edition, profile, names))
                        .toList(),
                shown.stream().map(profile -> column(edition, profile, names)).toList(),
                rows);
    }

    private static Column column(Edition edition, Profile profile, RuleNames names) {
        return new Column(
                profile.code(),
                profile.name().in(names.language()),
                edition.holders(profile).stream()
                        .map(BodyProfile::holder)
                        .distinct()
                        .map(names::holder)
                        .toList());
    }
}
