package kz.negiz.gateway.edge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/**
 * A port of its own on which information systems show their certificate in the TLS handshake; off unless it is configured. It is
 * apart from the users' port so that no browser ever asks a person to choose a certificate.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("negiz.gateway.systems.port")
@EnableConfigurationProperties(SystemPort.Properties.class)
class SystemPort {

    /**
     * The port, and what it answers with.
     *
     * @param port none: there is no such port
     * @param sslBundle the server's key and certificate, and the versions of TLS
     */
    @Validated
    @ConfigurationProperties("negiz.gateway.systems")
    record Properties(
            @Nullable @Min(0) @Max(65_535) Integer port,
            @NotBlank @DefaultValue("door") String sslBundle) {}

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> portOfSystems(
            Properties properties, EdgeProperties edge, SslBundles bundles) {
        return factory -> {
            Connector connector = new Connector(new PatientProtocol());
            // What is configured of time-outs and sizes for the users' port holds here too.
            factory.getConnectorCustomizers().forEach(each -> each.customize(connector));
            EdgeConfiguration.guard(connector, edge);
            connector.setPort(properties.port() == null ? 0 : properties.port());
            connector.setScheme("https");
            connector.setSecure(true);
            new SslConnectorCustomizer(LogFactory.getLog(SystemPort.class), connector, Ssl.ClientAuth.NEED)
                    .customize(bundles.getBundle(properties.sslBundle()), Map.of());
            for (SSLHostConfig host : connector.findSslHostConfigs()) {
                host.setTrustManagerClassName(KeyPossession.class.getName());
            }
            factory.addAdditionalConnectors(connector);
        };
    }
}
