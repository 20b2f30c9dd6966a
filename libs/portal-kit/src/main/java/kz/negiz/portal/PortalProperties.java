package kz.negiz.portal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The portal's pages.
 *
 * @param demo whether the pages belong to a demo: they say so, take plain {@code ws} where NCALayer's {@code wss} does not
 *     answer, and let keys of the demo PKI be chosen
 * @param ncalayerPort the loopback port where NCALayer answers
 * @param operatorContacts how people reach the operator, shown at the foot of every page
 * @param serveAssets whether this service answers for {@code /assets/**}; the gateway does, for all services
 * @param pageHeaders whether this service sets the content security policy and its companions on what it answers
 */
@Validated
@ConfigurationProperties("negiz.portal")
public record PortalProperties(
        @DefaultValue("false") boolean demo,
        @Min(1) @Max(65_535) @DefaultValue("13579") int ncalayerPort,
        @NotBlank @DefaultValue("support@negiz.example") String operatorContacts,
        @DefaultValue("false") boolean serveAssets,
        @DefaultValue("true") boolean pageHeaders) {}
