package kz.negiz.gateway.trust;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Revocation lists that the gateway fetches itself into their folder.
 *
 * @param urls where they are published, full lists and deltas; without any, somebody else keeps the folder fresh
 * @param every how often each is asked for
 * @param timeout how long one may take
 */
@Validated
@ConfigurationProperties("negiz.trust.downloads")
record DownloadsProperties(
        @NotNull @Size(max = 32) @DefaultValue List<@Pattern(regexp = "https?://[^/]+/.+") String> urls,

        @NotNull @DurationMin(seconds = 10) @DurationMax(hours = 6) @DefaultValue("15m")
        Duration every,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) @DefaultValue("2m")
        Duration timeout) {

    List<URI> addresses() {
        return urls.stream().map(URI::create).toList();
    }
}
