package kz.negiz.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.Signal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("an acknowledged message is there after kill -9, also when the broker comes back on other ports")
    void keepsWhatItAcknowledged() throws Exception {
        KafkaServer server = KafkaServer.start(settings());
        try {
            try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", server.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("kept", "негіз")).get();
            }
        } finally {
            server.process().stop(Signal.KILL, Duration.ofSeconds(10));
        }
        try (KafkaServer again = KafkaServer.start(settings());
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", again.bootstrapServers(), "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            assertThat(again.port()).isNotEqualTo(server.port());
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            assertThat(consumer.poll(Duration.ofSeconds(30)))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("негіз");
        }
    }

    private KafkaServer.Settings settings() {
        return new KafkaServer.Settings(
                folder.resolve("kafka"), Ports.free(), Ports.free(), false, folder.resolve("kafka.log"));
    }
}
