package kz.negiz.auditlog.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.auditlog.RunningLog;
import kz.negiz.auditlog.TestBroker;
import kz.negiz.auditlog.TestEvents;
import kz.negiz.auditlog.TestProsecutors;
import kz.negiz.auditlog.TestRoad;
import kz.negiz.auditlog.Waiting;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.VerifierKey;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.export.ExportVerifier;
import kz.negiz.log.export.Finding;
import kz.negiz.log.export.Verification;
import kz.negiz.log.export.Verification.Verdict;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@DisplayName("Disclosure to prosecutors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisclosureTest {

    private static final String IIN = "990101399992";
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final UUID OFFICER = UUID.randomUUID();
    private static final UUID COLLEAGUE = UUID.randomUUID();
    private static final UUID SYSTEM = UUID.randomUUID();
    private static final UUID ITS_OFFICER = UUID.randomUUID();
    private static final Caller.User PROSECUTOR = TestProsecutors.prosecutor("prosecutor", "gp-almaty", "/almaty");
    private static final Caller.User OTHER_PROSECUTOR =
            RunningLog.user(UUID.randomUUID(), "gp-almaty", "/almaty", AccessRole.PROSECUTOR);
    private static final Caller.User OPERATOR = RunningLog.user(UUID.randomUUID(), "kpsisu", "/", AccessRole.OPERATOR);
    private static final byte[] RESOLUTION = "%PDF-1.7 resolution 17".getBytes(StandardCharsets.UTF_8);

    private final String topic = "audit-" + UUID.randomUUID();
    private final TestDatabase database = RunningLog.newDatabase();
    private final TestBroker broker = new TestBroker();
    private final TestEvents events = new TestEvents();
    private final RunningLog log = RunningLog.start(database, topic, "negiz.services.broker-url=" + broker.url());
    private Note kept = Note.parse("text\n\n— nobody x08go/ZJkuBS9UG/\n");

    @BeforeAll
    void feed() {
        LogReader reader = log.bean(LogReader.class);
        try (TestRoad road = new TestRoad(topic)) {
            question(road, OFFICER, 5);
            question(road, COLLEAGUE, 6);
            road.flush();
            Waiting.until(() -> sizeReached(reader, 5));
            kept = Note.parse(RunningLog.json(log.get(PROSECUTOR, "/api/audit/checkpoint"))
                    .get("note")
                    .stringValue());
            for (int hour = 10; hour < 15; hour++) {
                question(road, OFFICER, hour);
                question(road, COLLEAGUE, hour);
                road.send(events.next(
                        TestEvents.GATEWAY, OFFICER, hour(hour), "LOGIN", "ACCEPTED", UUID.randomUUID(), Map.of()));
            }
            question(road, OFFICER, 30);
            encumbrance(road, 12);
            road.flush();
        }
        Waiting.until(() -> sizeReached(reader, 5 + 25 + 2 + 2));
    }

    @BeforeEach
    void brokerAnswers() {
        broker.mood(TestBroker.Mood.ANSWERS);
    }

    @AfterAll
    void stop() {
        log.close();
        broker.close();
    }

    @Test
    @DisplayName("R41-34b, R150-52: a released request gives an export that proves itself to the prosecutor")
    void wholeWay() throws Exception {
        UUID id = released(form());

        HttpResponse<byte[]> export = log.get(PROSECUTOR, "/api/audit/requests/" + id + "/export?since=" + keptText());

        assertThat(export.statusCode()).isEqualTo(200);
        Verification result = verify(export.body());
        assertThat(result.findings())
                .extracting(Finding::code)
                .containsOnly(Finding.Code.NO_EVENTS, Finding.Code.NO_LATER_EVENT);
        assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(result.asked()).isEqualTo(5 * 3);
        assertThat(result.answers()).isEqualTo(5);
        assertThat(result.head().orElseThrow().requestedBy()).isEqualTo(PROSECUTOR.account());
        assertThat(result.head().orElseThrow().releasedBy()).isEqualTo(OPERATOR.account());
        assertThat(new String(export.body(), StandardCharsets.UTF_8))
                .contains(IIN)
                .doesNotContain("colleague's subject");
    }

    @Test
    @DisplayName("an export for a body covers all who asked while they belonged to it")
    void forBody() throws Exception {
        Map<String, Object> form = form();
        form.remove("accounts");
        form.put("body", "kgd-almaty");

        Verification result = verify(export(released(form)));

        assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
        // Five events of each of five users, and the two of the encumbrance.
        assertThat(result.asked()).isEqualTo(5 * 5 + 2);
        assertThat(result.answers()).isEqualTo(10);
        assertThat(result.encumbrances()).isEqualTo(1);
    }

    @Test
    @DisplayName("one changed byte, a dropped event, and another log are caught")
    void caught() throws Exception {
        byte[] export = export(released(form()));
        byte[] changed = export.clone();
        changed[export.length / 2] ^= 1;
        assertThat(verify(changed).verdict()).isEqualTo(Verdict.REFUTED);

        List<String> lines = new ArrayList<>(List.of(new String(export, StandardCharsets.UTF_8).split("(?<=\n)")));
        lines.remove(6);
        Verification dropped = verify(String.join("", lines).getBytes(StandardCharsets.UTF_8));
        assertThat(dropped.findings()).extracting(Finding::code).contains(Finding.Code.NUMBER_MISSING);

        // The same key over another past: only what the prosecutor kept can tell.
        try (RunningLog rewritten = RunningLog.start(
                        RunningLog.newDatabase(), topic + "-2", "negiz.services.broker-url=" + broker.url());
                TestRoad road = new TestRoad(topic + "-2")) {
            LogReader reader = rewritten.bean(LogReader.class);
            TestEvents others = new TestEvents();
            for (int i = 0; i < 12; i++) {
                road.send(others.next(
                        TestEvents.BROKER,
                        OFFICER,
                        hour(10 + i),
                        "QUESTION_DECIDED",
                        "REFUSED",
                        UUID.randomUUID(),
                        Map.of()));
            }
            road.flush();
            Waiting.until(() -> sizeReached(reader, 13));
            UUID id = released(rewritten, form());
            Verification result = verify(rewritten
                    .get(PROSECUTOR, "/api/audit/requests/" + id + "/export?since=" + keptText())
                    .body());
            assertThat(result.findings()).extracting(Finding::code).contains(Finding.Code.LOG_REWRITTEN);
        }
    }

    @Test
    @DisplayName(
            "R41-34b, R150-52: encumbrances come with what the asked user signed, the document and the confirmation")
    void encumbrances() throws Exception {
        for (UUID user : List.of(SYSTEM, ITS_OFFICER)) {
            Map<String, Object> form = form();
            form.put("accounts", List.of(user.toString()));

            byte[] export = export(released(form));

            Verification result = verify(export);
            assertThat(result.verdict()).isEqualTo(Verdict.PROVED);
            assertThat(result.encumbrances()).isEqualTo(1);
            assertThat(new String(export, StandardCharsets.UTF_8).contains(base64("confirmed")))
                    .isEqualTo(user.equals(ITS_OFFICER));
            broker.mood(TestBroker.Mood.FAILS);
            assertThat(verify(export(released(form))).findings())
                    .extracting(Finding::code)
                    .contains(Finding.Code.ANSWER_NOT_AVAILABLE);
            broker.mood(TestBroker.Mood.ANSWERS);
        }
    }

    private void encumbrance(TestRoad road, int hour) {
        UUID encumbrance = UUID.randomUUID();
        byte[] document = ("encumbrance " + encumbrance).getBytes(StandardCharsets.UTF_8);
        byte[] confirmation = "confirmed".getBytes(StandardCharsets.UTF_8);
        broker.keepEncumbrance(encumbrance, document, confirmation);
        road.send(events.next(
                TestEvents.BROKER,
                SYSTEM,
                hour(hour),
                "ENCUMBRANCE_DECIDED",
                "PERMITTED",
                encumbrance,
                Map.of("documentSha256", sha256(document))));
        road.send(events.next(
                TestEvents.BROKER,
                ITS_OFFICER,
                hour(hour),
                "ENCUMBRANCE_CONFIRMED",
                "CONFIRMED",
                encumbrance,
                Map.of("documentSha256", sha256(document), "confirmationSha256", sha256(confirmation))));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("answers that the broker does not hand over are named as missing, and nothing is called proved")
    void brokerSilent() throws Exception {
        for (TestBroker.Mood mood : List.of(TestBroker.Mood.FAILS, TestBroker.Mood.TALKS_NONSENSE)) {
            broker.mood(mood);
            Verification result = verify(export(released(form())));
            assertThat(result.verdict()).isEqualTo(Verdict.NOT_PROVED);
            assertThat(result.findings()).extracting(Finding::code).contains(Finding.Code.ANSWER_NOT_AVAILABLE);
        }
    }

    @Test
    @DisplayName(
            "R41-34b, R150-52: a request without an attached document is refused, and the refusal stands on record")
    void withoutDocument() throws SQLException {
        int before = events("AUDIT_REQUESTED", "REFUSED");
        int refused = 0;
        for (Object document :
                new Object[] {null, "", Base64.getEncoder().encodeToString(" \n".getBytes(StandardCharsets.UTF_8))}) {
            Map<String, Object> form = form();
            form.put("document", document);
            HttpResponse<byte[]> response = log.post(PROSECUTOR, "/api/audit/requests/document", form);
            assertThat(response.statusCode()).isEqualTo(422);
            JsonNode problem = RunningLog.json(response);
            assertThat(problem.get("type").stringValue()).isEqualTo("urn:negiz:problem:no-ground-attached");
            assertThat(problem.get("rule").stringValue()).isEqualTo("R41-34b");
            refused++;
        }
        assertThat(events("AUDIT_REQUESTED", "REFUSED")).isEqualTo(before + refused);
    }

    @Test
    @DisplayName("R41-34b, R150-52: the request is put in words, and what was signed is kept as evidence")
    void signedRequestIsKept() throws Exception {
        HttpResponse<byte[]> issued = log.post(PROSECUTOR, "/api/audit/requests/document", form());
        assertThat(RunningLog.json(issued)
                        .get("words")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList())
                .anyMatch(word -> word.contains("Accounts: " + OFFICER))
                .anyMatch(word -> word.contains("resolution No. 17/қ-2 of 20.11.2026"))
                .anyMatch(word -> word.contains("SHA-256 " + sha256(RESOLUTION)));
        String document = RunningLog.json(issued).get("document").stringValue();
        Map<String, Object> signed = signed(document);
        UUID id = UUID.fromString(RunningLog.json(log.post(PROSECUTOR, "/api/audit/requests", signed))
                .get("id")
                .stringValue());

        JsonNode evidence = RunningLog.json(log.get(OPERATOR, "/api/audit/requests/" + id + "/signature"));
        assertThat(evidence.get("document").stringValue()).isEqualTo(document);
        assertThat(evidence.get("signature").stringValue()).isEqualTo(signed.get("signature"));
        assertThat(evidence.get("evidence").stringValue()).isNotEmpty();
        assertThat(log.get(OTHER_PROSECUTOR, "/api/audit/requests/" + id + "/signature")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName(
            "R41-34b, R150-52: a request that the prosecutor did not sign is refused, and the refusal stands on record")
    void notSigned() throws SQLException {
        int before = events("AUDIT_REQUESTED", "REFUSED");
        String document = issue(log, form());

        Map<String, Object> unsigned = signed(document);
        unsigned.put("signature", "");
        assertThat(refusal(PROSECUTOR, unsigned)).isEqualTo("403 request-signature-refused");
        Map<String, Object> byAnother = signed(document);
        byAnother.put("signature", TestProsecutors.signature(document, "head"));
        assertThat(refusal(PROSECUTOR, byAnother)).isEqualTo("403 no-standing");
        Map<String, Object> bySomebodyElse = signed(document);
        TestProsecutors.prosecutor("official", "gp-almaty", "/");
        bySomebodyElse.put("signature", TestProsecutors.signature(document, "official"));
        assertThat(refusal(PROSECUTOR, bySomebodyElse)).isEqualTo("403 request-signer-differs");
        Map<String, Object> revoked = signed(document);
        revoked.put("signature", TestProsecutors.signature(document, "revoked"));
        assertThat(refusal(PROSECUTOR, revoked)).isEqualTo("403 request-signature-refused");
        Map<String, Object> ofAnotherDocument = signed(document);
        ofAnotherDocument.put("signature", TestProsecutors.signature(issue(log, form()), "prosecutor"));
        assertThat(refusal(PROSECUTOR, ofAnotherDocument)).isEqualTo("403 request-signature-refused");

        assertThat(events("AUDIT_REQUESTED", "REFUSED")).isEqualTo(before + 5);
    }

    @Test
    @DisplayName(
            "R41-34b: another ground than the signed one, another's document, an altered or a used one are refused")
    void notWhatWasSigned() {
        String document = issue(log, form());
        Map<String, Object> otherGround = signed(document);
        otherGround.put(
                "attachment", Base64.getEncoder().encodeToString("%PDF other".getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(PROSECUTOR, otherGround)).isEqualTo("422 ground-differs");
        Map<String, Object> noGround = signed(document);
        noGround.put("attachment", "");
        assertThat(refusal(PROSECUTOR, noGround)).isEqualTo("422 no-ground-attached");
        assertThat(refusal(OTHER_PROSECUTOR, signed(document))).isEqualTo("400 request-malformed");
        Map<String, Object> altered = signed(document);
        altered.put(
                "document",
                Base64.getEncoder()
                        .encodeToString(new String(Base64.getDecoder().decode(document), StandardCharsets.UTF_8)
                                .replace("17/қ-2", "18/қ-2")
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(PROSECUTOR, altered))
                .as("fields and words agree, but they are not what was signed")
                .isEqualTo("403 request-signature-refused");
        Map<String, Object> otherWords = signed(document);
        otherWords.put(
                "document",
                Base64.getEncoder()
                        .encodeToString(new String(Base64.getDecoder().decode(document), StandardCharsets.UTF_8)
                                .replace("I ask for", "I want")
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(PROSECUTOR, otherWords)).isEqualTo("400 request-malformed");
        assertThat(log.post(PROSECUTOR, "/api/audit/requests", signed(document)).statusCode())
                .isEqualTo(201);
        assertThat(refusal(PROSECUTOR, signed(document))).isEqualTo("409 request-used");
    }

    private String refusal(Caller.User prosecutor, Map<String, Object> signed) {
        HttpResponse<byte[]> response = log.post(prosecutor, "/api/audit/requests", signed);
        return response.statusCode() + " "
                + RunningLog.json(response).path("type").asString("").replace("urn:negiz:problem:", "");
    }

    @Test
    @DisplayName("a request with anything else missing or wrong is refused")
    void invalid() {
        Map<String, Object> changes = new HashMap<>();
        changes.put("number", ".");
        changes.put("date", "2999-01-01");
        changes.put("ground", "WISH");
        changes.put("from", "2026-12-01T00:00:00Z");
        changes.put("accounts", List.of());
        changes.put("body", "kgd-almaty");
        changes.put("document", "not base64 \u0000 ä");
        changes.put("unknown", "x");
        changes.forEach((field, value) -> {
            Map<String, Object> form = form();
            form.put(field, value);
            int status =
                    log.post(PROSECUTOR, "/api/audit/requests/document", form).statusCode();
            assertThat(status).as(field).isIn(field.equals("document") ? List.of(400, 422) : List.of(400));
        });
        Map<String, Object> large = form();
        large.put(
                "document",
                Base64.getEncoder()
                        .encodeToString(new byte[5 * 1024 * 1024 + 1])
                        .replace('A', 'B'));
        assertThat(log.post(PROSECUTOR, "/api/audit/requests/document", large).statusCode())
                .isEqualTo(413);
    }

    @Test
    @DisplayName("R41-34b: nothing is handed over before the operator gives it")
    void notReleased() throws SQLException {
        UUID id = file(log, form());
        int before = events("AUDIT_EXPORTED", "REFUSED");

        HttpResponse<byte[]> response = log.get(PROSECUTOR, "/api/audit/requests/" + id + "/export");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(events("AUDIT_EXPORTED", "REFUSED")).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("R41-34b: only the operator releases, and only who asked takes the export")
    void whoMay() {
        UUID id = released(form());

        for (String path : List.of("/export", "", "/document")) {
            assertThat(log.get(OTHER_PROSECUTOR, "/api/audit/requests/" + id + path)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(log.post(PROSECUTOR, "/api/audit/requests/" + id + "/release", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(log.get(OPERATOR, "/api/audit/requests/" + id + "/export").statusCode())
                .isEqualTo(403);
        assertThat(log.get(OPERATOR, "/api/audit/requests/" + id + "/document").body())
                .isEqualTo(RESOLUTION);
        assertThat(RunningLog.json(log.get(OTHER_PROSECUTOR, "/api/audit/requests"))
                        .path("requests"))
                .isEmpty();
        assertThat(RunningLog.json(log.get(OPERATOR, "/api/audit/requests")).path("requests"))
                .isNotEmpty();
    }

    @Test
    @DisplayName("each step is an event: asked, released, handed over")
    void onRecord() throws SQLException {
        int requested = events("AUDIT_REQUESTED", "ACCEPTED");
        int releasedBefore = events("AUDIT_RELEASED", "RELEASED");
        int exported = events("AUDIT_EXPORTED", "EXPORTED");

        UUID id = released(form());
        log.post(OPERATOR, "/api/audit/requests/" + id + "/release", Map.of());
        export(id);

        assertThat(events("AUDIT_REQUESTED", "ACCEPTED")).isEqualTo(requested + 1);
        assertThat(events("AUDIT_RELEASED", "RELEASED"))
                .as("a second release changes nothing")
                .isEqualTo(releasedBefore + 1);
        assertThat(events("AUDIT_EXPORTED", "EXPORTED")).isEqualTo(exported + 1);
    }

    @Test
    @DisplayName("the attached document and the questions' content are not stored in clear")
    void nothingInClear() throws SQLException {
        released(form());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select string_agg(encode(document, 'escape'), '') from disclosure_request"
                                + " union all select string_agg(encode(signature, 'escape')"
                                + " || encode(disclosure_signature.document, 'escape'), '') from disclosure_signature"
                                + " union all select string_agg(encode(content, 'escape'), '') from leaf"
                                + " union all select string_agg(encode(event, 'escape'), '') from audit_outbox")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain("resolution").doesNotContain(IIN);
            }
        }
    }

    private void question(TestRoad road, UUID account, int hour) {
        UUID question = UUID.randomUUID();
        byte[] document = ("document " + question).getBytes(StandardCharsets.UTF_8);
        byte[] content = ("answer " + question).getBytes(StandardCharsets.UTF_8);
        broker.keep(question, document, "31", content);
        road.send(events.next(
                TestEvents.BROKER,
                account,
                hour(hour),
                "QUESTION_DECIDED",
                "PERMITTED",
                question,
                Map.of(
                        "subject",
                        account.equals(OFFICER) ? IIN : "colleague's subject",
                        "documentSha256",
                        sha256(document))));
        road.send(events.next(
                TestEvents.BROKER,
                account,
                hour(hour),
                "ANSWER_STORED",
                "FULL",
                question,
                Map.of("service", "31", "contentSha256", sha256(content))));
    }

    private static Map<String, Object> form() {
        Map<String, Object> form = new HashMap<>();
        form.put("accounts", List.of(OFFICER.toString()));
        form.put("from", hour(8).toString());
        form.put("to", hour(20).toString());
        form.put("ground", "RESOLUTION");
        form.put("number", "17/қ-2");
        form.put("date", "2026-11-20");
        form.put("document", Base64.getEncoder().encodeToString(RESOLUTION));
        return form;
    }

    private UUID released(Map<String, Object> form) {
        return released(log, form);
    }

    private static UUID released(RunningLog at, Map<String, Object> form) {
        UUID id = file(at, form);
        assertThat(at.post(OPERATOR, "/api/audit/requests/" + id + "/release", Map.of())
                        .statusCode())
                .isEqualTo(200);
        return id;
    }

    private static UUID file(RunningLog at, Map<String, Object> form) {
        HttpResponse<byte[]> response = at.post(PROSECUTOR, "/api/audit/requests", signed(issue(at, form)));
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return UUID.fromString(RunningLog.json(response).get("id").stringValue());
    }

    private static String issue(RunningLog at, Map<String, Object> form) {
        HttpResponse<byte[]> response = at.post(PROSECUTOR, "/api/audit/requests/document", form);
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return RunningLog.json(response).get("document").stringValue();
    }

    private static Map<String, Object> signed(String document) {
        return new HashMap<>(Map.of(
                "document",
                document,
                "signature",
                TestProsecutors.signature(document, "prosecutor"),
                "attachment",
                Base64.getEncoder().encodeToString(RESOLUTION)));
    }

    private byte[] export(UUID id) {
        HttpResponse<byte[]> response =
                log.post(PROSECUTOR, "/api/audit/requests/" + id + "/export?since=" + keptText(), Map.of());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private String keptText() {
        Checkpoint checkpoint = Checkpoint.parse(kept.text());
        return checkpoint.origin().substring(checkpoint.origin().lastIndexOf('/') + 1) + ":" + checkpoint.size();
    }

    private Verification verify(byte[] export) throws IOException {
        VerifierKey key = VerifierKey.parse(RunningLog.json(log.get(PROSECUTOR, "/api/audit/key"))
                .get("key")
                .stringValue());
        return new ExportVerifier(Optional.of(key), List.of(kept), List.of()).verify(new ByteArrayInputStream(export));
    }

    private int events(String action, String outcome) throws SQLException {
        int count = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select event from audit_outbox")) {
            while (rows.next()) {
                AuditEvent event = AuditEvent.parse(rows.getBytes(1));
                if (event.action().equals(action) && event.outcome().equals(outcome)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean sizeReached(LogReader reader, long size) {
        return reader.latest()
                .filter(latest -> latest.checkpoint().size() >= size)
                .isPresent();
    }

    private static Instant hour(int hour) {
        return START.plusSeconds(hour * 3600L);
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
