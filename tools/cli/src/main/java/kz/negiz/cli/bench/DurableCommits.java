package kz.negiz.cli.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The floor below everything that is kept for good: one row, written to disk and committed, on the same server and disk. */
final class DurableCommits {

    private DurableCommits() {}

    /**
     * The median time of one commit.
     *
     * @param connection to a database in which its role may make a table
     */
    static Duration median(Connection connection, int count) throws SQLException {
        Latencies latencies = new Latencies();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_commit");
            statement.execute("CREATE TABLE bench_commit (row_number integer)");
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                statement.execute("INSERT INTO bench_commit VALUES (" + i + ")");
                latencies.add(System.nanoTime() - begin);
            }
            statement.execute("DROP TABLE bench_commit");
        }
        return latencies.within(0.5);
    }
}
