package kz.negiz.auditlog.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.auditlog.RunningLog;
import kz.negiz.auditlog.TestProsecutors;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.export.ExportScope;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("A request that a prosecutor's own program wrote and signed")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilingTest {

    private static final Caller.User PROSECUTOR = TestProsecutors.prosecutor("prosecutor", "gp-filing", "/");
    private static final byte[] RESOLUTION = "%PDF-1.7 resolution 17".getBytes(StandardCharsets.UTF_8);
    private static final RequestDocument WHOLE = new RequestDocument(
            "",
            new UUID(0, 0),
            Instant.EPOCH,
            PROSECUTOR.account(),
            new ExportScope.Body("kgd-almaty"),
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-11-02T00:00:00Z"),
            Ground.RESOLUTION,
            "17/2",
            LocalDate.parse("2025-11-20"),
            RESOLUTION.length,
            Filing.sha256(RESOLUTION),
            "en");

    private final TestDatabase database = RunningLog.newDatabase();
    private final RunningLog log = RunningLog.start(database, "audit-filing-" + UUID.randomUUID());

    @AfterAll
    void stop() {
        log.close();
    }

    @AfterEach
    void registryAnswers() {
        TestProsecutors.registrySilent(false);
    }

    static Stream<Arguments> broken() {
        LocalDate tomorrow = LocalDate.now(Clock.systemUTC()).plusDays(2);
        NavigableSet<UUID> many =
                Stream.generate(UUID::randomUUID).limit(101).collect(Collectors.toCollection(TreeSet::new));
        byte[] huge = new byte[5 * 1024 * 1024 + 1];
        Arrays.fill(huge, (byte) 'x');
        return Stream.of(
                Arguments.of("an empty ground", with(new byte[0]), new byte[0], "422 no-ground-attached R41-34b"),
                Arguments.of(
                        "a blank ground",
                        with(new byte[] {' ', '\n'}),
                        new byte[] {' ', '\n'},
                        "422 no-ground-attached R41-34b"),
                Arguments.of("a ground over 5 MB", with(huge), huge, "413 too-large R41-34b"),
                Arguments.of(
                        "another length of the ground",
                        ground("17/2", WHOLE.date(), RESOLUTION.length + 1),
                        RESOLUTION,
                        "422 ground-differs R41-34b"),
                Arguments.of(
                        "a full stop as number",
                        ground(".", WHOLE.date(), RESOLUTION.length),
                        RESOLUTION,
                        "400 invalid-input R41-34b"),
                Arguments.of(
                        "a future date",
                        ground("17/2", tomorrow, RESOLUTION.length),
                        RESOLUTION,
                        "400 invalid-input R41-34b"),
                Arguments.of(
                        "a date before all documents",
                        ground("17/2", LocalDate.of(-9999, 1, 1), RESOLUTION.length),
                        RESOLUTION,
                        "400 invalid-input R41-34b"),
                Arguments.of("101 accounts", scope(new ExportScope.Accounts(many)), RESOLUTION, "400 invalid-input"),
                Arguments.of(
                        "neither accounts nor body",
                        scope(new ExportScope.Accounts(new TreeSet<>())),
                        RESOLUTION,
                        "400 invalid-input"),
                Arguments.of(
                        "a body that is no code", scope(new ExportScope.Body("a b")), RESOLUTION, "400 invalid-input"),
                Arguments.of("an empty period", period(WHOLE.from(), WHOLE.from()), RESOLUTION, "400 invalid-input"),
                Arguments.of(
                        "a period that ends before it begins",
                        period(WHOLE.to(), WHOLE.from()),
                        RESOLUTION,
                        "400 invalid-input"),
                Arguments.of(
                        "a period before all times",
                        period(Instant.parse("-9999-01-01T00:00:00Z"), WHOLE.to()),
                        RESOLUTION,
                        "400 invalid-input"));
    }

    @ParameterizedTest(name = "R41-34b, R150-52: with {0} is refused, on record")
    @MethodSource("broken")
    void broken(String what, UnaryOperator<RequestDocument> change, byte[] ground, String refusal) throws SQLException {
        int before = refused();

        assertThat(refusal(signed(RequestFormat.write(change.apply(issued())), ground)))
                .as(what)
                .isEqualTo(refusal);

        assertThat(refused()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("R41-34b: is taken when it says what the service would have issued")
    void whole() {
        Map<String, Object> signed = signed(RequestFormat.write(issued()), RESOLUTION);

        assertThat(log.post(PROSECUTOR, "/api/audit/requests", signed).statusCode())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("under an id that is not in the order of time, or in no base64, is refused, on record")
    void malformed() throws SQLException {
        int before = refused();

        assertThat(refusal(signed(
                        RequestFormat.write(new RequestDocument(
                                issued().audience(),
                                UUID.randomUUID(),
                                issued().issued(),
                                WHOLE.account(),
                                WHOLE.scope(),
                                WHOLE.from(),
                                WHOLE.to(),
                                WHOLE.ground(),
                                WHOLE.number(),
                                WHOLE.date(),
                                WHOLE.groundBytes(),
                                WHOLE.groundSha256(),
                                WHOLE.language())),
                        RESOLUTION)))
                .isEqualTo("400 request-malformed");
        for (String part : List.of("document", "signature", "attachment")) {
            Map<String, Object> signed = signed(RequestFormat.write(issued()), RESOLUTION);
            signed.put(part, "A");
            assertThat(refusal(signed)).as(part).isEqualTo("400 request-malformed");
        }

        assertThat(refused()).isEqualTo(before + 4);
    }

    @Test
    @DisplayName("R41-2a: while the registry does not answer is refused, on record, and taken later")
    void registrySilent() throws SQLException {
        int before = refused();
        Map<String, Object> signed = signed(RequestFormat.write(issued()), RESOLUTION);
        TestProsecutors.registrySilent(true);

        assertThat(refusal(signed)).isEqualTo("503 standing-unknown R41-2a");

        assertThat(refused()).isEqualTo(before + 1);
        TestProsecutors.registrySilent(false);
        assertThat(log.post(PROSECUTOR, "/api/audit/requests", signed).statusCode())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("R41-34a: the lists go on, page by page, until every request was shown once")
    void everyRequestIsListed() throws SQLException {
        Caller.User another = TestProsecutors.prosecutor("official", "gp-filing", "/");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into disclosure_request (id, account, account_body, body, period_from, period_to,"
                    + " ground, ground_number, ground_date, document, document_bytes, document_sha256)"
                    + " select gen_random_uuid(), '" + another.account() + "', 'gp-filing', 'kgd-almaty',"
                    + " '2026-11-01', '2026-11-02', 'RESOLUTION', '17/' || n, '2025-11-20', 'x', 1,"
                    + " decode(repeat('00', 32), 'hex') from generate_series(1, 205) n");
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = RunningLog.json(log.get(another, "/api/audit/requests?limit=80" + next));
            page.path("requests").forEach(one -> seen.add(one.path("id").asString("")));
            next = page.hasNonNull("next") ? "&before=" + page.path("next").asString("") : "";
        } while (!next.isEmpty() && seen.size() <= 205);
        assertThat(seen).hasSize(205).doesNotHaveDuplicates();
        assertThat(RunningLog.json(log.get(PROSECUTOR, "/api/audit/requests?before=" + seen.getFirst()))
                        .path("requests"))
                .as("another's request leads nowhere")
                .isEmpty();

        List<String> shown = new ArrayList<>();
        String path = "/audit";
        while (!path.isEmpty()) {
            String html = new String(log.page(another, path).body(), StandardCharsets.UTF_8);
            Pattern.compile("href=\"/audit/requests/([0-9a-f-]{36})\"")
                    .matcher(html)
                    .results()
                    .forEach(link -> shown.add(link.group(1)));
            path = Pattern.compile("href=\"(/audit\\?before=[0-9a-f-]{36})\"")
                    .matcher(html)
                    .results()
                    .map(link -> link.group(1))
                    .findFirst()
                    .orElse("");
        }
        assertThat(shown).isEqualTo(seen);
    }

    /** What the service issued, to be altered and signed again. */
    private RequestDocument issued() {
        JsonNode issued = RunningLog.json(log.post(
                PROSECUTOR,
                "/api/audit/requests/document",
                Map.of(
                        "body",
                        "kgd-almaty",
                        "from",
                        WHOLE.from().toString(),
                        "to",
                        WHOLE.to().toString(),
                        "ground",
                        "RESOLUTION",
                        "number",
                        WHOLE.number(),
                        "date",
                        WHOLE.date().toString(),
                        "document",
                        Base64.getEncoder().encodeToString(RESOLUTION))));
        return RequestFormat.read(
                Base64.getDecoder().decode(issued.path("document").asString("")));
    }

    private static UnaryOperator<RequestDocument> with(byte[] ground) {
        return one -> copy(
                one, one.scope(), one.from(), one.to(), one.number(), one.date(), ground.length, Filing.sha256(ground));
    }

    private static UnaryOperator<RequestDocument> ground(String number, LocalDate date, int bytes) {
        return one -> copy(one, one.scope(), one.from(), one.to(), number, date, bytes, one.groundSha256());
    }

    private static UnaryOperator<RequestDocument> scope(ExportScope scope) {
        return one ->
                copy(one, scope, one.from(), one.to(), one.number(), one.date(), one.groundBytes(), one.groundSha256());
    }

    private static UnaryOperator<RequestDocument> period(Instant from, Instant to) {
        return one -> copy(one, one.scope(), from, to, one.number(), one.date(), one.groundBytes(), one.groundSha256());
    }

    private static RequestDocument copy(
            RequestDocument one,
            ExportScope scope,
            Instant from,
            Instant to,
            String number,
            LocalDate date,
            int bytes,
            String sha256) {
        return new RequestDocument(
                one.audience(),
                one.id(),
                one.issued(),
                one.account(),
                scope,
                from,
                to,
                one.ground(),
                number,
                date,
                bytes,
                sha256,
                one.language());
    }

    private static Map<String, Object> signed(byte[] document, byte[] ground) {
        String base64 = Base64.getEncoder().encodeToString(document);
        return new HashMap<>(Map.of(
                "document",
                base64,
                "signature",
                TestProsecutors.signature(base64, "prosecutor"),
                "attachment",
                Base64.getEncoder().encodeToString(ground)));
    }

    private String refusal(Map<String, Object> signed) {
        HttpResponse<byte[]> response = log.post(PROSECUTOR, "/api/audit/requests", signed);
        JsonNode problem = RunningLog.json(response);
        return (response.statusCode() + " "
                        + problem.path("type").asString("").replace("urn:negiz:problem:", "") + " "
                        + problem.path("rule").asString(""))
                .strip();
    }

    private int refused() throws SQLException {
        int count = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select event from audit_outbox")) {
            while (rows.next()) {
                AuditEvent event = AuditEvent.parse(rows.getBytes(1));
                if (event.action().equals("AUDIT_REQUESTED") && event.outcome().equals("REFUSED")) {
                    count++;
                }
            }
        }
        return count;
    }
}
