package kz.negiz.platform.local;

import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.supervisor.Part;
import org.jspecify.annotations.Nullable;

/** The database server of the local platform. */
final class PostgresPart implements Part {

    private final PostgresServer.Settings settings;
    private volatile @Nullable PostgresServer server;

    PostgresPart(PostgresServer.Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return PlatformPorts.POSTGRES;
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public Running start() {
        if (!Ports.isFree(port())) {
            throw new IllegalStateException("port " + port() + " is taken by another program");
        }
        PostgresServer started = PostgresServer.start(settings);
        server = started;
        return new Running(started.process().identity(), started.process().onExit(), started::close);
    }

    /** The server as last started. */
    PostgresServer server() {
        PostgresServer now = server;
        if (now == null) {
            throw new IllegalStateException("PostgreSQL is not started");
        }
        return now;
    }
}
