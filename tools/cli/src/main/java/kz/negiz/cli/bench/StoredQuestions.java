package kz.negiz.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;

/**
 * Questions of other officers in the broker's database, that were never asked: each with a decision, an answer, a receipt, its key
 * and three events, of small contents that nobody can open. The events are of a producer that the relay does not know.
 */
final class StoredQuestions {

    private static final String DATABASE = "negiz_broker";
    private static final int CHUNK = 50_000;
    private static final List<String> TABLES = List.of(
            "question_id", "record_key", "question", "question_decision", "answer", "question_receipt", "audit_outbox");

    private final RunningDemo demo;

    StoredQuestions(RunningDemo demo) {
        this.demo = demo;
    }

    /**
     * Adds questions until there are so many of them, over all processors, and leaves the tables as they are after a quiet night.
     *
     * @param progress is told how many there are, now and then
     */
    void fillTo(long wanted, LongConsumer progress) throws SQLException {
        long there = count();
        AtomicLong next = new AtomicLong(there);
        AtomicLong done = new AtomicLong(there);
        List<SQLException> failed = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try (Connection connection = demo.postgres(DATABASE);
                        Statement statement = connection.createStatement()) {
                    // Neither triggers nor references: what is loaded is consistent by its making.
                    statement.execute("set session_replication_role = replica");
                    statement.execute("set synchronous_commit = off");
                    for (long from = next.getAndAdd(CHUNK); from < wanted; from = next.getAndAdd(CHUNK)) {
                        long until = Math.min(wanted, from + CHUNK);
                        add(connection, from, until, there, wanted);
                        progress.accept(done.addAndGet(until - from));
                    }
                } catch (SQLException e) {
                    synchronized (failed) {
                        failed.add(e);
                    }
                }
            }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Negiz.UNREACHABLE, "Interrupted");
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
        try (Connection connection = demo.postgres(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) " + String.join(", ", TABLES));
            statement.execute("checkpoint");
        }
    }

    private static void add(Connection connection, long from, long until, long there, long wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql())) {
            statement.setLong(1, from);
            statement.setLong(2, until - 1);
            statement.setLong(3, there);
            statement.setLong(4, wanted);
            statement.execute();
        }
    }

    /** How many there are. */
    long count() throws SQLException {
        return single("select coalesce(max(number), 0) / 3 from audit_outbox where producer = 'bench-history'");
    }

    /** Bytes of the tables above with their indexes. */
    long bytes() throws SQLException {
        return single("""
                select sum(pg_total_relation_size(named) + (
                           select coalesce(sum(pg_total_relation_size(relid)), 0) from pg_partition_tree(named)))
                from unnest('{%s}'::regclass[]) as named
                """.formatted(String.join(",", TABLES)));
    }

    private long single(String sql) throws SQLException {
        try (Connection connection = demo.postgres(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String sql() {
        try (InputStream in = StoredQuestions.class.getResourceAsStream("stored-questions.sql")) {
            if (in == null) {
                throw new IllegalStateException("stored-questions.sql is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
