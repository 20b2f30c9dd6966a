package kz.negiz.kit.trust;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service follows the gateway's trust list.
 *
 * @param refresh how often the gateway is asked which bundle holds
 * @param stale how old the gateway's last word may be; after that signatures can't be judged, and are refused
 */
@Validated
@ConfigurationProperties("negiz.trust.following")
public record TrustProperties(
        @NotNull @DefaultValue("20s") Duration refresh,
        @NotNull @DefaultValue("5m") Duration stale) {

    @AssertTrue(message = "negiz.trust.following: 1 second <= refresh <= 60 seconds, refresh < stale <= 5 minutes")
    boolean isInOrder() {
        return refresh.compareTo(Duration.ofSeconds(1)) >= 0
                && refresh.compareTo(Duration.ofSeconds(60)) <= 0
                && refresh.compareTo(stale) < 0
                && stale.compareTo(Duration.ofMinutes(5)) <= 0;
    }
}
