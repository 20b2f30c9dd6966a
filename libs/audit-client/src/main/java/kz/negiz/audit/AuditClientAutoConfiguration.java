package kz.negiz.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/** Gives a service with a database its outbox and, unless switched off, the relay to Kafka. */
@AutoConfiguration(after = {DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(AuditClientProperties.class)
public class AuditClientAutoConfiguration {

    @Bean
    EventOrigins auditEventOrigins() {
        return new EventOrigins();
    }

    @Bean
    @ConditionalOnMissingBean
    AuditOutbox auditOutbox(
            DataSource dataSource,
            AuditClientProperties properties,
            Environment environment,
            EventOrigins origins,
            ObjectProvider<AuditRelay> relay) {
        Path keyset = properties.payloadPublicKeysetFile();
        if (keyset == null) {
            throw new IllegalStateException(
                    "negiz.audit.payload-public-keyset-file must name the public payload keyset of audit-log-service");
        }
        // Looked for once: it may not be there yet when this is made, and the outbox wakes it after each transaction.
        Supplier<Optional<AuditRelay>> found = SingletonSupplier.of(() -> Optional.ofNullable(relay.getIfAvailable()));
        return new JdbcAuditOutbox(
                dataSource,
                producer(properties, environment),
                PayloadSealer.fromFile(keyset),
                origins,
                () -> found.get().ifPresent(AuditRelay::wake));
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "negiz.audit.relay.enabled", matchIfMissing = true)
    AuditRelay auditRelay(
            DataSource dataSource,
            AuditClientProperties properties,
            Environment environment,
            ObjectProvider<LogPosition> logPosition,
            EventOrigins origins,
            KafkaProperties kafka,
            KafkaConnectionDetails connection) {
        return new AuditRelay(
                dataSource,
                producer(properties, environment),
                properties.topic(),
                properties.relay(),
                logPosition.getIfAvailable(() -> producer -> OptionalLong.empty()),
                origins,
                producers(kafka, connection),
                Clock.systemUTC());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnBean(AuditRelay.class)
        OutboxMetrics auditOutboxMetrics(
                DataSource dataSource, AuditClientProperties properties, Environment environment, AuditRelay relay) {
            return new OutboxMetrics(dataSource, producer(properties, environment), relay);
        }
    }

    private static Supplier<Producer<String, byte[]>> producers(
            KafkaProperties kafka, KafkaConnectionDetails connection) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getProducer().getBootstrapServers());
        // What evidence needs is not a matter of configuration.
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return () -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static String producer(AuditClientProperties properties, Environment environment) {
        String configured = properties.producer();
        if (configured != null) {
            return configured;
        }
        String application = environment.getProperty("spring.application.name");
        if (application == null) {
            throw new IllegalStateException("negiz.audit.producer or spring.application.name must name this service");
        }
        return application;
    }
}
