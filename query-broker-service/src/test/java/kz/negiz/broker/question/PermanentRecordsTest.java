package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.notice.Notices;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.testkit.service.EndpointDeclarationsCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Records of questions and answers are permanent (R41-25, R150-50)")
class PermanentRecordsTest extends BrokerUnderTest {

    private static final List<String> TABLES = List.of(
            "question_id",
            "record_key",
            "question",
            "question_decision",
            "answer",
            "question_receipt",
            "refusal",
            "question_copy",
            "question_copy_destruction",
            "notice_read",
            "audit_outbox");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Notices notices;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    @DisplayName("the running service can't change, remove or empty them, nor drop what keeps them")
    void serviceMayOnlyAdd() throws SQLException {
        askedAndRefused();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                String column = firstColumn(table);
                refused(statement, "update " + table + " set " + column + " = " + column, "42501");
                refused(statement, "delete from " + table, "42501");
                refused(statement, "truncate " + table, "42501");
                refused(statement, "drop table " + table, "42501");
                refused(statement, "alter table " + table + " disable trigger all", "42501");
            }
            refused(statement, "select make_record_months()", "42501");
            refused(statement, "create table loophole (id int)", "42501");
            String month = "question_" + DateTimeFormatter.ofPattern("yyyyMM").format(LocalDate.now(ZoneOffset.UTC));
            refused(statement, "delete from " + month, "42501");
            refused(statement, "insert into " + month + " default values", "42501");
        }
    }

    @Test
    @DisplayName("not even their owner changes or removes a row, in a month's own table neither")
    void ownerIsStoppedToo() throws SQLException {
        askedAndRefused();
        String month = DateTimeFormatter.ofPattern("yyyyMM").format(LocalDate.now(ZoneOffset.UTC));
        try (Connection connection = DATABASE.connectAsOwner();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                String column = firstColumn(table);
                refused(statement, "update " + table + " set " + column + " = " + column, "42501");
                refused(statement, "delete from " + table, "42501");
                refused(statement, "truncate " + table + " cascade", "42501");
            }
            refused(statement, "delete from question_" + month, "42501");
            refused(statement, "update answer_" + month + " set state = 'SOURCE_SILENT', content = null", "42501");
        }
    }

    @Test
    @DisplayName("their months are made two years ahead")
    void monthsAhead() {
        String last = DateTimeFormatter.ofPattern("yyyyMM")
                .format(LocalDate.now(ZoneOffset.UTC).plusMonths(24));
        for (String table : List.of("question", "question_decision", "answer", "question_receipt", "refusal")) {
            assertThat(jdbc.sql("select to_regclass('" + table + "_" + last + "') is not null")
                            .query(Boolean.class)
                            .single())
                    .as(table)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("nothing about a person stands in them in clear")
    void sealed() {
        askedAndRefused();
        String clear = String.join(
                "",
                jdbc.sql("select q::text || d::text || a::text from question q"
                                + " join question_decision d on d.question = q.id join answer a on a.question = q.id")
                        .query(String.class)
                        .list());

        assertThat(clear)
                .isNotEmpty()
                .doesNotContain(BrokerApi.INSPECTED)
                .doesNotContain(hex(BrokerApi.INSPECTED))
                .doesNotContain(hex(api.key("head").iin()))
                .doesNotContain(hex("To compare"));
    }

    @Test
    @DisplayName("every endpoint serves only whom it declares")
    void endpointDeclarations() {
        assertThat(EndpointDeclarationsCheck.of(SERVICE, KEYS, port).faults(mappings))
                .isEmpty();
    }

    private void askedAndRefused() {
        Caller.User head = api.head();
        api.openInspection("T-1");
        AROUND.data.put("VEHICLES", "{\"vehicles\":[]}");
        BrokerApi.Answer answer = api.ask(head, "head", BrokerApi.underInspection("T-1", "VEHICLES"));
        assertThat(answer.status()).isEqualTo(200);
        takenAndDestroyed(answer.id(), head);
        notices.read(Notice.EDITION, "en", Notices.Way.CONFIRMED, answer.id(), head);
        assertThat(api.submit(head, new byte[] {1}, new byte[] {1}).status()).isEqualTo(400);
    }

    private void takenAndDestroyed(UUID question, Caller.User head) {
        String copies = "/api/questions/" + question + "/copies";
        JsonMapper json = JsonMapper.builder().build();
        assertThat(api.postForFile(
                                copies,
                                head,
                                json.createObjectNode().put("form", "PDF").put("noticeRead", true))
                        .statusCode())
                .isEqualTo(200);
        ObjectNode act = json.createObjectNode()
                .put("act", "1")
                .put("on", AstanaTime.date(Instant.now()).toString());
        act.putArray("copies")
                .add(api.get(copies, head).body().at("/copies/0/id").asString(""));
        assertThat(api.post("/api/questions/copies/destructions", head, act).status())
                .isEqualTo(204);
    }

    private String firstColumn(String table) {
        return jdbc.sql("select column_name from information_schema.columns where table_name = :table"
                        + " order by ordinal_position limit 1")
                .param("table", table)
                .query(String.class)
                .single();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void refused(Statement statement, String sql, String state) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> statement.execute(sql))
                .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
    }
}
