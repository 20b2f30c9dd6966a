package kz.negiz.kit.migration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SchemaCheckTest {

    @Test
    void serviceStartsOnTheSchemaItWasBuiltFor() {
        assertThatCode(check(TestDatabase.create("kit", "classpath:db/audit"))::afterPropertiesSet)
                .doesNotThrowAnyException();
    }

    @Test
    void serviceDoesNotStartOnASchemaThatLacksAMigration() {
        assertThatThrownBy(check(TestDatabase.createEmpty("kit"))::afterPropertiesSet)
                .hasMessageContaining("lacks migration");
    }

    private static SchemaCheck check(TestDatabase database) {
        return new SchemaCheck(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    }
}
