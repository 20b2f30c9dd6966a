package kz.negiz.kit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import kz.negiz.audit.LogPosition;
import kz.negiz.kit.http.AuditLogPosition;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.http.InternalClients;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.http.RequestTrace;
import kz.negiz.kit.http.ServicesProperties;
import kz.negiz.kit.identity.IdentityConfiguration;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.migration.SchemaCheck;
import kz.negiz.kit.problem.ProblemConfiguration;
import kz.negiz.kit.receipt.Receipts;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.kit.trace.TraceProperties;
import kz.negiz.kit.trace.Traces;
import kz.negiz.kit.trust.FollowedTrust;
import kz.negiz.kit.trust.OcspClient;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.kit.trust.TrustClient;
import kz.negiz.kit.trust.TrustProperties;
import kz.negiz.kit.vault.RecordVault;
import kz.negiz.kit.vault.VaultProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.databind.ObjectMapper;

/** Gives every service the shared parts. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties({
    PlatformProperties.class,
    ServicesProperties.class,
    TraceProperties.class,
    TrustProperties.class,
    VaultProperties.class
})
@Import({IdentityConfiguration.class, ProblemConfiguration.class})
class ServiceKitAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The gateway brings its own. */
    @Bean
    @ConditionalOnMissingBean(name = "correlation")
    FilterRegistrationBean<Correlation> correlation() {
        FilterRegistrationBean<Correlation> registration = new FilterRegistrationBean<>(Correlation.goingOn());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Traces traces(TraceProperties properties, @Value("${spring.application.name}") String service) {
        URI endpoint = properties.endpoint();
        return endpoint == null ? Traces.none() : Traces.to(endpoint, properties.share(), service);
    }

    /** The gateway brings its own. */
    @Bean
    @ConditionalOnMissingBean(name = "requestTrace")
    FilterRegistrationBean<RequestTrace> requestTrace(Traces traces) {
        FilterRegistrationBean<RequestTrace> registration = new FilterRegistrationBean<>(RequestTrace.goingOn(traces));
        registration.setOrder(RequestTrace.ORDER);
        return registration;
    }

    @Bean
    InternalClients internalClients(Tokens tokens, ServicesProperties services, Traces traces) {
        return new InternalClients(tokens, services, traces);
    }

    @Bean
    @ConditionalOnMissingBean
    StandingClient standingClient(InternalClients clients) {
        return clients.create(StandingClient.class, "access-registry-service", Duration.ofSeconds(5));
    }

    /** The gateway, which owns the trust list, brings its own. */
    @Bean
    @ConditionalOnMissingBean
    TrustBundles trustBundles(
            InternalClients clients,
            ServiceIdentity identity,
            ObjectMapper json,
            Clock clock,
            TrustProperties properties) {
        return new FollowedTrust(
                clients.create(TrustClient.class, "gateway-service", Duration.ofSeconds(10)),
                clients.create(OcspClient.class, "gateway-service", Duration.ofSeconds(3)),
                identity,
                json,
                clock,
                properties);
    }

    @Bean
    Receipts receipts(ServiceIdentity identity, ObjectMapper json) {
        return new Receipts(identity, json);
    }

    @Bean
    @ConditionalOnMissingBean
    LogPosition logPosition(InternalClients clients) {
        return new AuditLogPosition(
                clients.create(AuditLogPosition.Client.class, "audit-log-service", Duration.ofSeconds(2)));
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    SchemaCheck schemaCheck(DataSource dataSource) {
        return new SchemaCheck(dataSource);
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    DatabaseClock databaseClock(DataSource dataSource) {
        return new DatabaseClock(dataSource);
    }

    @Bean
    @ConditionalOnProperty("negiz.vault.master-keyset-file")
    RecordVault recordVault(VaultProperties properties) {
        return RecordVault.open(Objects.requireNonNull(properties.masterKeysetFile()));
    }
}
