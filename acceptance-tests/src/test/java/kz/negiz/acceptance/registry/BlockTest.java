package kz.negiz.acceptance.registry;

import static kz.negiz.acceptance.Refusals.problemOf;
import static kz.negiz.acceptance.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

@OnRunningPlatform
@DisplayName("R41-32a, R150-46: a block")
class BlockTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLOCKED = "other-head";

    private final Platform platform;
    private final ApiClient operator;
    private final ApiClient blocked;
    private final String account;
    private final List<String> blocks = new ArrayList<>();

    BlockTest(Platform platform) {
        this.platform = platform;
        this.operator = platform.as("administrator2");
        this.blocked = platform.officer(BLOCKED);
        this.account = blocked.get("/api/session").get("account").asString();
    }

    @AfterEach
    void unblock() {
        if (!blocks.isEmpty()) {
            ObjectNode decision = JSON.createObjectNode().put("account", account);
            blocks.forEach(decision.putArray("blocks")::add);
            decision.putObject("decision")
                    .put("number", "Ш-" + UUID.randomUUID())
                    .put("date", LocalDate.now(ZoneId.of("Asia/Almaty")).toString());
            operator.post("/api/registry/unblocks", decision);
            blocks.clear();
        }
    }

    @Test
    @DisplayName("takes effect with its answer, in every session, and only a decision lifts it")
    void everySession() {
        ApiClient second = platform.newSession(BLOCKED);

        block();

        for (ApiClient session : List.of(blocked, second)) {
            ApiRefused refused = refusalOf(() -> ask(session));
            assertThat(refused.status()).isIn(401, 403);
        }
        assertThat(refusalOf(() -> platform.newSession(BLOCKED))
                        .problem()
                        .path("reason")
                        .asString(""))
                .isEqualTo("BLOCKED");
        unblock();
        assertThat(ask(platform.newSession(BLOCKED)).get("outcome").asString()).isEqualTo("PERMITTED");
    }

    @Test
    @DisplayName("is found also when somebody else carries the signed question")
    void carriedByAnother() {
        byte[] document = question().draft(blocked);
        byte[] signature = blocked.key().sign(document);
        ApiClient carrier = platform.officer("head");

        block();

        long before = platform.sources().servicesAsked();
        ApiRefused refused = refusalOf(() -> Question.send(carrier, document, signature));
        assertThat(problemOf(refused)).isEqualTo("signer-without-standing");
        assertThat(platform.sources().servicesAsked()).isEqualTo(before);
    }

    @Test
    @DisplayName("answered 200 precedes every answer to a question that was sent after it, whatever runs beside it")
    void race() throws InterruptedException, ExecutionException {
        int rounds = Boolean.getBoolean("negiz.test.long") ? 25 : 3;
        for (int round = 0; round < rounds; round++) {
            ApiClient session = platform.newSession(BLOCKED);
            AtomicBoolean isBlocked = new AtomicBoolean();
            try (ExecutorService askers = Executors.newFixedThreadPool(4)) {
                List<Future<Integer>> releasedAfterBlock = new ArrayList<>();
                for (int asker = 0; asker < 4; asker++) {
                    releasedAfterBlock.add(askers.submit(askUntilRefused(session, isBlocked)));
                }
                block();
                isBlocked.set(true);
                for (Future<Integer> released : releasedAfterBlock) {
                    assertThat(released.get())
                            .as("answers to questions sent after the block")
                            .isZero();
                }
            }
            unblock();
        }
    }

    /** Counts the answers to questions that were sent when the block had been answered. */
    private Callable<Integer> askUntilRefused(ApiClient session, AtomicBoolean isBlocked) {
        return () -> {
            for (int question = 0; question < 50; question++) {
                boolean sentAfter = isBlocked.get();
                try {
                    ask(session);
                } catch (ApiRefused refused) {
                    return 0;
                }
                if (sentAfter) {
                    return 1;
                }
            }
            return 1;
        };
    }

    private void block() {
        ObjectNode block = JSON.createObjectNode().put("account", account);
        block.putObject("ground")
                .put("ground", "VIOLATION")
                .put("brokenRule", "R41-9a")
                .putArray("evidence")
                .add("test-1");
        blocks.add(operator.post("/api/registry/blocks", block).get("id").asString());
    }

    private JsonNode ask(ApiClient session) {
        return question().ask(session);
    }

    private Question question() {
        return Question.underInspection(
                platform.scenario().inspection("otherBody"), platform.scenario().company("t2"), "VEHICLES");
    }
}
