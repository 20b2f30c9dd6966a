package kz.negiz.gateway.rate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one may ask behind the login; each gateway counts by itself.
 *
 * @param perUserAndMinute most requests of one account in a minute
 * @param perBodyAndMinute most requests of all accounts of one body in a minute
 * @param perAddressAndMinute most requests from one address in a minute, sessions or not; many officers may stand behind one
 */
@Validated
@ConfigurationProperties("negiz.gateway.rates")
record RatesProperties(
        @Min(1) @Max(1_000_000) @DefaultValue("600") int perUserAndMinute,
        @Min(1) @Max(1_000_000) @DefaultValue("12000") int perBodyAndMinute,
        @Min(1) @Max(1_000_000) @DefaultValue("12000") int perAddressAndMinute) {}
