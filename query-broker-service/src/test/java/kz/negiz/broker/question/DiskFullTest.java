package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.SmallDisk;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("A full disk of the database")
class DiskFullTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-2026-0041";
    private static final int MEBIBYTES = 256;
    /** More than fit into pages that are there already. */
    private static final int QUESTIONS = 60;

    @Autowired
    private ConfigurableEnvironment environment;

    @Test
    @DisplayName("refuses questions with a hint and asks nobody; nothing is half on record, and room heals it (R41-25)")
    void refusedUntilThereIsRoom() {
        assumeTrue(SmallDisk.canBeMade(), "only root can make a disk of its own");
        try (SmallDisk disk = SmallDisk.ofMebibytes(MEBIBYTES)) {
            TestDatabase database = disk.database("broker", "classpath:db/audit", "classpath:db/migration");
            try (ConfigurableApplicationContext instance = anotherInstance(
                    environment,
                    Map.of(
                            "spring.datasource.url", database.url(),
                            "spring.datasource.username", database.user(),
                            "spring.datasource.password", database.password()))) {
                Caller.User head = api.head();
                api.openInspection(INSPECTION);
                BrokerApi full =
                        api.at(Integer.parseInt(instance.getEnvironment().getRequiredProperty("local.server.port")));
                // Large ones need pages of their own.
                AROUND.data.put("VEHICLES", "{\"note\":\"" + "n".repeat(30_000) + "\"}");
                List<UUID> answered = new ArrayList<>();
                answered.add(answer(full, head).id());

                disk.fill();
                List<BrokerApi.Answer> refused = new ArrayList<>();
                int asked = 0;
                for (int i = 0; i < QUESTIONS; i++) {
                    AROUND.asked.clear();
                    BrokerApi.Answer answer = answer(full, head);
                    if (answer.status() == 200) {
                        answered.add(answer.id());
                    } else {
                        refused.add(answer);
                        asked += AROUND.asked.size();
                    }
                }
                assertThat(refused).isNotEmpty().allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.body().path("type").asString()).isEqualTo("urn:negiz:problem:unavailable");
                });

                disk.free();
                BrokerApi.Answer afterwards = answer(full, head);
                assertThat(afterwards.status()).isEqualTo(200);
                answered.add(afterwards.id());
                // Whatever was asked of a source is on record as a question, also where its answer had no room.
                assertOnRecord(instance.getBean(JdbcClient.class), answered, answered.size() + asked);
            }
        }
    }

    private static BrokerApi.Answer answer(BrokerApi instance, Caller.User head) {
        byte[] document = instance.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
        return instance.submit(head, document, instance.sign("head", document));
    }

    /** Each answer that was shown is stored, each that is stored has its event, and no number is missing. */
    private static void assertOnRecord(JdbcClient jdbc, List<UUID> answered, int questions) {
        List<AuditEvent> events = jdbc.sql("select event from audit_outbox order by number")
                .query((row, index) -> AuditEvent.parse(row.getBytes("event")))
                .list();
        assertThat(events.stream().mapToLong(AuditEvent::number))
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        List<UUID> stored =
                jdbc.sql("select question from answer").query(UUID.class).list();
        assertThat(stored).containsAll(answered);
        assertThat(of(events, "ANSWER_STORED")).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(of(events, "QUESTION_DECIDED"))
                .hasSize(questions)
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.sql("select id from question").query(UUID.class).list());
        assertThat(of(events, "ANSWER_SHOWN")).containsAll(answered);
    }

    private static List<UUID> of(List<AuditEvent> events, String action) {
        return events.stream()
                .filter(event -> event.action().equals(action))
                .flatMap(event -> event.reference().stream())
                .toList();
    }
}
