package kz.negiz.auditlog.log;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the log.
 *
 * @param logName name of the log and of its key; the log of a year has the origin {@code name/year}
 * @param checkpointKeyFile PEM file with the Ed25519 key that signs checkpoints
 * @param checkpointInterval shortest time between two checkpoints of a growing log
 * @param producers services whose events the log takes
 * @param payloadPrivateKeysetFile Tink keyset (JSON) that opens the payloads of events, for exports and reports
 */
@Validated
@ConfigurationProperties("negiz.audit")
public record LogProperties(
        @DefaultValue("negiz.kz/audit") String logName,
        @NotNull Path checkpointKeyFile,
        @DefaultValue("1s") Duration checkpointInterval,

        @DefaultValue({
            "gateway-service",
            "access-registry-service",
            "query-broker-service",
            "video-access-service",
            "audit-log-service"
        })
        @NotEmpty
        Set<String> producers,

        @NotNull Path payloadPrivateKeysetFile) {}
