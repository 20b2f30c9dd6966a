package kz.negiz.platform.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.secrets.PlatformSecrets;

/** Makes the services' databases, each with a role that owns it and a role that works in it. */
final class Databases {

    private Databases() {}

    /** Returns how many there are. */
    static int create(PostgresServer server, PlatformSecrets secrets) {
        try (Connection connection = server.connectAsSuperuser("postgres")) {
            for (PlatformService service : PlatformService.values()) {
                role(connection, service.ownerRole(), secrets.password(service.ownerRole()));
                role(connection, service.applicationRole(), secrets.password(service.applicationRole()));
                database(connection, service);
            }
            return PlatformService.values().length;
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be made", e);
        }
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        String verb = exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
        execute(
                connection,
                verb + " ROLE " + name
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '" + password
                        + "'");
    }

    private static void database(Connection connection, PlatformService service) throws SQLException {
        if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", service.database())) {
            execute(connection, "CREATE DATABASE " + service.database() + " OWNER " + service.ownerRole());
        }
        execute(connection, "REVOKE ALL ON DATABASE " + service.database() + " FROM PUBLIC");
        execute(connection, "GRANT CONNECT ON DATABASE " + service.database() + " TO " + service.applicationRole());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
