package kz.negiz.cli.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.SigningKey;
import kz.negiz.cli.demo.Scenario;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.platform.local.LocalLayout;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.secrets.PlatformSecrets;
import kz.negiz.platform.supervisor.PlatformState;

/** The platform of this machine as benchmarks find it, with the demo's users. */
record RunningDemo(LocalLayout layout, PlatformState state) {

    /** The key of an officer who may ask the most. */
    static final String HEAD = "head";

    private static final String SOURCES = "demo-sources";

    /** The platform; fails the command when it does not run. */
    static RunningDemo find() {
        LocalLayout layout = new LocalLayout(DataFolder.workingCopy(), DataFolder.path());
        return new RunningDemo(
                layout,
                new PlatformControl(layout)
                        .running()
                        .orElseThrow(
                                () -> new CommandFailed(Negiz.UNREACHABLE, "The platform does not run: ./negiz demo")));
    }

    URI gateway() {
        return onThisMachine(PlatformService.GATEWAY.serviceName());
    }

    /** The demo's databases and registers. */
    URI sources() {
        return onThisMachine(SOURCES);
    }

    Scenario scenario() {
        return Scenario.ofSources(state.port(SOURCES));
    }

    /** A session of its own. */
    ApiClient session(String key) {
        return ApiClient.newSession(gateway(), key(key), "en");
    }

    static SigningKey key(String name) {
        return SigningKey.open(name, DemoPki.PASSWORD.toCharArray());
    }

    /** The database server, by its superuser. */
    Connection postgres(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + state.port(PlatformPorts.POSTGRES) + "/" + database,
                PostgresServer.SUPERUSER,
                PlatformSecrets.open(layout.secrets()).password(PostgresServer.SUPERUSER));
    }

    /** How long a durable commit takes on this machine's disk, in the same database server. */
    Duration commit() {
        try (Connection connection = postgres(PostgresServer.SUPERUSER)) {
            return DurableCommits.median(connection, 200);
        } catch (SQLException e) {
            throw new CommandFailed(Negiz.UNREACHABLE, "PostgreSQL does not answer: " + e.getMessage());
        }
    }

    private URI onThisMachine(String part) {
        return URI.create("http://127.0.0.1:" + state.port(part));
    }
}
