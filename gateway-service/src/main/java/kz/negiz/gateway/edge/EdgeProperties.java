package kz.negiz.gateway.edge;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway takes from strangers at all.
 *
 * @param maxBody largest request body; anything larger is answered 413
 */
@Validated
@ConfigurationProperties("negiz.gateway.edge")
record EdgeProperties(@NotNull @DefaultValue("8MB") DataSize maxBody) {}
