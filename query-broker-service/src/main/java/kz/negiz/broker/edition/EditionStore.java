package kz.negiz.broker.edition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.rules.Edition;
import kz.negiz.rules.EditionFiles;
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

    private static final String HEAD =
            "select number, valid_from, source, sha256, proposal, valid_from <= clock_timestamp() as begun from edition";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    EditionStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Stores the edition that an empty database begins with.
     *
     * @throws InvalidEditionException if one with this number is there, with another content
     */
    @Transactional
    public void begin(ShippedEdition first) {
        // Two processes may start at once; the second one waits and then finds the edition.
        lock();
        Optional<String> stored = jdbc.sql("select sha256 from edition where number = :number")
                .param("number", first.number())
                .query(String.class)
                .optional();
        if (stored.isEmpty()) {
            put(first, Optional.empty());
        } else if (!stored.get().equals(first.sha256())) {
            throw new InvalidEditionException("edition " + first.number()
                    + " is on record with another content: changed rules need a new number");
        }
        keep(first.files());
    }

    /** Stores an edition that two operators have signed; inside the transaction of the second signature. */
    void agree(ShippedEdition edition, UUID proposal) {
        put(edition, Optional.of(proposal));
    }

    /** One change of the editions at a time, over all brokers, until the end of the transaction. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('negiz.broker.editions', 0))")
                .query((row, index) -> true)
                .single();
    }

    /** The edition in force by the database's clock: the one that began last. */
    int currentNumber() {
        return jdbc.sql("""
                        select number from edition where valid_from <= clock_timestamp()
                        order by valid_from desc, number desc limit 1
                        """).query(Integer.class).single();
    }

    /** All that count, the latest first. */
    List<StoredEdition> all() {
        return jdbc.sql(HEAD + " order by number desc")
                .query(EditionStore::head)
                .list();
    }

    Optional<StoredEdition> find(int number) {
        return jdbc.sql(HEAD + " where number = :number")
                .param("number", number)
                .query(EditionStore::head)
                .optional();
    }

    /** The one with the greatest number, in force or to come. */
    StoredEdition last() {
        return jdbc.sql(HEAD + " order by number desc limit 1")
                .query(EditionStore::head)
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

    /** Keeps files byte by byte under their digest. */
    void keep(EditionFiles files) {
        String sha256 = files.sha256();
        for (String name : EditionFiles.NAMES) {
            jdbc.sql("insert into edition_file (sha256, name, content) values (:sha256, :name, :content)"
                            + " on conflict do nothing")
                    .param("sha256", sha256)
                    .param("name", name)
                    .param("content", files.content(name))
                    .update();
        }
    }

    /**
     * The files that were kept under a digest.
     *
     * @throws InvalidEditionException if they are not all there, or not those
     */
    EditionFiles files(String sha256) {
        Map<String, byte[]> kept = new HashMap<>();
        jdbc.sql("select name, content from edition_file where sha256 = :sha256")
                .param("sha256", sha256)
                .query(row -> {
                    kept.put(row.getString("name"), row.getBytes("content"));
                });
        EditionFiles files = EditionFiles.of(kept);
        if (!files.sha256().equals(sha256)) {
            throw new InvalidEditionException("the files on record have another digest than the edition");
        }
        return files;
    }

    private void put(ShippedEdition edition, Optional<UUID> proposal) {
        // Rules that contradict themselves never reach the database.
        new Edition(edition.number(), edition.tables());
        jdbc.sql("""
                        insert into edition (number, valid_from, source, sha256, proposal)
                        values (:number, :from, :source, :sha256, cast(:proposal as uuid))
                        """)
                .param("number", edition.number())
                .param("from", edition.validFrom().atOffset(ZoneOffset.UTC))
                .param("source", edition.source())
                .param("sha256", edition.sha256())
                .param("proposal", proposal.map(UUID::toString).orElse(null))
                .update();
        EditionTables.COLUMNS.forEach((table, columns) -> insert(
                edition.number(), table, columns, edition.tables().tables().getOrDefault(table, List.of())));
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

    private static StoredEdition head(ResultSet row, int index) throws SQLException {
        return new StoredEdition(
                row.getInt("number"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getString("sha256"),
                Optional.ofNullable(row.getObject("proposal", UUID.class)),
                row.getBoolean("begun"));
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
