package kz.negiz.auditlog.proof;

import kz.negiz.audit.LogPosition;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.kit.identity.ServesServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells a producer how far the log has taken its events, so that it sends again what was lost on the road. */
@RestController
@ServesServices({
    "gateway-service",
    "access-registry-service",
    "query-broker-service",
    "video-access-service",
    "audit-log-service"
})
class PositionEndpoint {

    private final LogReader log;

    PositionEndpoint(LogReader log) {
        this.log = log;
    }

    record Position(String producer, long lastNumber) {}

    @GetMapping("/internal/positions/{producer}")
    Position position(@PathVariable String producer) {
        return new Position(producer, log.lastNumber(producer));
    }

    /** The log's own events take the same road as all others, but it need not ask itself over HTTP. */
    @Configuration(proxyBeanMethods = false)
    static class OwnPosition {

        @Bean
        LogPosition logPosition(LogReader log) {
            return producer -> java.util.OptionalLong.of(log.lastNumber(producer));
        }
    }
}
