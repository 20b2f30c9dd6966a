package kz.negiz.kit.migration;

import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Runs a service's migrations as the owner of its schema, a step of its own before the service starts: the owner's secret
 * is never in the running service.
 *
 * <p>Reads {@code NEGIZ_MIGRATION_URL}, {@code NEGIZ_MIGRATION_USER}, {@code NEGIZ_MIGRATION_PASSWORD} and {@code
 * NEGIZ_MIGRATION_APP_ROLE} (the role that the service runs as) from the environment.
 */
public final class Migrate {

    /** Where migrations are found: the outbox's, the kit's and the service's own. */
    static final String[] LOCATIONS = {"classpath:db/audit", "classpath:db/kit", "classpath:db/migration"};

    private Migrate() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        Flyway.configure(Migrate.class.getClassLoader())
                .dataSource(
                        required(environment, "NEGIZ_MIGRATION_URL"),
                        required(environment, "NEGIZ_MIGRATION_USER"),
                        required(environment, "NEGIZ_MIGRATION_PASSWORD"))
                .locations(LOCATIONS)
                .placeholders(Map.of("app", required(environment, "NEGIZ_MIGRATION_APP_ROLE")))
                .load()
                .migrate();
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set: the migrations need the owner's access");
        }
        return value;
    }
}
