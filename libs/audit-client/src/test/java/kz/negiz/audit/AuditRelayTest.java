package kz.negiz.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.TestKafka;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The relay")
class AuditRelayTest {

    private static final AuditEventDraft DRAFT = AuditEventDraft.of("LOGIN", "ACCEPTED");

    private final TestDatabase database = TestDatabase.create("broker", "classpath:db/audit");
    private final String topic = "audit-" + UUID.randomUUID();
    private final AtomicReference<OptionalLong> log = new AtomicReference<>(OptionalLong.empty());

    @BeforeEach
    void topic() {
        TestKafka.createTopic(topic, 1);
    }

    @Test
    @DisplayName("sends every event once, in the order of the numbers, keyed by producer")
    void sendsInOrder() {
        try (TestProducer service = relaying()) {
            store(service, 50);

            List<ConsumerRecord<String, byte[]>> records = receive(50);

            assertThat(numbers(records)).containsExactlyElementsOf(upTo(50));
            assertThat(records).allMatch(message -> "query-broker-service".equals(message.key()));
        }
    }

    @Test
    @DisplayName("sends what was stored before it started, and drains what is stored last")
    void drainsAtTheEnd() {
        try (TestProducer service = TestProducer.withoutRelay(database, "query-broker-service")) {
            store(service, 10);
        }
        try (TestProducer service = relaying()) {
            store(service, 10);
        }

        assertThat(numbers(receive(20))).containsExactlyElementsOf(upTo(20));
    }

    @Test
    @DisplayName("goes on after the last acknowledged event when the log does not answer")
    void goesOnFromMark() {
        try (TestProducer service = relaying()) {
            store(service, 5);
            receive(5);
        }
        try (TestProducer service = relaying()) {
            store(service, 5);
        }

        assertThat(numbers(receive(10))).containsExactlyElementsOf(upTo(10));
    }

    @Test
    @DisplayName("goes on where the log says it is")
    void goesOnWhereTheLogIs() {
        try (TestProducer service = TestProducer.withoutRelay(database, "query-broker-service")) {
            store(service, 10);
        }
        log.set(OptionalLong.of(7));
        TestProducer relaying = relaying();
        try (relaying) {

            assertThat(numbers(receive(3))).containsExactly(8L, 9L, 10L);
        }
    }

    @Test
    @DisplayName("sends again from where the log is when Kafka acknowledged and then lost events")
    void rewinds() {
        try (TestProducer service = relaying()) {
            store(service, 5);
            receive(5);
            log.set(OptionalLong.of(2));

            List<Long> numbers = numbers(receive(8));

            assertThat(numbers).startsWith(1L, 2L, 3L, 4L, 5L, 3L, 4L, 5L);
        }
    }

    @Test
    @DisplayName("loses nothing when Kafka is killed in the middle")
    void survivesDeadKafka() {
        try (TestProducer service = relaying()) {
            store(service, 20);
            TestKafka.kill();
            try {
                store(service, 20);
            } finally {
                TestKafka.restart();
            }
            store(service, 20);

            List<Long> numbers = numbers(receiveUntil(60));

            assertThat(new LinkedHashSet<>(numbers)).containsAll(upTo(60));
        }
    }

    @Test
    @DisplayName("works in one process only, and is taken over when that one ends")
    void oneRelayAtATime() {
        TestProducer first = relaying();
        try (TestProducer second = relaying()) {
            store(first, 10);
            assertThat(numbers(receive(10))).containsExactlyElementsOf(upTo(10));
            first.close();
            store(second, 10);
            assertThat(numbers(receive(20))).containsExactlyElementsOf(upTo(20));
        } finally {
            first.close();
        }
    }

    @Test
    @DisplayName("raises an alarm, and skips nothing, when the log has more than this database")
    void logAhead() {
        log.set(OptionalLong.of(9));
        try (TestProducer service = relaying()) {
            store(service, 3);
            AuditRelay relay = service.bean(AuditRelay.class);
            await(() -> relay.logAhead() && relay.sent().orElse(0) == 3);
        }
    }

    private TestProducer relaying() {
        return TestProducer.relaying(database, "query-broker-service", TestKafka.bootstrapServers(), topic, log);
    }

    private static void store(TestProducer service, int count) {
        for (int i = 0; i < count; i++) {
            service.store(DRAFT);
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Long> numbers(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(message -> AuditEvent.parse(message.value()).number())
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> receive(int count) {
        return receive(records -> records.size() >= count);
    }

    private List<ConsumerRecord<String, byte[]>> receiveUntil(long number) {
        return receive(records -> numbers(records).contains(number));
    }

    private List<ConsumerRecord<String, byte[]>> receive(
            java.util.function.Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return enough.test(records);
            });
        }
        return records;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(120);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(end);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
