package kz.negiz.broker.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import kz.negiz.rules.EditionFiles;
import kz.negiz.rules.InvalidEditionException;
import kz.negiz.rules.ShippedEdition;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DisplayName("Editions in the database")
class EditionStoreTest {

    private static final TestDatabase DATABASE =
            TestDatabase.create("broker", "classpath:db/audit", "classpath:db/migration");

    private final DriverManagerDataSource source =
            new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password());
    private final EditionStore store = new EditionStore(JdbcClient.create(source), new JdbcTemplate(source));
    private final ShippedEdition shipped = ShippedEdition.all().getFirst();

    @BeforeEach
    void stored() {
        store.begin(shipped);
    }

    @Test
    @DisplayName("hold exactly what the files hold, also when stored again")
    void roundTrip() {
        store.begin(shipped);

        assertThat(store.currentNumber()).isEqualTo(1);
        assertThat(store.tables(1)).isEqualTo(shipped.tables());
        assertThat(new Editions(store, new ShippedEditions())
                        .current()
                        .edition()
                        .services())
                .hasSize(77);
    }

    @Test
    @DisplayName("with a number that is on record and another content are refused")
    void refusesChangedContent() {
        ShippedEdition changed = new ShippedEdition(
                1, shipped.validFrom(), shipped.source(), "0".repeat(64), shipped.tables(), shipped.files());

        assertThatExceptionOfType(InvalidEditionException.class).isThrownBy(() -> store.begin(changed));
    }

    @Test
    @DisplayName("keep their files byte by byte")
    void keepsFiles() {
        EditionFiles files = store.files(shipped.sha256());

        assertThat(files.sha256()).isEqualTo(shipped.sha256());
        for (String name : EditionFiles.NAMES) {
            assertThat(files.content(name)).as(name).isEqualTo(shipped.files().content(name));
        }
    }

    @Test
    @DisplayName("but the first need two signatures, whoever inserts them")
    void needsSignatures() {
        ShippedEdition next = shipped.files()
                .under(2, Instant.parse("2999-01-01T00:00:00Z"), "to come")
                .read();

        assertThatThrownBy(() -> store.agree(next, UUID.randomUUID()))
                .hasStackTraceContaining("comes into force by two signatures");
        assertThat(store.all()).extracting(StoredEdition::number).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update edition set valid_from = now()",
                "delete from edition",
                "truncate edition cascade",
                "update edition_access_matrix set level = 'FULL'",
                "delete from edition_articles",
                "update edition_file set content = ''",
                "delete from edition_proposal",
                "update edition_signature set account = gen_random_uuid()",
                "delete from edition_withdrawal",
                "drop table edition_articles",
                "alter table edition disable trigger all"
            })
    @DisplayName("can't be changed by the running service; the rows can't be changed by the owner either (R41-25)")
    void arePermanent(String statement) {
        JdbcTemplate service = new JdbcTemplate(source);
        assertThatThrownBy(() -> service.execute(statement)).hasMessageContaining("bad SQL grammar");
        if (!statement.startsWith("drop") && !statement.startsWith("alter")) {
            JdbcTemplate owner = new JdbcTemplate(
                    new DriverManagerDataSource(DATABASE.url(), DATABASE.ownerUser(), DATABASE.ownerPassword()));
            assertThatThrownBy(() -> owner.execute(statement)).hasStackTraceContaining("never changed or removed");
        }
    }
}
