package kz.negiz.kit.http;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What all services agree on.
 *
 * @param audience name of this installation; it stands in everything that is signed for it, so that a signature made for
 *     one installation is worth nothing in another
 */
@Validated
@ConfigurationProperties("negiz.platform")
public record PlatformProperties(@NotBlank String audience) {}
