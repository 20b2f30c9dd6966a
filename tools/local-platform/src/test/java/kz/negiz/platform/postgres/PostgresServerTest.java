package kz.negiz.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import kz.negiz.platform.WorkingCopy;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.ProcessIdentity;
import kz.negiz.platform.process.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JUnit's folders may be entered by their owner only, as a private working copy: root cannot hand data to nobody there. */
class PostgresServerTest {

    private static final String PASSWORD = "of-this-test";

    @TempDir
    static Path folder;

    @Test
    @DisplayName("from a folder that only its owner may enter: safe settings, a password, and nothing lost by kill -9")
    void life() throws Exception {
        PostgresServer.Settings settings = settings(folder.resolve("postgres"));
        PostgresServer server = PostgresServer.start(settings);
        ProcessIdentity first = server.process().identity();
        try {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
                assertThat(show(server, setting)).as(setting).isEqualTo("on");
            }
            assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            execute(server, "CREATE TABLE kept (word text)");
            execute(server, "INSERT INTO kept VALUES ('негіз')");

            server.process().signal(Signal.KILL);
            server.process().onExit().join();
        } finally {
            server.close();
        }
        assertThat(first.isAlive()).isFalse();

        // The number in the lock file belongs to a process that is no PostgreSQL by now.
        Files.writeString(
                server.dataDirectory().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        try (PostgresServer again = startUntilShared(settings)) {
            assertThat(query(again, "SELECT word FROM kept")).isEqualTo("негіз");
            assertThat(again.port()).isEqualTo(server.port());
        }
        assertThat(Ports.isFree(server.port())).isTrue();
    }

    @Test
    @DisplayName("another password than the one that the data were made with is told, not tried for ever")
    void otherPassword() throws IOException {
        PostgresServer.Settings settings = settings(folder.resolve("other"));
        PostgresServer.start(settings).close();
        PostgresServer.Settings other = new PostgresServer.Settings(
                settings.home(), settings.cache(), settings.port(), "another", true, settings.log());
        assertThatThrownBy(() -> PostgresServer.start(other)).hasMessageContaining("another superuser password");
        assertThat(Ports.isFree(settings.port())).isTrue();
    }

    /** Backends of a killed server take a moment to notice; until then PostgreSQL itself refuses the data. */
    private static PostgresServer startUntilShared(PostgresServer.Settings settings) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return PostgresServer.start(settings);
            } catch (IllegalStateException e) {
                if (attempt == 20) {
                    throw e;
                }
                Thread.sleep(250);
            }
        }
    }

    private static PostgresServer.Settings settings(Path home) {
        return new PostgresServer.Settings(
                home, WorkingCopy.cache(), Ports.free(), PASSWORD, true, home.resolveSibling("postgres.log"));
    }

    private static String show(PostgresServer server, String setting) throws SQLException {
        return query(server, "SHOW " + setting);
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connectAsSuperuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connectAsSuperuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
