package kz.negiz.kit.http;

import java.util.OptionalLong;
import kz.negiz.audit.LogPosition;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.annotation.GetExchange;

/** Asks audit-log-service how far it has taken this service's events. */
public final class AuditLogPosition implements LogPosition {

    private final Client log;

    public AuditLogPosition(Client log) {
        this.log = log;
    }

    @Override
    public OptionalLong lastNumber(String producer) {
        try {
            return OptionalLong.of(log.position(producer).lastNumber());
        } catch (RestClientException e) {
            return OptionalLong.empty();
        }
    }

    /** The endpoint of audit-log-service. */
    public interface Client {

        @GetExchange("/internal/positions/{producer}")
        Position position(@PathVariable String producer);
    }

    /** The greatest number that the log has taken of a producer; 0 for none yet. */
    public record Position(String producer, long lastNumber) {}
}
