package kz.negiz.auditlog;

import java.util.Map;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.TestKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events to Kafka as relays do. */
public final class TestRoad implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    public TestRoad(String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestKafka.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void send(AuditEvent event) {
        producer.send(new ProducerRecord<>(topic, event.producer(), event.encode()));
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
