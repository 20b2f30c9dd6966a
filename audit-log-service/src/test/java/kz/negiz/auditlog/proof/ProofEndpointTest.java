package kz.negiz.auditlog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import kz.negiz.auditlog.RunningLog;
import kz.negiz.auditlog.TestEvents;
import kz.negiz.auditlog.TestRoad;
import kz.negiz.auditlog.Waiting;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.MerkleHash;
import kz.negiz.log.Proofs;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.VerifierKey;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.service.EndpointDeclarationsCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@DisplayName("The log's promises, over HTTP")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofEndpointTest {

    private static final Caller.User OFFICER =
            RunningLog.user(UUID.randomUUID(), "kgd-almaty", "/almaty", AccessRole.OFFICER);

    private final String topic = "audit-" + UUID.randomUUID();
    private final AuditEvent event = new TestEvents().next(TestEvents.BROKER, OFFICER.account());
    private final RunningLog log = RunningLog.start(RunningLog.newDatabase(), topic);

    @BeforeAll
    void feed() {
        try (TestRoad road = new TestRoad(topic)) {
            road.send(event);
        }
        LogReader reader = log.bean(LogReader.class);
        Waiting.until(() ->
                reader.latest().filter(last -> last.checkpoint().size() == 2).isPresent());
    }

    @AfterAll
    void stop() {
        log.close();
    }

    @Test
    @DisplayName("a receipt's leaf hash is redeemed by an inclusion proof")
    void inclusion() {
        byte[] hash = MerkleHash.leaf(event.encode());
        for (String text : List.of(
                URLEncoder.encode(Base64.getEncoder().encodeToString(hash), StandardCharsets.UTF_8),
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash))) {
            HttpResponse<byte[]> response = log.get(OFFICER, "/api/audit/inclusion?leafHash=" + text);

            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode proof = RunningLog.json(response);
            Note note = Note.parse(proof.get("note").stringValue());
            assertThat(note.isSignedBy(key())).isTrue();
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            assertThat(Proofs.isIncluded(
                            hash,
                            proof.get("index").longValue(),
                            checkpoint.size(),
                            hashes(proof.get("proof")),
                            checkpoint.root()))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("an unknown leaf is not found, and nonsense is refused")
    void noInclusion() {
        assertThat(log.get(
                                OFFICER,
                                "/api/audit/inclusion?leafHash="
                                        + Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(new byte[32]))
                        .statusCode())
                .isEqualTo(404);
        for (String nonsense : List.of("", "AAAA", "!!!", "A".repeat(9000))) {
            assertThat(log.get(OFFICER, "/api/audit/inclusion?leafHash=" + nonsense)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("a kept checkpoint is proved to be the beginning of the present one")
    void consistency() {
        JsonNode latest = RunningLog.json(log.get(OFFICER, "/api/audit/checkpoint"));
        JsonNode proof = RunningLog.json(log.get(OFFICER, "/api/audit/consistency?from=1&to=2"));
        JsonNode opening = RunningLog.json(
                log.get(OFFICER, "/api/audit/opening?year=" + latest.get("year").intValue()));
        byte[] first = Base64.getDecoder().decode(opening.get("firstLeaf").stringValue());
        byte[] root = Base64.getDecoder().decode(latest.get("root").stringValue());

        assertThat(Proofs.areConsistent(1, MerkleHash.leaf(first), 2, root, hashes(proof.get("proof"))))
                .isTrue();
        assertThat(Proofs.isIncluded(MerkleHash.leaf(first), 0, 2, hashes(opening.get("proof")), root))
                .isTrue();
        for (String wrong : List.of("from=-1&to=2", "from=2&to=1", "from=1&to=3", "year=1999&from=0&to=0")) {
            assertThat(log.get(OFFICER, "/api/audit/consistency?" + wrong).statusCode())
                    .isEqualTo(404);
        }
        assertThat(log.get(OFFICER, "/api/audit/consistency?from=x&to=2").statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("a producer learns where the log is")
    void position() {
        HttpResponse<byte[]> response =
                log.getAsService("query-broker-service", "/internal/positions/query-broker-service");

        assertThat(RunningLog.json(response).get("lastNumber").longValue()).isEqualTo(1);
    }

    @Test
    @DisplayName("every endpoint serves only whom it declares to serve")
    void declarations() {
        assertThat(EndpointDeclarationsCheck.of(RunningLog.NAME, RunningLog.KEYS, log.port())
                        .faults(log.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)))
                .isEmpty();
    }

    private VerifierKey key() {
        return VerifierKey.parse(
                RunningLog.json(log.get(OFFICER, "/api/audit/key")).get("key").stringValue());
    }

    private static List<byte[]> hashes(JsonNode proof) {
        return proof.valueStream()
                .map(hash -> Base64.getDecoder().decode(hash.stringValue()))
                .toList();
    }
}
