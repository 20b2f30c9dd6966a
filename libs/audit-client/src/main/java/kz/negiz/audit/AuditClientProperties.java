package kz.negiz.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit client.
 *
 * @param producer name under which this service's events stand in the log; the application's name if not given
 * @param payloadPublicKeysetFile file with the public payload keyset (Tink JSON) of audit-log-service
 * @param topic Kafka topic of the events
 * @param relay settings of the relay to Kafka
 */
@ConfigurationProperties("negiz.audit")
public record AuditClientProperties(
        @Nullable String producer,
        @Nullable Path payloadPublicKeysetFile,
        @DefaultValue("negiz.audit.v1") String topic,
        @DefaultValue Relay relay) {

    /**
     * Settings of the relay.
     *
     * @param enabled whether this process relays; events are stored all the same
     * @param gather how long events are gathered after a commit before they are sent together: each transport costs the same
     *     for one as for many
     * @param pollInterval how often new events are looked for when no commit woke the relay
     * @param batchSize how many events are sent before their acknowledgements are awaited
     * @param positionInterval how often the audit log is asked how far it is
     * @param longestBackOff longest pause after a failure
     */
    public record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("50ms") Duration gather,
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("500") int batchSize,
            @DefaultValue("5s") Duration positionInterval,
            @DefaultValue("10s") Duration longestBackOff) {

        public Relay {
            if (batchSize < 1 || batchSize > 10_000) {
                throw new IllegalArgumentException("negiz.audit.relay.batch-size must lie between 1 and 10000");
            }
            if (gather.isNegative() || gather.compareTo(Duration.ofSeconds(5)) > 0) {
                throw new IllegalArgumentException("negiz.audit.relay.gather must lie between 0 and 5 s");
            }
        }
    }
}
