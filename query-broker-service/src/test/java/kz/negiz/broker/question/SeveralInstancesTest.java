package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Two instances of the service on one database")
class SeveralInstancesTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-2026-0031";
    /** As many as one account may have in progress at each. */
    private static final int AT_BOTH = 24;

    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 500 : 20;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private JdbcClient jdbc;

    private ConfigurableApplicationContext otherInstance;
    private Caller.User head;
    private BrokerApi other;

    @BeforeEach
    void start() {
        head = api.head();
        api.openInspection(INSPECTION);
        otherInstance = anotherInstance(environment, Map.of());
        other = api.at(Integer.parseInt(otherInstance.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterEach
    void stop() {
        otherInstance.close();
    }

    @Test
    @DisplayName("take a signed question once, whichever it is handed to, and ask its source once (R41-2b)")
    void onceAtBoth() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            AROUND.asked.clear();
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            byte[] signature = api.sign("head", document);

            List<BrokerApi.Answer> answers = atOnce(Stream.of(api, other, api, other)
                    .<Callable<BrokerApi.Answer>>map(instance -> () -> instance.submit(head, document, signature))
                    .toList());

            assertThat(answers.stream().map(BrokerApi.Answer::status).sorted())
                    .as("round %d", round)
                    .containsExactly(200, 409, 409, 409);
            assertThat(AROUND.asked).hasSize(1);
        }
    }

    @Test
    @DisplayName("number events, and those of a user, without a gap or a double (R41-25)")
    void numbers() throws Exception {
        assertThat(atOnce(IntStream.range(0, AT_BOTH)
                        .<Callable<BrokerApi.Answer>>mapToObj(i -> () -> ask(i % 2 == 0 ? api : other))
                        .toList()))
                .allMatch(answer -> answer.status() == 200);

        List<AuditEvent> events = events();
        assertThat(events.stream().mapToLong(AuditEvent::number)).isEqualTo(upTo(events.size()));
        List<Long> own = events.stream()
                .filter(event -> event.account().filter(head.account()::equals).isPresent())
                .map(event -> event.userNumber().orElseThrow())
                .toList();
        assertThat(own).hasSizeGreaterThan(AT_BOTH).isEqualTo(upTo(own.size()));
    }

    @Test
    @DisplayName(
            "go on when one is taken down among questions: the other answers, and what was answered is on record (R41-25)")
    void oneTakenDown() throws Exception {
        CountDownLatch underWay = new CountDownLatch(8);
        List<UUID> answered = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> staying = new ArrayList<>();
            for (int i = 0; i < AT_BOTH; i++) {
                BrokerApi instance = i % 2 == 0 ? api : other;
                Future<Integer> status = threads.submit(() -> {
                    underWay.countDown();
                    return askedOrGone(instance, answered);
                });
                if (instance == api) {
                    staying.add(status);
                }
            }
            underWay.await();
            otherInstance.close();
            for (Future<Integer> status : staying) {
                assertThat(status.get()).isEqualTo(200);
            }
        }

        assertThat(answered)
                .hasSizeGreaterThanOrEqualTo(AT_BOTH / 2)
                .allSatisfy(id -> assertThat(eventsOf(id).stream().map(AuditEvent::action))
                        .contains("QUESTION_DECIDED", "ANSWER_STORED"));
        assertThat(events().stream().mapToLong(AuditEvent::number)).isEqualTo(upTo(events().size()));
    }

    private BrokerApi.Answer ask(BrokerApi instance) {
        byte[] document = instance.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
        return instance.submit(head, document, instance.sign("head", document));
    }

    /** The status; 0 where nobody is there any more. */
    private int askedOrGone(BrokerApi instance, List<UUID> answered) {
        try {
            BrokerApi.Answer answer = ask(instance);
            if (answer.status() == 200) {
                answered.add(answer.id());
            }
            return answer.status();
        } catch (RuntimeException gone) {
            return 0;
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : threads.invokeAll(all)) {
                results.add(each.get());
            }
        }
        return results;
    }

    private List<AuditEvent> events() {
        return jdbc.sql("select event from audit_outbox order by number")
                .query((row, index) -> AuditEvent.parse(row.getBytes("event")))
                .list();
    }

    private static List<Long> upTo(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
