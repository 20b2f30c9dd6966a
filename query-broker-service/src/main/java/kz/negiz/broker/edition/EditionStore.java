package kz.negiz.broker.edition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.negiz.rules.Edition;
import kz.negiz.rules.EditionTables;
import kz.negiz.rules.InvalidEditionException;
import kz.negiz.rules.ShippedEdition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Editions in the database: inserted once, never changed. */
@Repository
class EditionStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    EditionStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Stores an edition that is not there yet.
     *
     * @throws InvalidEditionException if one with this number is there, with another content
     */
    @Transactional
    public void store(ShippedEdition shipped) {
        // Two processes may start at once; the second one waits and then finds the edition.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.broker.editions', 0))")
                .query((row, index) -> true)
                .single();
        Optional<String> stored = jdbc.sql("select sha256 from edition where number = :number")
                .param("number", shipped.number())
                .query(String.class)
                .optional();
        if (stored.isPresent()) {
            if (!stored.get().equals(shipped.sha256())) {
                throw new InvalidEditionException("edition " + shipped.number()
                        + " is on record with another content: changed rules need a new number");
            }
            return;
        }
        // Rules that contradict themselves never reach the database.
        new Edition(shipped.number(), shipped.tables());
        jdbc.sql("insert into edition (number, valid_from, source, sha256) values (:number, :from, :source, :sha256)")
                .param("number", shipped.number())
                .param("from", shipped.validFrom().atOffset(ZoneOffset.UTC))
                .param("source", shipped.source())
                .param("sha256", shipped.sha256())
                .update();
        EditionTables.COLUMNS.forEach((table, columns) -> insert(
                shipped.number(), table, columns, shipped.tables().tables().getOrDefault(table, List.of())));
    }

    /** The edition in force by the database's clock. */
    int currentNumber() {
        return jdbc.sql("select number from edition where valid_from <= clock_timestamp() order by number desc limit 1")
                .query(Integer.class)
                .single();
    }

    Edition read(int number) {
        return new Edition(number, tables(number));
    }

    EditionTables tables(int number) {
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        EditionTables.COLUMNS.forEach((table, columns) -> tables.put(
                table,
                jdbc.sql("select " + quoted(columns) + " from edition_" + table
                                + " where edition = :edition order by row_number")
                        .param("edition", number)
                        .query((row, index) -> columns(row, columns))
                        .list()));
        return new EditionTables(tables);
    }

    private void insert(int edition, String table, List<String> columns, List<Map<String, String>> rows) {
        String sql = "insert into edition_" + table + " (edition, row_number, " + quoted(columns) + ") values (?, ?"
                + ", ?".repeat(columns.size()) + ")";
        List<Object[]> batch = new ArrayList<>();
        for (Map<String, String> row : rows) {
            Object[] values = new Object[columns.size() + 2];
            values[0] = edition;
            values[1] = batch.size() + 1;
            for (int i = 0; i < columns.size(); i++) {
                values[i + 2] = row.get(columns.get(i));
            }
            batch.add(values);
        }
        batches.batchUpdate(sql, batch);
    }

    private static Map<String, String> columns(ResultSet row, List<String> columns) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns) {
            values.put(column, row.getString(column));
        }
        return values;
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
    }
}
