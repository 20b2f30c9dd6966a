package kz.negiz.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PermanenceTest extends RegistryUnderTest {

    @Test
    @DisplayName("no table of the registry can be changed or emptied by the service's role (R41-25, R150-50)")
    void serviceMayOnlyInsertAndRead() throws SQLException {
        for (String table : tables()) {
            assertRefused(DATABASE.connect(), "delete from " + table, "permission denied");
            assertRefused(DATABASE.connect(), "truncate " + table, "permission denied");
            assertRefused(DATABASE.connect(), "update " + table + " set recorded_at = now()", "permission denied");
            assertRefused(DATABASE.connect(), "drop table " + table, "must be owner");
            assertRefused(DATABASE.connect(), "alter table " + table + " disable trigger all", "must be owner");
        }
    }

    @Test
    @DisplayName("facts about people can't be changed by the owner of the tables either, short of removing the trigger")
    void factsRefuseTheirOwnerToo() throws SQLException {
        for (String table : tables()) {
            if (!List.of("account_search", "key_check").contains(table)) {
                assertRefused(DATABASE.connectAsOwner(), "delete from " + table, "never changed or removed");
                assertRefused(
                        DATABASE.connectAsOwner(),
                        "update " + table + " set recorded_at = now()",
                        "never changed or removed");
            }
        }
    }

    @Test
    @DisplayName("no IIN stands in clear in any table, nor in the log")
    void noIinInClear() throws SQLException {
        RegistryApi.Person person = RegistryApi.Person.ofOrganisation();
        String body = api.body("WAREHOUSE_OWNER");
        var particulars = RegistryApi.particulars(body, "/", AccessRole.WAREHOUSE_OWNER);
        particulars.put("contacts", Map.of("mobilePhone", "+7 700 123 45 67", "email", "owner@example.kz"));
        UUID account = api.register(person, particulars);
        api.get(api.administrator(), "/api/registry/accounts/" + account).expect(200);

        String everything = dump();
        for (String secret :
                List.of(person.iin(), person.bin(), FIRST_ADMINISTRATOR, "+7 700 123 45 67", "owner@example.kz")) {
            assertThat(everything).doesNotContain(secret);
            assertThat(everything).doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(new RecordedEvents(DATABASE, KEYS).inClear()).doesNotContain(person.iin(), person.bin());
    }

    private static void assertRefused(Connection connection, String sql, String because) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessageContaining(because);
        }
    }

    private static List<String> tables() throws SQLException {
        return query("select tablename from pg_tables where schemaname = 'public' and tablename not like 'audit%'"
                + " and tablename not like 'flyway%' and tablename not like 'schema%' order by 1");
    }

    private static String dump() throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : query("select tablename from pg_tables where schemaname = 'public'")) {
            query("select t::text from " + table + " t").forEach(all::append);
        }
        return all.toString();
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DATABASE.connectAsOwner();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        assertThat(rows).as(sql).isNotNull();
        return rows;
    }
}
