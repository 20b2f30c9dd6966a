package kz.negiz.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.process.Signal;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The one PostgreSQL server of this test JVM. */
abstract class TestPostgres {

    private static final String IMAGE = "postgres:18";

    static TestPostgres shared() {
        return Holder.SERVER;
    }

    abstract String url(String database);

    abstract Connection connectAsSuperuser() throws SQLException;

    private static final class Holder {
        static final TestPostgres SERVER = switch (TestServers.chosen()) {
            case EMBEDDED -> Embedded.untilTheEnd();
            case TESTCONTAINERS -> new Contained();
        };
    }

    static final class Embedded extends TestPostgres {

        private final PostgresServer server;

        private Embedded(PostgresServer server) {
            this.server = server;
        }

        private static Embedded untilTheEnd() {
            Path folder = TestServers.folder("postgres");
            Embedded embedded = in(folder);
            TestServers.deleteAtExit(folder, embedded::stop);
            return embedded;
        }

        /** One with its data in a folder, until it is stopped. */
        static Embedded in(Path folder) {
            return new Embedded(PostgresServer.start(new PostgresServer.Settings(
                    folder,
                    TestServers.cache(),
                    0,
                    UUID.randomUUID().toString(),
                    false,
                    folder.resolve("postgres.log"))));
        }

        void stop() {
            server.process().stop(Signal.QUIT, Duration.ofSeconds(10));
        }

        @Override
        String url(String database) {
            return server.jdbcUrl(database);
        }

        @Override
        Connection connectAsSuperuser() throws SQLException {
            return server.connectAsSuperuser("postgres");
        }
    }

    private static final class Contained extends TestPostgres {

        private final PostgreSQLContainer container;

        Contained() {
            container = new PostgreSQLContainer(IMAGE)
                    .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=icu --icu-locale=kk-KZ --locale=C.UTF-8")
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=250", "-c", "timezone=UTC");
            container.start();
        }

        @Override
        String url(String database) {
            return "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/" + database;
        }

        @Override
        Connection connectAsSuperuser() throws SQLException {
            return DriverManager.getConnection(
                    container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }
    }
}
