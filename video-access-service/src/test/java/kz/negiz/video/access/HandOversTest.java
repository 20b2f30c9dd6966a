package kz.negiz.video.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.video.AuditTrail;
import kz.negiz.video.VideoApi;
import kz.negiz.video.VideoApi.Answer;
import kz.negiz.video.VideoApi.Owner;
import kz.negiz.video.VideoUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class HandOversTest extends VideoUnderTest {

    private static final String PASSWORD = "Құпия-pass {0} '7'";
    private final AuditTrail trail = new AuditTrail(DATABASE, KEYS);
    private Owner owner;
    private Caller.User officer;
    private String warehouse;
    private String request;

    @BeforeEach
    void aRequest() {
        owner = api.owner();
        officer = api.officer("revenue-taraz");
        warehouse = api.warehouse(owner, "revenue-taraz");
        request = api.request(officer, warehouse);
    }

    @Test
    @DisplayName("R283-4a: a whole access, signed, is kept as the first version, in time")
    void aWholeAccessIsTaken() {
        Answer taken = api.handOver(owner, VideoApi.whole(request)).expect(201);

        assertThat(taken.json().path("version").path("version").asInt()).isEqualTo(1);
        assertThat(taken.json().path("version").path("missing").isEmpty()).isTrue();
        assertThat(taken.json().path("late").asBoolean()).isFalse();
        assertThat(progress().path("state").asString()).isEqualTo("IN_TIME");
        assertThat(trail.of(owner.user().account()))
                .extracting(AuditTrail.Event::told)
                .containsExactly("VIDEO_ACCESS_SUBMISSION COMPLETE");
    }

    @Test
    @DisplayName(
            "R283-4a: an incomplete access is taken, says what is missing and when it is due, and is completed later")
    void anIncompleteAccessIsTakenAndFlagged() {
        Map<String, Object> incomplete = VideoApi.whole(request);
        incomplete.remove("password");
        incomplete.remove("programNeeded");
        Answer taken = api.handOver(owner, incomplete).expect(201);

        assertThat(texts(taken.json().path("version").path("missing")))
                .containsExactlyInAnyOrder("PASSWORD", "PROGRAM");
        assertThat(taken.text("dueOn")).isEqualTo(progress().path("dueOn").asString());
        assertThat(progress().path("state").asString()).isEqualTo("INCOMPLETE");
        assertThat(texts(progress().path("missing"))).containsExactlyInAnyOrder("PASSWORD", "PROGRAM");

        api.handOver(owner, VideoApi.whole(request)).expect(201);
        assertThat(progress().path("state").asString()).isEqualTo("IN_TIME");
        assertThat(trail.of(owner.user().account()))
                .extracting(AuditTrail.Event::told)
                .containsExactly("VIDEO_ACCESS_SUBMISSION INCOMPLETE", "VIDEO_ACCESS_SUBMISSION COMPLETE");
    }

    @Test
    @DisplayName("R283-4c: an answer after the due day is taken and marked late")
    void aLateAnswerIsMarked() {
        request = api.post(
                        officer,
                        "/api/video/requests",
                        Map.of(
                                "warehouseId",
                                warehouse,
                                "reason",
                                "Қойманы қашықтан бақылау",
                                "receivedOn",
                                AstanaTime.date(Instant.now()).minusDays(60).toString()))
                .expect(201)
                .text("id");
        assertThat(progress().path("state").asString()).isEqualTo("OVERDUE");

        Answer taken = api.handOver(owner, VideoApi.whole(request)).expect(201);

        assertThat(taken.json().path("late").asBoolean()).isTrue();
        assertThat(progress().path("state").asString()).isEqualTo("LATE");
    }

    @Test
    void theOwnerReadsEverythingThatIsSigned() {
        Answer issued = api.post(owner.user(), "/api/video/credentials/document", VideoApi.whole(request))
                .expect(200);

        assertThat(texts(issued.json().path("words")))
                .contains(
                        "Login: camera-7", "Password: " + PASSWORD, "Address (URL): https://video.example/warehouse/7")
                .contains("No installation program is needed.")
                .anyMatch(word -> word.contains(request));
    }

    @Test
    @DisplayName("an access is stored sealed: neither tables nor events nor log lines show any of it")
    void nothingIsInClear(CapturedOutput output) throws SQLException {
        api.handOver(owner, VideoApi.whole(request)).expect(201);
        Map<String, Object> malformed = VideoApi.whole(request);
        malformed.put("url", "javascript:" + PASSWORD);
        api.post(owner.user(), "/api/video/credentials/document", malformed).expect(400);
        String document = issued();
        String changed = Base64.getEncoder()
                .encodeToString(new String(Base64.getDecoder().decode(document), StandardCharsets.UTF_8)
                        .replaceFirst("camera-7", "camera-8")
                        .getBytes(StandardCharsets.UTF_8));
        Answer refused = api.sendSigned(owner.user(), changed, owner.key()).expect(400);
        api.post(owner.user(), "/api/video/credentials", Map.of("document", PASSWORD, "signature", PASSWORD))
                .expect(400);

        assertThat(dump()).isNotEmpty().doesNotContain("camera-7").doesNotContain(PASSWORD);
        assertThat(refused.body()).doesNotContain("camera");
        assertThat(output.getAll()).doesNotContain(PASSWORD).doesNotContain("camera-7");
    }

    @Test
    void everyOtherWayOfStatingAnAddressIsRefused() {
        for (String url :
                List.of("javascript:alert(1)", "video.example", "file:///etc/passwd", "https:///x", "ht tp://x")) {
            Map<String, Object> wanted = VideoApi.whole(request);
            wanted.put("url", url);
            api.post(owner.user(), "/api/video/credentials/document", wanted)
                    .expectRefused(400, "video-access-malformed", "R283-4a");
        }
    }

    @Test
    void nothingAtAllIsNoAccess() {
        api.post(owner.user(), "/api/video/credentials/document", Map.of("requestId", request))
                .expectRefused(400, "video-access-empty", "R283-4a");
    }

    @Nested
    @DisplayName("refused, and on record:")
    class Refused {

        @Test
        void anAlteredDocument() {
            byte[] bytes = Base64.getDecoder().decode(issued());
            bytes[bytes.length / 2] ^= 1;

            refused(Base64.getEncoder().encodeToString(bytes), owner.key(), 400, "video-document-malformed", "");
        }

        @Test
        void aSignatureOverAnotherDocument() {
            String signature = VideoApi.signature(issued(), owner.key());

            api.post(owner.user(), "/api/video/credentials", Map.of("document", issued(), "signature", signature))
                    .expectRefused(403, "video-signature-refused", "");
            assertRefusedOnRecord(owner.user());
        }

        @Test
        void theSameDocumentTwice() {
            String document = issued();
            api.sendSigned(owner.user(), document, owner.key()).expect(201);

            api.sendSigned(owner.user(), document, owner.key()).expectRefused(409, "video-document-used", "");
            assertRefusedOnRecord(owner.user());
        }

        @Test
        void aKeyOfAnotherOrganisation() {
            refused(issued(), api.owner().key(), 403, "video-signer-differs", "R283-4a");
        }

        @Test
        void aPersonsKey() throws Exception {
            refused(issued(), demoKey("head"), 403, "video-signer-differs", "R283-4a");
        }

        @Test
        void aRevokedKey() throws Exception {
            refused(issued(), demoKey("revoked"), 403, "video-signature-refused", "");
        }

        @Test
        void aKeyForLoginOnly() throws Exception {
            refused(issued(), demoKey("head-auth"), 403, "video-signature-refused", "");
        }

        @Test
        void anOwnerWhoseAccountWasBlocked() {
            String document = issued();
            REGISTRY.block(owner.user());

            refused(document, owner.key(), 403, "no-standing", "R150-33");
        }

        @Test
        @DisplayName("R41-2a: anybody's, while the registry does not answer")
        void whenTheRegistryIsSilent() {
            String document = issued();
            REGISTRY.silent(true);
            try {
                refused(document, owner.key(), 503, "video-standing-unknown", "R41-2a");
            } finally {
                REGISTRY.silent(false);
            }
        }

        @Test
        @DisplayName("anybody's, while the trust list cannot be had")
        void whenTheTrustListIsLost() {
            String document = issued();
            TRUST.known = false;

            refused(document, owner.key(), 503, "video-signature-unverifiable", "");
        }

        @Test
        @DisplayName("R283-4a: another owner's hand-over, whoever signed")
        void anotherOwner() {
            Owner other = api.owner();

            api.sendSigned(other.user(), issued(), owner.key()).expectRefused(403, "video-not-owner", "R283-4a");
            assertRefusedOnRecord(other.user());
            api.post(other.user(), "/api/video/credentials/document", VideoApi.whole(request))
                    .expectRefused(404, "video-warehouse-unknown", "");
        }

        @Test
        @DisplayName("R283-4b: an access that nobody has asked for")
        void withoutARequest() {
            api.post(
                            owner.user(),
                            "/api/video/credentials/document",
                            VideoApi.whole(UUID.randomUUID().toString()))
                    .expectRefused(404, "video-request-unknown", "");
        }

        private void refused(String document, CmsSigner key, int status, String problem, String rule) {
            api.sendSigned(owner.user(), document, key).expectRefused(status, problem, rule);
            assertRefusedOnRecord(owner.user());
        }

        private CmsSigner demoKey(String name) throws IOException {
            return CmsSigner.fromPkcs12(PKI.key(name).file(), DemoPki.PASSWORD.toCharArray());
        }

        private void assertRefusedOnRecord(Caller.User user) {
            assertThat(trail.of(user.account()).getLast().told()).isEqualTo("VIDEO_ACCESS_SUBMISSION REFUSED");
        }
    }

    @Nested
    @DisplayName("a changed login or password")
    class Changes {

        @Test
        @DisplayName("R283-5a: told within the hour is in time, and becomes the version that holds")
        void inTime() {
            api.handOver(owner, VideoApi.whole(request)).expect(201);

            Answer taken = api.handOver(owner, change(Instant.now().minus(20, ChronoUnit.MINUTES)))
                    .expect(201);

            assertThat(taken.json().path("breach").asBoolean()).isFalse();
            assertThat(taken.json().path("version").path("version").asInt()).isEqualTo(2);
            assertThat(trail.of(owner.user().account()).getLast().told()).isEqualTo("VIDEO_ACCESS_CHANGE IN_TIME");
            assertThat(notices().path(0).path("channel").asString()).isEqualTo("ELECTRONIC");
        }

        @Test
        @DisplayName("R283-5a: told after more than an hour is taken and marked a breach")
        void tooLate() {
            api.handOver(owner, VideoApi.whole(request)).expect(201);

            Answer taken = api.handOver(owner, change(Instant.now().minus(61, ChronoUnit.MINUTES)))
                    .expect(201);

            assertThat(taken.json().path("breach").asBoolean()).isTrue();
            assertThat(notices().path(0).path("breach").asBoolean()).isTrue();
            assertThat(trail.of(owner.user().account()).getLast().told()).isEqualTo("VIDEO_ACCESS_CHANGE BREACH");
        }

        @Test
        @DisplayName("R283-5b: a written notice is entered by an officer of the registering body, and by no other")
        void written() {
            Map<String, Object> notice = Map.of(
                    "warehouseId",
                    warehouse,
                    "changedAt",
                    Instant.now().minus(5, ChronoUnit.HOURS).toString(),
                    "notifiedAt",
                    Instant.now().minus(3, ChronoUnit.HOURS).toString(),
                    "letter",
                    "№ 17-3 / 22.11.2026");

            api.post(api.officer("revenue-oral"), "/api/video/changes", notice)
                    .expectRefused(403, "video-not-registering-body", "R283-4b");
            Answer noted = api.post(officer, "/api/video/changes", notice).expect(201);

            assertThat(noted.text("channel")).isEqualTo("WRITTEN");
            assertThat(noted.json().path("breach").asBoolean()).isTrue();
        }

        @Test
        void aMomentAheadIsRefused() {
            api.handOver(owner, VideoApi.whole(request)).expect(201);

            api.post(
                            owner.user(),
                            "/api/video/credentials/document",
                            change(Instant.now().plus(5, ChronoUnit.MINUTES)))
                    .expectRefused(400, "video-change-moment", "R283-5a");
        }

        @Test
        void whereNothingWasHandedOverNothingChanged() {
            api.post(owner.user(), "/api/video/credentials/document", change(Instant.now()))
                    .expectRefused(409, "video-nothing-handed-over", "R283-5a");
        }

        private Map<String, Object> change(Instant moment) {
            Map<String, Object> wanted = new HashMap<>(VideoApi.whole(request));
            wanted.remove("requestId");
            wanted.put("warehouseId", warehouse);
            wanted.put("changedAt", moment.toString());
            return wanted;
        }

        private JsonNode notices() {
            return api.get(officer, "/api/video/changes?warehouse=" + warehouse)
                    .expect(200)
                    .json();
        }
    }

    private String issued() {
        return api.post(owner.user(), "/api/video/credentials/document", VideoApi.whole(request))
                .expect(200)
                .text("document");
    }

    private JsonNode progress() {
        return api.get(owner.user(), "/api/video/requests")
                .expect(200)
                .json()
                .valueStream()
                .filter(each -> each.path("id").asString().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /** All that this test's account left in the database, bytes as characters. */
    private static String dump() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DATABASE.connectAsOwner();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("access_version", "audit_outbox", "change_notice", "record_key")) {
                try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                        for (var hex : rows.getString(1).split("\\\\\\\\x", -1)) {
                            String digits = hex.replaceAll("[^0-9a-f].*", "");
                            if (digits.length() > 8 && digits.length() % 2 == 0) {
                                all.append(new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8))
                                        .append('\n');
                            }
                        }
                    }
                }
            }
        }
        return all.toString();
    }
}
