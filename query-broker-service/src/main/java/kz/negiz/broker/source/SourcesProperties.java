package kz.negiz.broker.source;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the registers and databases answer, and how long and how much they may.
 *
 * @param baseUrl address of the REST connectors
 * @param timeout how long one answer may take, from the first byte sent to the last one read
 * @param largestAnswer longest answer that is read
 * @param concurrentPerService how many questions to one service may wait at once
 */
@Validated
@ConfigurationProperties("negiz.sources")
public record SourcesProperties(
        @NotNull URI baseUrl,
        @NotNull @DefaultValue("5s") Duration timeout,
        @NotNull @DefaultValue("1MB") DataSize largestAnswer,
        @Min(1) @Max(10_000) @DefaultValue("64") int concurrentPerService) {}
