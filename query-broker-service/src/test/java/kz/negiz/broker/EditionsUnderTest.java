package kz.negiz.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A broker with a database of its own, in which editions come into force without disturbing other tests. */
@ContextConfiguration(initializers = EditionsUnderTest.OwnDatabase.class)
public abstract class EditionsUnderTest extends BrokerUnderTest {

    protected static final JsonMapper JSON = JsonMapper.builder().build();

    /** As in the property: how far ahead an edition must be confirmed. */
    protected static final Duration NOTICE = Duration.ofSeconds(1);

    private static final TestDatabase OWN =
            TestDatabase.create("broker", "classpath:db/audit", "classpath:db/migration");

    @Autowired
    protected JdbcClient jdbc;

    protected Operator one;
    protected Operator two;

    @BeforeEach
    void operators() {
        one = new Operator("administrator", operator("administrator"));
        two = new Operator("administrator2", operator("administrator2"));
    }

    protected final Caller.User operator(String key) {
        return api.registered(key, "committee", "COMMITTEE", "", "ORDER_150", AccessRole.OPERATOR);
    }

    /** The holder of this key as an operator. */
    protected final Operator operatorWith(String key) {
        return new Operator(key, operator(key));
    }

    /** An operator with a key. */
    public final class Operator {

        private final String key;
        private final Caller.User user;

        Operator(String key, Caller.User user) {
            this.key = key;
            this.user = user;
        }

        public Caller.User user() {
            return user;
        }

        public BrokerApi.Answer prepare(byte[] archive, Instant validFrom, String source) {
            return api.post(
                    "/api/rules/proposals",
                    user,
                    JSON.createObjectNode()
                            .put("archive", Base64.getEncoder().encodeToString(archive))
                            .put("validFrom", validFrom.toString())
                            .put("source", source));
        }

        /** Prepares and signs; the proposal as it was prepared. */
        public JsonNode propose(byte[] archive, Instant validFrom) {
            BrokerApi.Answer prepared = prepare(archive, validFrom, "Order 1 of a test, paragraph 2");
            assertThat(prepared.status()).as(prepared.body().toString()).isEqualTo(200);
            BrokerApi.Answer signed = sign(prepared.body());
            assertThat(signed.status()).as(signed.body().toString()).isEqualTo(200);
            assertThat(signed.body().path("confirmed").asBoolean(true)).isFalse();
            return prepared.body();
        }

        public BrokerApi.Answer sign(JsonNode prepared) {
            return sign(prepared, document(prepared), key);
        }

        public BrokerApi.Answer sign(JsonNode prepared, byte[] document, String with) {
            return api.post(
                    "/api/rules/proposals/" + id(prepared) + "/confirmations",
                    user,
                    JSON.createObjectNode()
                            .put("document", Base64.getEncoder().encodeToString(document))
                            .put("signature", Base64.getEncoder().encodeToString(api.sign(with, document))));
        }

        public BrokerApi.Answer withdraw(JsonNode prepared) {
            return api.post("/api/rules/proposals/" + id(prepared) + "/withdrawal", user, JSON.createObjectNode());
        }

        public JsonNode get(String path) {
            BrokerApi.Answer answer = api.get(path, user);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            return answer.body();
        }

        public JsonNode proposal(JsonNode prepared) {
            return get("/api/rules/proposals/" + id(prepared));
        }
    }

    protected static String id(JsonNode prepared) {
        return prepared.path("proposal").path("id").asString("");
    }

    protected static byte[] document(JsonNode prepared) {
        return Base64.getDecoder().decode(prepared.path("document").asString(""));
    }

    /** The edition with the greatest number. */
    protected final int last() {
        return jdbc.sql("select max(number) from edition").query(Integer.class).single();
    }

    /** After every edition so far, and so far ahead that it can be confirmed; a whole second. */
    protected final Instant soon(Duration ahead) {
        OffsetDateTime last = jdbc.sql("select greatest(clock_timestamp(), max(valid_from)) from edition")
                .query(OffsetDateTime.class)
                .single();
        return last.toInstant().plus(ahead).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    /** Brings an edition into force, signed by both, and waits for its moment. */
    protected final int inForce(Map<String, byte[]> files) {
        JsonNode proposed = one.propose(zip(files), soon(Duration.ofSeconds(3)));
        assertThat(two.sign(proposed).body().path("confirmed").asBoolean(false)).isTrue();
        int number = proposed.path("proposal").path("edition").asInt();
        awaitInForce(number);
        return number;
    }

    /** The database's clock can't be moved, so its moment is waited for. */
    protected final void awaitInForce(int number) {
        jdbc.sql("select pg_sleep_until(valid_from) from edition where number = :number")
                .param("number", number)
                .query((row, index) -> true)
                .single();
        assertThat(one.get("/api/rules").path("inForce").asInt()).isEqualTo(number);
    }

    /** The files of an edition that counts. */
    protected final Map<String, byte[]> files(int number) {
        Map<String, byte[]> files = new TreeMap<>();
        jdbc.sql(
                        "select f.name, f.content from edition e join edition_file f on f.sha256 = e.sha256 where e.number = :n")
                .param("n", number)
                .query(row -> {
                    files.put(row.getString("name"), row.getBytes("content"));
                });
        return files;
    }

    /** The same files with a text replaced in one of them, where it stands exactly once. */
    protected static Map<String, byte[]> with(Map<String, byte[]> files, String table, String from, String to) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        String text = new String(files.get(table), StandardCharsets.UTF_8);
        assertThat(text.split(Pattern.quote(from), -1)).as(from).hasSize(2);
        changed.put(table, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    /** The files of the last edition, but for one cell. */
    protected final Map<String, byte[]> changed() {
        Map<String, byte[]> files = files(last());
        boolean open = new String(files.get("access_matrix"), StandardCharsets.UTF_8)
                .contains(",STATE_REVENUE_FIELD_INSPECTION,5,VEHICLES,FULL,");
        return cell(files, "STATE_REVENUE_FIELD_INSPECTION", "VEHICLES", open ? "NONE" : "FULL");
    }

    /** The same files with another level in a cell, which may not have been there. */
    protected static Map<String, byte[]> cell(Map<String, byte[]> files, String profile, String service, String level) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        String text = new String(files.get("access_matrix"), StandardCharsets.UTF_8);
        Pattern line =
                Pattern.compile("(?m)^([^,\n]*,[^,\n]*,[^,\n]*," + profile + ",[^,\n]*," + service + "),[A-Z_]+,");
        String other = line.matcher(text).find()
                ? line.matcher(text).replaceAll("$1," + level + ",")
                : text + "order41,2,1," + profile + "," + number(files, service) + "," + service + "," + level + ",\n";
        changed.put("access_matrix", other.getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    private static String number(Map<String, byte[]> files, String service) {
        return new String(files.get("services"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("," + service + ","))
                .findFirst()
                .map(line -> line.substring(0, line.indexOf(',')))
                .orElseThrow();
    }

    protected static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("edition/" + file.getKey() + ".csv"));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    protected static Map<String, byte[]> unzip(byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName().replace(".csv", ""), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    protected static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /** Puts the own database before the one that all other tests share. */
    @Order(Ordered.LOWEST_PRECEDENCE)
    public static class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private final TestDatabase database;

        public OwnDatabase() {
            this(OWN);
        }

        protected OwnDatabase(TestDatabase database) {
            this.database = database;
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "own-database",
                            Map.of(
                                    "spring.datasource.url", database.url(),
                                    "spring.datasource.username", database.user(),
                                    "spring.datasource.password", database.password(),
                                    "negiz.rules.notice", NOTICE.toMillis() + "ms")));
        }
    }
}
