package kz.negiz.demo.sources.shep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import kz.negiz.demo.shep.GatewayKeys;
import kz.negiz.demo.shep.Shape;
import kz.negiz.demo.shep.ShepStandIn;
import kz.negiz.demo.sources.service.ServiceAnswers;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway is there where it was told of a demo PKI. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("demo.shep.pki")
@EnableConfigurationProperties(ShepProperties.class)
class ShepConfiguration {

    private static final Shape[] SHAPES = Shape.values();

    @Bean
    ShepStandIn shepStandIn(ShepProperties properties, ServiceAnswers services, Clock clock) throws IOException {
        Path keys = properties.pki().resolve("keys");
        String password = properties.keyPassword();
        return new ShepStandIn(
                new GatewayKeys(
                        GatewayKeys.certificate(properties.pki().resolve("intermediates/demo-issuing.cer")),
                        GatewayKeys.Key.read(keys.resolve("shep-gateway.p12"), password),
                        GatewayKeys.Key.read(keys.resolve("expired.p12"), password),
                        GatewayKeys.Key.read(keys.resolve("system.p12"), password)),
                new ShepStandIn.Caller(properties.senderId(), properties.password()),
                new ShepOwner(
                        services,
                        properties.signed(),
                        GatewayKeys.Key.read(keys.resolve("source-owner.p12"), password)),
                // All four shapes occur among owners; each service has its own.
                service -> SHAPES[Math.floorMod(service.hashCode(), SHAPES.length)],
                properties::late,
                clock);
    }

    @Bean
    ShepEndpoint shepEndpoint(ShepStandIn gateway, ShepFaults faults) {
        return new ShepEndpoint(gateway, faults);
    }
}
