package kz.negiz.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kz.negiz.platform.kafka.KafkaServer;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.Signal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.opentest4j.TestAbortedException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real Kafka broker, one for all tests of a JVM, which can be killed and started again in the middle of a test.
 *
 * <p>It starts at the first use and ends with the JVM. Topics are not made by themselves.
 */
public final class TestKafka {

    private static final String IMAGE = "apache/kafka:4.2.1";

    private TestKafka() {}

    public static String bootstrapServers() {
        return Holder.BROKER.bootstrapServers();
    }

    /** Makes a topic with one replica; one that is there already stays as it is. */
    public static void createTopic(String name, int partitions) {
        try (Admin admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + name + " cannot be made", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the broker without warning, as a power cut would. A test that calls it restarts it, whatever happens. */
    public static void kill() {
        Holder.BROKER.kill();
    }

    /** Starts a killed broker again, on the same address and with the same data; does nothing when it runs. */
    public static void restart() {
        Holder.BROKER.restart();
    }

    /** Gives a Spring test the broker's address. */
    public static void register(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", TestKafka::bootstrapServers);
    }

    private static final class Holder {
        static final Broker BROKER = switch (TestServers.chosen()) {
            case EMBEDDED -> new Embedded();
            case TESTCONTAINERS -> new Contained();
        };
    }

    private interface Broker {
        String bootstrapServers();

        void kill();

        void restart();
    }

    private static final class Embedded implements Broker {

        private final KafkaServer.Settings settings;
        private KafkaServer server;

        Embedded() {
            Path folder = TestServers.folder("kafka");
            settings = new KafkaServer.Settings(folder, Ports.free(), Ports.free(), false, folder.resolve("kafka.log"));
            server = KafkaServer.start(settings);
            TestServers.deleteAtExit(folder, this::kill);
        }

        @Override
        public synchronized String bootstrapServers() {
            return server.bootstrapServers();
        }

        @Override
        public synchronized void kill() {
            server.process().stop(Signal.KILL, Duration.ofSeconds(10));
        }

        @Override
        public synchronized void restart() {
            if (!server.process().isAlive()) {
                server = KafkaServer.start(settings);
            }
        }
    }

    private static final class Contained implements Broker {

        private final KafkaContainer container;

        Contained() {
            container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            container.start();
        }

        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers();
        }

        @Override
        public void kill() {
            throw new TestAbortedException(
                    "a container comes back on another port; run with -D" + TestServers.SWITCH + "=embedded");
        }

        @Override
        public void restart() {
            // Never killed.
        }
    }
}
