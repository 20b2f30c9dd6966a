package kz.negiz.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    @DisplayName("the application role inserts and reads, and may neither change, delete nor create")
    void applicationHasOnlyWhatMigrationsGrant() throws SQLException {
        TestDatabase database = TestDatabase.create("testkit", "classpath:db/testkit");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO record VALUES (1, 'негіз')");
            assertThatThrownBy(() -> statement.execute("UPDATE record SET word = 'x'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("DELETE FROM record")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE other (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    @DisplayName("each database is fresh, and Kazakh letters sort as Kazakh readers expect")
    void freshAndKazakh() throws SQLException {
        TestDatabase.create("testkit", "classpath:db/testkit");
        TestDatabase database = TestDatabase.create("testkit", "classpath:db/testkit");
        List<String> words = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO record VALUES (1, 'бала'), (2, 'әке'), (3, 'ана'), (4, 'қала'), (5, 'лақ')");
            try (ResultSet rows = statement.executeQuery("SELECT word FROM record ORDER BY word")) {
                while (rows.next()) {
                    words.add(rows.getString(1));
                }
            }
        }
        assertThat(words).containsExactly("ана", "әке", "бала", "қала", "лақ");
    }
}
