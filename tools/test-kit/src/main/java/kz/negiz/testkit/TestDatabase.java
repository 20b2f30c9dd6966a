package kz.negiz.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A fresh database on a real PostgreSQL, with the roles that production has: the owner ran the migrations, the application
 * may do only what they grant.
 *
 * <p>All databases of a test JVM stand on one server, which starts with the first of them and ends with the JVM.
 *
 * <pre>{@code
 * static final TestDatabase DATABASE = TestDatabase.create("broker", "classpath:db/migration");
 *
 * @DynamicPropertySource
 * static void properties(DynamicPropertyRegistry registry) {
 *     DATABASE.register(registry);
 * }
 * }</pre>
 */
public final class TestDatabase {

    private static final String PASSWORD = "only-for-tests-" + UUID.randomUUID();

    /** What service-kit does after each migration; of no effect where service-kit is not on the class path. */
    private static final String KIT_CALLBACKS = "classpath:db/kit";

    private final String url;
    private final String owner;
    private final String application;

    private TestDatabase(String url, String owner, String application) {
        this.url = url;
        this.owner = owner;
        this.application = application;
    }

    /**
     * Makes a database for the service and runs its migrations as the owner; {@code ${app}} in them is the application role.
     *
     * @param service short name of the service: {@code gateway}, {@code registry}, {@code broker}, {@code video}, {@code audit}
     * @param migrations Flyway locations, e.g. {@code classpath:db/migration}
     */
    public static TestDatabase create(String service, String... migrations) {
        TestDatabase database = createEmpty(service);
        if (migrations.length > 0) {
            database.migrate(migrations);
        }
        return database;
    }

    /** Makes a database with its roles and nothing in it, for tests of migrations themselves. */
    public static TestDatabase createEmpty(String service) {
        return createOn(TestPostgres.shared(), service);
    }

    static TestDatabase createOn(TestPostgres server, String service) {
        if (!service.matches("[a-z][a-z0-9_]{0,30}")) {
            throw new IllegalArgumentException("not a service name: " + service);
        }
        String owner = "negiz_" + service + "_owner";
        String application = "negiz_" + service + "_app";
        String name = "negiz_" + service + "_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            createRole(statement, owner);
            createRole(statement, application);
            statement.execute("CREATE DATABASE " + name + " OWNER " + owner);
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + application);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database for " + service, e);
        }
        return new TestDatabase(server.url(name), owner, application);
    }

    private static void createRole(Statement statement, String role) throws SQLException {
        statement.execute("""
                DO $$ BEGIN
                  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                    CREATE ROLE %1$s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%2$s';
                  END IF;
                END $$""".formatted(role, PASSWORD));
    }

    /** Runs migrations as the owner. */
    public TestDatabase migrate(String... migrations) {
        Flyway.configure()
                .dataSource(url, owner, PASSWORD)
                .locations(Stream.concat(Stream.of(migrations), Stream.of(KIT_CALLBACKS))
                        .toArray(String[]::new))
                .placeholders(Map.of("app", application))
                .load()
                .migrate();
        return this;
    }

    public String url() {
        return url;
    }

    /** The role that the running service has. */
    public String user() {
        return application;
    }

    public String password() {
        return PASSWORD;
    }

    public String ownerUser() {
        return owner;
    }

    public String ownerPassword() {
        return PASSWORD;
    }

    /** A connection with the rights of the running service. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, application, PASSWORD);
    }

    /** A connection with the rights of the migrations, for looking behind the service's back. */
    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(url, owner, PASSWORD);
    }

    /** Gives a Spring test the application's connection. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", () -> application);
        registry.add("spring.datasource.password", () -> PASSWORD);
    }
}
