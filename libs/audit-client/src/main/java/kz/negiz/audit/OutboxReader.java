package kz.negiz.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the relay reads and notes in the outbox, all on one connection: the one whose session holds the relay's lock, so that
 * who has lost the lock cannot read on.
 */
final class OutboxReader {

    private static final int TIMEOUT_SECONDS = 10;

    private final Connection connection;
    private final String producer;

    OutboxReader(Connection connection, String producer) {
        this.connection = connection;
        this.producer = producer;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(long number, byte[] event) {}

    boolean lock() throws SQLException {
        try (PreparedStatement statement =
                        prepare("select pg_try_advisory_lock(hashtextextended('negiz.audit.relay:' || ?, 0))");
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** A pooled connection lives on, and its locks with it: they have to be given back by hand. */
    void unlock() throws SQLException {
        try (PreparedStatement statement =
                prepare("select pg_advisory_unlock(hashtextextended('negiz.audit.relay:' || ?, 0))")) {
            statement.execute();
        }
    }

    long greatestNumber() throws SQLException {
        try (PreparedStatement statement =
                        prepare("select coalesce(max(number), 0) from audit_outbox where producer = ?");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The next events after a number, in order and without a gap. */
    List<Entry> after(long position, int limit) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = prepare(
                "select number, event from audit_outbox where producer = ? and number > ? order by number limit ?")) {
            statement.setLong(2, position);
            statement.setInt(3, limit);
            try (ResultSet rows = statement.executeQuery()) {
                long expected = position + 1;
                while (rows.next()) {
                    if (rows.getLong(1) != expected) {
                        // Numbers are given without gaps, so this record was destroyed; going on would hide it.
                        throw new IllegalStateException("the outbox lacks event number " + expected);
                    }
                    entries.add(new Entry(expected, rows.getBytes(2)));
                    expected++;
                }
            }
        }
        return entries;
    }

    OptionalLong lastMark() throws SQLException {
        try (PreparedStatement statement =
                        prepare("select number from audit_relay_mark where producer = ? order by noted desc limit 1");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    void mark(long number) throws SQLException {
        try (PreparedStatement statement = prepare("insert into audit_relay_mark (producer, number) values (?, ?)")) {
            statement.setLong(2, number);
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        statement.setString(1, producer);
        return statement;
    }
}
