package kz.negiz.auditlog.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import kz.negiz.log.MerkleTree;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log as it was committed; anybody in the service may, nobody but the writer adds. */
@Component
public class LogReader {

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    LogReader(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /** Where a leaf stands. */
    public record LeafPlace(int year, long index) {}

    /** The tree of a year, for proofs. */
    public MerkleTree tree(int year) {
        return new MerkleTree(new StoredNodes(template, year));
    }

    /** Years that have a log, from the first to the current one. */
    public List<Integer> years() {
        return jdbc.sql("select year from log order by year")
                .query(Integer.class)
                .list();
    }

    /** The last checkpoint of all. */
    public Optional<SignedCheckpoint> latest() {
        return jdbc.sql("select * from checkpoint order by log_year desc, size desc limit 1")
                .query(LogReader::checkpoint)
                .optional();
    }

    /** The last checkpoint of a year; for a closed log its final one. */
    public Optional<SignedCheckpoint> latest(int year) {
        return jdbc.sql("select * from checkpoint where log_year = :year order by size desc limit 1")
                .param("year", year)
                .query(LogReader::checkpoint)
                .optional();
    }

    public Optional<LeafPlace> find(byte[] leafHash) {
        return jdbc.sql(
                        "select log_year, leaf_index from leaf where hash = :hash order by log_year, leaf_index limit 1")
                .param("hash", leafHash)
                .query((row, index) -> new LeafPlace(row.getInt(1), row.getLong(2)))
                .optional();
    }

    /** The exact bytes of a leaf. */
    public Optional<byte[]> content(int year, long index) {
        return jdbc.sql("select content from leaf where log_year = :year and leaf_index = :index")
                .param("year", year)
                .param("index", index)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /** The greatest number taken of a producer, 0 for none. */
    public long lastNumber(String producer) {
        return jdbc.sql("select coalesce(max(number), 0) from leaf where producer = :producer")
                .param("producer", producer)
                .query(Long.class)
                .single();
    }

    static SignedCheckpoint checkpoint(ResultSet row, int number) throws SQLException {
        Note note = Note.parse(row.getBytes("note"));
        return new SignedCheckpoint(
                row.getInt("log_year"),
                Checkpoint.parse(note.text()),
                note,
                row.getObject("signed", OffsetDateTime.class).toInstant());
    }
}
