package kz.negiz.gateway.edge;

import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.http.Correlation;
import kz.negiz.kit.http.RequestTrace;
import kz.negiz.kit.trace.Traces;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the gate before all other filters. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    private static final int MOST_HEADERS = 64;

    @Bean
    FilterRegistrationBean<Correlation> correlation() {
        FilterRegistrationBean<Correlation> registration = new FilterRegistrationBean<>(Correlation.beginning());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RequestTrace> requestTrace(Traces traces) {
        FilterRegistrationBean<RequestTrace> registration =
                new FilterRegistrationBean<>(RequestTrace.beginning(traces));
        registration.setOrder(RequestTrace.ORDER);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RequestGate> requestGate(
            SecurityHeaders headers,
            Networks networks,
            ProblemWriter problems,
            StrangerRefusals strangers,
            EdgeProperties properties) {
        FilterRegistrationBean<RequestGate> registration = new FilterRegistrationBean<>(new RequestGate(
                headers, networks, problems, strangers, properties.maxBody().toBytes(), properties.bodyTime()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /**
     * Bodies are never read for parameters: what belongs to a service must reach it untouched, and the gateway's own
     * endpoints take JSON or nothing.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> untouchedBodies() {
        return factory -> factory.addConnectorCustomizers(EdgeConfiguration::untouched);
    }

    private static void untouched(Connector connector) {
        connector.setParseBodyMethods("NONE");
        connector.setXpoweredBy(false);
        connector.setAllowTrace(false);
    }

    /** What holds for every port. */
    static void guard(Connector connector, EdgeProperties properties) {
        untouched(connector);
        bound(connector, properties);
    }

    /** What a client may take of connections, time and headers; how many and how long stands in {@code server.tomcat}. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedClients(EdgeProperties properties) {
        return factory -> {
            factory.setProtocol(PatientProtocol.class.getName());
            factory.addEngineValves(new UnreadBodies());
            factory.addConnectorCustomizers(connector -> bound(connector, properties));
        };
    }

    private static void bound(Connector connector, EdgeProperties properties) {
        connector.setProperty("maxHeaderCount", Integer.toString(MOST_HEADERS));
        if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
            protocol.setHeadTime(properties.headTime());
        }
    }
}
