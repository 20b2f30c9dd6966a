package kz.negiz.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The tables of an edition as they stand in its files and in the database: text, with an empty text where nothing stands.
 *
 * @param tables rows by the table's name; a row is a map of columns
 */
public record EditionTables(Map<String, List<Map<String, String>>> tables) {

    /** Every table of an edition with its columns, in the order of the files. */
    public static final Map<String, List<String>> COLUMNS = Map.of(
            "services", List.of("no", "code", "name_kk", "name_ru", "name_en", "kind"),
            "profiles",
                    List.of(
                            "profile_code",
                            "source",
                            "annex",
                            "column",
                            "title_kk",
                            "title_en",
                            "basis_kind",
                            "basis_rule",
                            "paragraph"),
            "profile_titles", List.of("profile_code", "short_kk", "short_ru", "short_en"),
            "access_matrix",
                    List.of("source", "annex", "column", "profile_code", "service_no", "service_code", "level", "note"),
            "roles",
                    List.of(
                            "role_no",
                            "role_code",
                            "title_kk",
                            "title_ru",
                            "title_en",
                            "operational_search",
                            "covert_investigation",
                            "search_measures",
                            "other_tasks",
                            "field_inspection",
                            "source"),
            "body_profiles",
                    List.of("body_kind", "actor", "role_code", "profile_code", "requirement", "source", "note"),
            "articles", List.of("no", "article", "part", "title_kk", "title_en"),
            "chosen_bases", List.of("code", "title_kk", "title_ru", "title_en", "source", "note"),
            "redactions", List.of("source", "service_code", "level", "rule", "instruction", "path", "value", "note"));

    public EditionTables {
        if (!tables.keySet().equals(COLUMNS.keySet())) {
            throw new InvalidEditionException("the tables of an edition are " + COLUMNS.keySet());
        }
        tables = Map.copyOf(tables);
    }

    List<Row> rows(String table) {
        return tables.getOrDefault(table, List.of()).stream()
                .map(columns -> new Row(table, columns))
                .toList();
    }

    record Row(String table, Map<String, String> columns) {

        String text(String column) {
            String value = columns.get(column);
            if (value == null) {
                throw new InvalidEditionException(table + ": no column " + column);
            }
            return value;
        }

        int number(String column) {
            try {
                return Integer.parseInt(text(column));
            } catch (NumberFormatException e) {
                throw new InvalidEditionException(table + ": " + column + " is not a number");
            }
        }

        boolean flag(String column) {
            return switch (text(column)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new InvalidEditionException(table + ": " + column + " is neither true nor false");
            };
        }

        <E extends Enum<E>> E oneOf(String column, Class<E> type) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(text(column)))
                    .findFirst()
                    .orElseThrow(
                            () -> new InvalidEditionException(table + ": " + column + " has no value " + text(column)));
        }

        Title title(String prefix) {
            return new Title(text(prefix + "_kk"), text(prefix + "_ru"), text(prefix + "_en"));
        }
    }
}
