package kz.negiz.platform.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kz.negiz.platform.kafka.KafkaServer;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.supervisor.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The Kafka broker of the local platform, with its one topic. */
final class KafkaPart implements Part {

    /** One partition: the order of the log is the order of the topic. */
    static final String AUDIT_TOPIC = "negiz.audit.v1";

    private final KafkaServer.Settings settings;

    KafkaPart(KafkaServer.Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return PlatformPorts.KAFKA;
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public Running start() {
        for (int port : new int[] {settings.port(), settings.controllerPort()}) {
            if (!Ports.isFree(port)) {
                throw new IllegalStateException("port " + port + " is taken by another program");
            }
        }
        KafkaServer server = KafkaServer.start(settings);
        try {
            createTopic(server.bootstrapServers());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return new Running(server.process().identity(), server.process().onExit(), server::close);
    }

    private static void createTopic(String bootstrapServers) {
        try (Admin admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(AUDIT_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the topic " + AUDIT_TOPIC + " cannot be made", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topic", e);
        }
    }
}
