package kz.negiz.kit.migration;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.beans.factory.InitializingBean;

/** Refuses to start a service whose schema is not the one it was built for. */
public final class SchemaCheck implements InitializingBean {

    private final DataSource dataSource;

    public SchemaCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void afterPropertiesSet() {
        Flyway flyway = Flyway.configure(SchemaCheck.class.getClassLoader())
                .dataSource(dataSource)
                .locations(Migrate.LOCATIONS)
                .placeholderReplacement(false)
                .load();
        for (MigrationInfo migration : flyway.info().pending()) {
            throw new IllegalStateException("The schema lacks migration " + migration.getVersion()
                    + ": run the migrations as the owner first (" + Migrate.class.getName() + ")");
        }
    }
}
