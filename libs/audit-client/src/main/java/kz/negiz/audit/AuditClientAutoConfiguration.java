package kz.negiz.audit;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service with a database its outbox and relay. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(AuditClientProperties.class)
public class AuditClientAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AuditOutbox auditOutbox(DataSource dataSource, AuditClientProperties properties, Environment environment) {
        Path keyset = properties.payloadPublicKeysetFile();
        if (keyset == null) {
            throw new IllegalStateException(
                    "negiz.audit.payload-public-keyset-file must name the public payload keyset of audit-log-service");
        }
        return new JdbcAuditOutbox(
                dataSource, producer(properties.producer(), environment), PayloadSealer.fromFile(keyset), () -> {});
    }

    private static String producer(@Nullable String configured, Environment environment) {
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
