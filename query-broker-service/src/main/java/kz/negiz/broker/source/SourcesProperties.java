package kz.negiz.broker.source;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.negiz.rules.Subject;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * By which ways the registers and databases are asked. {@code docs/connectors.md} explains it to whoever connects a source.
 *
 * @param connectors ways to databases, by names of one's own choice
 * @param defaultConnector name of the connector that answers for every service of which nothing else is said
 * @param registers name of the REST connector at which the registers of inspections and of criminal cases answer
 * @param services services that are asked by another connector or need settings of their own
 */
@Validated
@ConfigurationProperties("negiz.sources")
public record SourcesProperties(
        @NotEmpty Map<String, @Valid Connector> connectors,
        @NotBlank @DefaultValue("rest") String defaultConnector,
        @NotBlank @DefaultValue("rest") String registers,
        @DefaultValue List<@Valid Service> services) {

    /** How a connector speaks. */
    public enum Kind {
        /** JSON over HTTP. */
        REST,
        /** The synchronous channel of the national gateway (ШЭП). */
        SHEP_SYNC,
        /** Its asynchronous channel. */
        SHEP_ASYNC
    }

    /** How business data lie in a message of the gateway. */
    public enum DataShape {
        /** As elements. */
        INLINE,
        /** As text with escaped markup. */
        TEXT,
        /** As elements, with the element around them in a namespace. */
        NAMESPACED
    }

    /**
     * A way to databases.
     *
     * @param baseUrl where it answers
     * @param connectTimeout how long making a connection may take
     * @param timeout how long one question may take in all, from the first byte sent to the last one read, repetitions
     *     included
     * @param largestAnswer longest answer that is read
     * @param concurrentPerService how many questions to one service may wait at once
     * @param concurrent how many questions to all its services may wait at once
     */
    public record Connector(
            @NotNull @DefaultValue("REST") Kind kind,
            @NotNull URI baseUrl,
            @NotNull @DefaultValue("2s") Duration connectTimeout,
            @NotNull @DefaultValue("5s") Duration timeout,
            @NotNull @DefaultValue("1MB") DataSize largestAnswer,
            @Min(1) @Max(10_000) @DefaultValue("64") int concurrentPerService,
            @Min(1) @Max(100_000) @DefaultValue("1024") int concurrent,
            @Valid @Nullable Tls tls,
            @Valid @Nullable Shep shep) {}

    /**
     * Mutual TLS.
     *
     * @param keyStoreFile PKCS#12 with the platform's key and certificate for TLS
     * @param keyStorePasswordFile file with its password
     * @param trustedCertificatesFile certificates (PEM) of whom the other side's may be; none: those that Java trusts
     */
    public record Tls(
            @Nullable Path keyStoreFile,
            @Nullable Path keyStorePasswordFile,
            @Nullable Path trustedCertificatesFile) {}

    /**
     * The platform as a member of the gateway, and whom it takes for the gateway.
     *
     * @param senderId login of the platform
     * @param passwordFile file with its password
     * @param keyStoreFile PKCS#12 with the key that signs messages
     * @param keyStorePasswordFile file with the password of the key store
     * @param gatewayBin BIN in the certificate that answers are signed with
     * @param gatewayCertificates SHA-256 fingerprints of such certificates, where not every one with this BIN will do
     * @param attempts how often a question may be sent in all, where the gateway or an owner's system failed
     * @param firstPause pause before the second attempt; each further one is twice as long, and none is exact
     * @param pollInterval how often the asynchronous channel is asked for an answer
     */
    public record Shep(
            @NotBlank String senderId,
            @NotNull Path passwordFile,
            @NotNull Path keyStoreFile,
            @NotNull Path keyStorePasswordFile,
            @NotBlank String gatewayBin,
            @DefaultValue Set<String> gatewayCertificates,
            @Min(1) @Max(5) @DefaultValue("3") int attempts,
            @NotNull @DefaultValue("200ms") Duration firstPause,
            @NotNull @DefaultValue("500ms") Duration pollInterval) {}

    /**
     * The owner of a database, who signs answers inside.
     *
     * @param bin BIN in the certificate that they are signed with
     * @param certificates SHA-256 fingerprints of such certificates, where not every one with this BIN will do
     * @param required whether an answer without such a signature is refused; one that does not stand always is
     */
    public record Owner(
            @NotBlank String bin,
            @DefaultValue Set<String> certificates,
            @DefaultValue("true") boolean required) {}

    /**
     * Settings of one service.
     *
     * @param code the service's code
     * @param connector name of its connector; none: the default one
     * @param serviceId what the gateway calls it; none: its code
     * @param dataShape how a question's data are sent; answers are read in any shape
     * @param found status codes that mean that data are there
     * @param nothing status codes by which the owner says that it has no record, as its description of the service has them
     * @param timeout in place of the connector's
     * @param lateWithin how long its owner may take in all, where that is longer than the time of a question; none: an answer
     *     after that time is not looked for. The synchronous channel can't do this
     * @param schemaFile JSON Schema of an answer's data, in place of the shipped one
     * @param owner whose own signature its answers bear; none: nobody looks for one. Over REST there is none
     * @param subjects what its questions may name subjects by beside IIN and BIN, in place of the shipped table
     */
    public record Service(
            @NotBlank String code,
            @Nullable String connector,
            @Nullable String serviceId,
            @NotNull @DefaultValue("INLINE") DataShape dataShape,
            @NotEmpty @DefaultValue("SCSS001") Set<String> found,
            @DefaultValue Set<String> nothing,
            @Nullable Duration timeout,

            @DurationMin(seconds = 1) @DurationMax(days = 7) @Nullable
            Duration lateWithin,

            @Nullable Path schemaFile,
            @Valid @Nullable Owner owner,
            @Nullable Set<Subject.Kind> subjects) {

        /** How long one question to it may take in all. */
        Duration within(Connector way) {
            return timeout == null ? way.timeout() : timeout;
        }

        /** A service of which nothing is said. */
        static Service of(String code) {
            return new Service(
                    code, null, null, DataShape.INLINE, Set.of("SCSS001"), Set.of(), null, null, null, null, null);
        }
    }
}
