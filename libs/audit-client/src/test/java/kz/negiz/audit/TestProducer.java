package kz.negiz.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import kz.negiz.testkit.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that stores events, as Spring Boot starts it: real database, outbox, and if wanted the relay. */
final class TestProducer implements AutoCloseable {

    static final PayloadKeys KEYS = PayloadKeys.generate();

    private final ConfigurableApplicationContext context;

    private TestProducer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static TestProducer withoutRelay(TestDatabase database, String name) {
        return start(
                database,
                name,
                List.of("negiz.audit.relay.enabled=false"),
                new AtomicReference<>(OptionalLong.empty()));
    }

    static TestProducer relaying(
            TestDatabase database,
            String name,
            String bootstrap,
            String topic,
            AtomicReference<OptionalLong> logPosition) {
        return start(
                database,
                name,
                List.of(
                        "spring.kafka.bootstrap-servers=" + bootstrap,
                        "spring.kafka.producer.properties.max.block.ms=1000",
                        "spring.kafka.producer.properties.request.timeout.ms=1000",
                        "spring.kafka.producer.properties.delivery.timeout.ms=2000",
                        "negiz.audit.topic=" + topic,
                        "negiz.audit.relay.poll-interval=50ms",
                        "negiz.audit.relay.position-interval=300ms",
                        "negiz.audit.relay.longest-back-off=400ms"),
                logPosition);
    }

    private static TestProducer start(
            TestDatabase database, String name, List<String> more, AtomicReference<OptionalLong> logPosition) {
        List<String> properties = new ArrayList<>(more);
        properties.add("spring.application.name=" + name);
        properties.add("spring.datasource.url=" + database.url());
        properties.add("spring.datasource.username=" + database.user());
        properties.add("spring.datasource.password=" + database.password());
        properties.add("spring.flyway.enabled=false");
        properties.add("spring.main.banner-mode=off");
        properties.add("logging.level.org.apache.kafka=WARN");
        properties.add("negiz.audit.payload-public-keyset-file=" + publicKeyset());
        return new TestProducer(new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(properties.toArray(String[]::new))
                .initializers(context -> context.getBeanFactory()
                        .registerSingleton("logPosition", (LogPosition) producer -> requireNonNull(logPosition.get())))
                .run());
    }

    private static Path publicKeyset() {
        try {
            Path file = Files.createTempFile("payload-public", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, KEYS.publicKeyset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AuditOutbox outbox() {
        return context.getBean(AuditOutbox.class);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    StoredEvent store(AuditEventDraft draft) {
        return requireNonNull(transaction().execute(status -> outbox().append(draft)));
    }

    List<StoredEvent> store(List<AuditEventDraft> drafts) {
        return requireNonNull(transaction().execute(status -> outbox().append(drafts)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
